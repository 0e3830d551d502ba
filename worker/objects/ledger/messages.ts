/** Messages to webhooks: written in one transaction with their cause, and only where somebody listens; handed over after it. */
import type { Answer } from '../../../shared/score';
import type { WebhookEvent } from '../../../shared/wire';
import { owe } from './outbox';
import { type Standing, standingIn } from './standing';

/** What is to be told: the same id and body however often it is sent. */
export interface Message {
  id: string;
  type: string;
  /** Whom it is about; null for a test. */
  lead: string | null;
  body: string;
  /** When it is to go out (ms). */
  at: number;
}

/** A webhook and what it wants to be told. */
export interface Listener {
  webhook: string;
  events: WebhookEvent[];
}

/** Moves of one lead's score within this time (ms) are told together. */
const TOGETHER = 10_000;

/** The reps hear alerts, and nobody else does. */
export const REPS = 'reps';
const HEAR_ALERTS = { webhook: REPS, events: ['alert'] };

export class Messages {
  private readonly sql: SqlStorage;
  private readonly wanted: Set<WebhookEvent>;
  /** Leads whose score moved lately, and when that was told or will be (ms); the oldest first. A restart tells one move too early. */
  private readonly movedAt = new Map<string, number>();

  constructor(sql: SqlStorage) {
    this.sql = sql;
    this.wanted = new Set(listenersIn(sql).flatMap(({ events }) => events));
  }

  isWanted(event: WebhookEvent): boolean {
    return this.wanted.has(event);
  }

  /**
   * Says that something happened to a lead, if anybody listens. Call it in the transaction of the cause. `data`: the message's own
   * part. `id`: by which it is known when the cause may be heard of twice.
   */
  tell(event: WebhookEvent, answer: Answer, data: object, now: number, id?: string): void {
    if (this.isWanted(event)) this.write(event, answer, data, now, id);
  }

  /** Says something to the reps who look at this lead. */
  alert(answer: Answer, alert: string, now: number): void {
    this.write('alert', answer, { alert }, now);
  }

  private write(
    type: string,
    { lead, ...answer }: Answer,
    data: object,
    now: number,
    id = messageId(crypto.randomUUID()),
    due = now,
  ): void {
    if (lead === undefined) return;
    const { spam: _, ...scored } = 'unscored' in answer ? answer : { ...answer, spam: null };
    const timestamp = new Date(now).toISOString();
    const body = JSON.stringify({ type, timestamp, data: { lead, ...scored, ...data } });
    this.sql.exec(
      'INSERT OR IGNORE INTO messages (lead, id, type, body, at) VALUES (?, ?, ?, ?, ?)',
      lead.id,
      id,
      type,
      body,
      due,
    );
    owe(this.sql, 'message', lead.id, due);
  }

  /** A score may move with every event: the first move is told at once, those that follow soon after together, from the score that was told last. */
  private tellMoved(before: Standing | null, answer: Answer, now: number): void {
    const lead = answer.lead?.id ?? '';
    const waiting = waitingMove(this.sql, lead, now);
    const due = waiting?.at ?? Math.max(now, (this.movedAt.get(lead) ?? 0) + TOGETHER);
    if (waiting !== undefined) this.sql.exec('DELETE FROM messages WHERE id = ?', waiting.id);
    const previous = waiting === undefined ? previousOf(before) : waiting.previous;
    this.write('score_changed', answer, { previous }, now, messageId(crypto.randomUUID()), due);
    this.movedAt.delete(lead);
    this.movedAt.set(lead, due);
    for (const [oldest, at] of this.movedAt) {
      if (at > now - TOGETHER) break;
      this.movedAt.delete(oldest);
    }
  }

