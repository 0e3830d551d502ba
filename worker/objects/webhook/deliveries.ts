/** Deliveries: one row a message, kept while it is tried and for a while after, so that it can be looked at and sent again. */
import { DAY } from '../../../shared/event';
import type { Delivery, DeliveryQuery } from '../../../shared/wire';
import type { Message } from '../ledger/messages';
import { pauseAfter } from './schedule';
import type { Sent } from './send';

export interface Due {
  id: string;
  type: string;
  body: string;
  attempts: number;
}

/** What came of an attempt, and when (ms). */
export interface Attempt {
  due: Due;
  sent: Sent;
  at: number;
}

/** What is done with is kept so long (ms). */
const KEPT = 7 * DAY;
const COLUMNS = 'seq, id, type, lead, state, attempts, status, error, took, created, last_at, due';
type Row = {
  seq: number;
  id: string;
  type: string;
  lead: string | null;
  state: Delivery['state'];
  attempts: number;
  status: number | null;
  error: Delivery['error'];
  took: number | null;
  created: number;
  last_at: number | null;
  due: number | null;
};

/** Takes messages in, each once, however often it is handed over. */
export function addDeliveries(sql: SqlStorage, messages: Message[], now: number): void {
  sql.exec(
    `INSERT INTO deliveries (id, type, lead, body, created, due)
     SELECT value->>'id', value->>'type', value->>'lead', value->>'body', value->>'at', ?
     FROM json_each(?) WHERE true ON CONFLICT (id) DO NOTHING`,
    now,
    JSON.stringify(messages),
  );
}

/** In: now (ms), the ids of those that are under way, a bound. Out: what else is to be sent, longest due first. */
export const dueDeliveries = (sql: SqlStorage, now: number, flying: string[], most: number): Due[] =>
  sql
    .exec<{ id: string; type: string; body: string; attempts: number }>(
      `SELECT id, type, body, attempts FROM deliveries WHERE due <= ? AND id NOT IN (SELECT value FROM json_each(?))
       ORDER BY due, seq LIMIT ?`,
      now,
      JSON.stringify(flying),
      most,
    )
    .toArray();

/** Out: when the next attempt is due (ms), or null. */
export const nextAttempt = (sql: SqlStorage): number | null =>
  sql.exec<{ due: number | null }>('SELECT MIN(due) AS due FROM deliveries').one().due;

/** Out: how many wait for their turn. */
export const countWaiting = (sql: SqlStorage): number =>
  sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM deliveries WHERE due IS NOT NULL').one().count;

/** Notes what came of attempts, in one transaction. */
export function noteAttempts(storage: DurableObjectStorage, attempts: Attempt[]): void {
  storage.transactionSync(() => {
    for (const attempt of attempts) noteAttempt(storage.sql, attempt);
    const until = Math.max(0, ...attempts.map(({ at, sent }) => (sent.rest > 0 ? at + sent.rest : 0)));
    // Whoever asks to be left alone is meant as a whole: what waits for its turn waits, too.
    if (until > 0) storage.sql.exec('UPDATE deliveries SET due = ? WHERE due < ?', until, until);
  });
}

/** Any 2xx is a success, all else is tried again until the day is over. A test is tried once. */
function noteAttempt(sql: SqlStorage, { due: { id, type, attempts }, sent, at }: Attempt): void {
  const { status, error, took } = sent;
  const isDelivered = status !== null && status >= 200 && status < 300;
  const pause = isDelivered || type === 'test' || status === 410 ? null : pauseAfter(attempts + 1, Math.random());
  const state = isDelivered ? 'delivered' : pause === null ? 'failed' : 'pending';
  sql.exec(
    `UPDATE deliveries SET state = ?, attempts = attempts + 1, due = ?, last_at = ?, status = ?, error = ?, took = ? WHERE id = ?`,
    state,
    pause === null ? null : at + pause,
    at,
    status,
    error,
    took,
    id,
  );
}

/** The webhook is disabled: nothing is tried by itself any more. */
export function giveUpAll(sql: SqlStorage): void {
  sql.exec(
    "UPDATE deliveries SET state = 'failed', due = NULL, error = 'webhook_disabled', status = NULL WHERE due IS NOT NULL",
  );
}

/** In: a message's id, now (ms). Out: its delivery, which begins anew; null for an unknown one. */
export function beginAgain(sql: SqlStorage, id: string, now: number): Delivery | null {
  const row = sql
    .exec<Row>(
      `UPDATE deliveries SET state = 'pending', attempts = 0, due = ? WHERE id = ?
       RETURNING seq, id, type, lead, state, attempts, status, error, took, created, last_at, due`,
      now,
      id,
    )
    .toArray()[0];
  return row === undefined ? null : deliveryOf(row);
}

/** In: a filter, where the last page ended. Out: a page, newest first, and where it ends (null: at the end). */
export function listDeliveries(sql: SqlStorage, { state, limit }: DeliveryQuery, after: number | null) {
  const rows = sql
    .exec<Row>(
      `SELECT ${COLUMNS} FROM deliveries WHERE seq < ? AND (?2 IS NULL OR state = ?2) ORDER BY seq DESC LIMIT ?`,
      after ?? Number.MAX_SAFE_INTEGER,
      state ?? null,
      limit + 1,
    )
    .toArray();
  const page = rows.slice(0, limit);
  return { deliveries: page.map(deliveryOf), next: rows.length > limit ? (page.at(-1)?.seq ?? null) : null };
}

/** Forgets what is told of these people. */
export function forgetLeads(sql: SqlStorage, leads: string[]): void {
  // Blanks of the same length first: what SQLite lets go of stays on its page until it is written over.
  sql.exec(
    `UPDATE deliveries SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE lead IN (SELECT value FROM json_each(?))`,
    JSON.stringify(leads),
  );
  sql.exec('DELETE FROM deliveries WHERE lead IN (SELECT value FROM json_each(?))', JSON.stringify(leads));
}

/** Forgets what has been done with for a week; the newest 200 a time. */
export function sweep(sql: SqlStorage, now: number): void {
  sql.exec(
    'DELETE FROM deliveries WHERE seq IN (SELECT seq FROM deliveries WHERE created < ? AND due IS NULL ORDER BY seq LIMIT 200)',
    now - KEPT,
  );
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const deliveryOf = ({ seq: _, took, created, last_at, due, ...row }: Row): Delivery => ({
  ...row,
  responseMs: took,
  createdAt: new Date(created).toISOString(),
  lastAttemptAt: iso(last_at),
  nextAttemptAt: iso(due),
});
