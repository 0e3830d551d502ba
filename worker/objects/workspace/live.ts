/** The live feed: the last message of every lead, and the last alerts, under a rising cursor, so that whoever comes back misses nothing. */
import type { Model } from '../../../shared/model';
import { type Answer, type Snapshot, score } from '../../../shared/score';
import type { Subscription } from '../../../shared/wire';
import type { Message } from '../ledger/messages';
import { mayBeFor, type Place, placeOf } from './subscription';

/** So many alerts are kept for who comes back. */
const MOST_ALERTS = 500;

/** A message as it is sent, and for whom it is. */
export interface Told {
  text: string;
  now: Place;
  /** Where the lead stood in the message before. */
  before: Place | null;
}

/** In: snapshots that changed, the model they were made under, now (ms). Out: the messages as sent. */
export function recordChanges(sql: SqlStorage, snapshots: Snapshot[], model: Model, now: number): Told[] {
  return snapshots.map((snapshot) => {
    const { id } = snapshot.lead;
    const answer = score(snapshot, model, now);
    return record(sql, id, placeOf(id, answer), { type: 'score_changed', score: null, ...answer, snapshot });
  });
}

/** In: leads that are there no more. Out: the messages as sent: whoever hears them lets go of the person. */
export function recordErased(sql: SqlStorage, leads: string[]): Told[] {
  const nobody = { email: null, name: null, stage: 'lead' as const, account: null, owner: null };
  // Blanks of the same length first: what SQLite lets go of stays on its page until it is written over.
  const blank =
    "UPDATE live SET message = printf('%.*c', length(CAST(message AS BLOB)), ' ') WHERE lead = ?1 OR place ->> 'lead' = ?1";
  for (const id of leads) sql.exec(blank, id);
  return leads.map((id) => {
    const answer: Answer = { lead: { id, ...nobody }, unscored: 'unknown_lead' };
    // Who asked for the company that the person was of must hear it too, also later.
    const { account, owner } = placeBefore(sql, id) ?? nobody;
    sql.exec("DELETE FROM live WHERE place ->> 'lead' = ? AND lead <> ?", id, id);
    const now = { ...placeOf(id, answer), account, owner };
    return record(sql, id, now, { type: 'score_changed', score: null, ...answer });
  });
}

/** In: messages with alerts. Out: those that are not known yet, as sent. */
export function recordAlerts(sql: SqlStorage, messages: Message[]): Told[] {
  const fresh = messages.filter(({ id }) => placeBefore(sql, id) === null);
  const told = fresh.map(({ id, body }) => {
    const { alert, ...answer }: Answer & { alert: string } = JSON.parse(body).data;
    return record(sql, id, placeOf(answer.lead?.id ?? '', answer), { type: 'alert', lead: answer.lead, alert });
  });
  sql.exec(
    `DELETE FROM live WHERE lead LIKE 'msg%' AND cursor <
       (SELECT MIN(cursor) FROM (SELECT cursor FROM live WHERE lead LIKE 'msg%' ORDER BY cursor DESC LIMIT ?))`,
    MOST_ALERTS,
  );
  return told;
}

/** `key`: the lead whose last message this is, or an alert of its own. */
function record(sql: SqlStorage, key: string, now: Place, message: object): Told {
  const before = placeBefore(sql, key);
  const cursor = lastCursor(sql) + 1;
  const text = JSON.stringify({ ...message, cursor });
  sql.exec(
    `INSERT INTO live (lead, cursor, message, place) VALUES (?, ?, ?, ?) ON CONFLICT (lead)
     DO UPDATE SET cursor = excluded.cursor, message = excluded.message, place = excluded.place`,
    key,
    cursor,
    text,
    JSON.stringify(now),
  );
  return { text, now, before };
}

function placeBefore(sql: SqlStorage, key: string): Place | null {
  const row = sql.exec<{ place: string | null }>('SELECT place FROM live WHERE lead = ?', key).toArray()[0];
  return row?.place == null ? null : JSON.parse(row.place);
}

/** In: the cursor that a client has seen, what it subscribes to. Out: the last message of every lead that changed since and may be for it, in order. */
export const since = (sql: SqlStorage, cursor: number, wanted: Subscription): string[] =>
  sql
    .exec<{ message: string; place: string | null }>(
      'SELECT message, place FROM live WHERE cursor > ? ORDER BY cursor',
      cursor,
    )
    .toArray()
    .filter(({ place }) => place === null || mayBeFor(wanted, JSON.parse(place)))
    .map(({ message }) => message);

/** Out: the newest cursor, 0 before anything happened. */
export const lastCursor = (sql: SqlStorage): number =>
  sql.exec<{ cursor: number | null }>('SELECT MAX(cursor) AS cursor FROM live').one().cursor ?? 0;