  /** Says what has changed between two scores of a lead. */
  tellChange(before: Standing | null, answer: Answer, now: number): void {
    if (this.wanted.size === 0) return;
    const after = standingIn(answer);
    const isMoved = before?.balance !== after.balance || before.points !== after.points || before.cause !== after.cause;
    const data = { previous: previousOf(before) };
    if (isMoved && this.isWanted('score_changed')) this.tellMoved(before, answer, now);
    if ((before?.tier ?? null) !== after.tier) this.tell('tier_changed', answer, data, now);
    if ((before?.level ?? 'cold') !== (after.level ?? 'cold')) this.tell('level_changed', answer, data, now);
  }
}

/** In: the id of a message's cause (a UUID, whatever stands before it). Out: the message's own. */
export const messageId = (cause: string): string => `msg_${cause.replace(/^.*_/, '').replaceAll('-', '')}`;

/** Out: who listens, for a new ledger. */
export const listening = (sql: SqlStorage): { version: number; webhooks: Listener[] } => ({
  version: sql.exec<{ version: number }>('SELECT version FROM listeners').toArray()[0]?.version ?? 0,
  webhooks: listenersIn(sql),
});

/** In: who listens from now on, and the count of changes to that; an older word than the known one is not believed. */
export function setListeners(sql: SqlStorage, version: number, listeners: Listener[]): void {
  sql.exec(
    `INSERT INTO listeners (one, version, webhooks) VALUES (1, ?, ?) ON CONFLICT (one)
     DO UPDATE SET version = excluded.version, webhooks = excluded.webhooks WHERE excluded.version >= version`,
    version,
    JSON.stringify(listeners),
  );
}

/** Hands the messages about these leads that are due now (ms) to every webhook that listens and to the reps (`take`), and lets go of them when all have them. */
export async function handOver(
  sql: SqlStorage,
  leads: string[],
  now: number,
  take: (webhook: string, messages: Message[]) => Promise<void>,
): Promise<void> {
  const all = sql
    .exec<{ lead: string; id: string; type: string; body: string; at: number }>(
      'SELECT lead, id, type, body, at FROM messages WHERE lead IN (SELECT value FROM json_each(?)) ORDER BY at',
      JSON.stringify(leads),
    )
    .toArray();
  const messages = all.filter(({ at }) => at <= now);
  const tell = async ({ webhook, events }: { webhook: string; events: string[] }) => {
    const wanted = messages.filter(({ type }) => events.includes(type));
    if (wanted.length > 0) await take(webhook, wanted);
  };
  await Promise.all([HEAR_ALERTS, ...listenersIn(sql)].map(tell));
  const done = JSON.stringify(messages.map(({ id }) => id));
  sql.exec('DELETE FROM messages WHERE id IN (SELECT value FROM json_each(?))', done);
  for (const { lead, at } of all) if (at > now) owe(sql, 'message', lead, at);
}

/** The person is erased: so is what was to be told of them. */
export function dropMessages(sql: SqlStorage, lead: string): void {
  // Blanks of the same length first: what SQLite lets go of stays on its page until it is written over.
  const blank = "UPDATE messages SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE lead = ?";
  for (const statement of [blank, 'DELETE FROM messages WHERE lead = ?']) sql.exec(statement, lead);
}

/** In: a lead, now (ms). Out: the move of its score that is to be told later, and from where it moved. */
function waitingMove(sql: SqlStorage, lead: string, now: number) {
  const row = sql
    .exec<{ id: string; at: number; previous: string }>(
      `SELECT id, at, body->'$.data.previous' AS previous FROM messages WHERE lead = ? AND type = 'score_changed' AND at > ?`,
      lead,
      now,
    )
    .toArray()[0];
  return row === undefined ? undefined : { ...row, previous: JSON.parse(row.previous) };
}

function listenersIn(sql: SqlStorage): Listener[] {
  const row = sql.exec<{ webhooks: string }>('SELECT webhooks FROM listeners').toArray()[0];
  return row === undefined ? [] : JSON.parse(row.webhooks);
}

const previousOf = (before: Standing | null) =>
  before === null || before.level === null
    ? null
    : {
        balance: { value: before.balance, tier: before.tier },
        points: { value: before.points, level: before.level },
      };
