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
  /** ms */
  at: number;
}

/** A webhook and what it wants to be told. */
export interface Listener {
  webhook: string;
  events: WebhookEvent[];
}

/** The reps hear alerts, and nobody else does. */
export const REPS = 'reps';
const HEAR_ALERTS = { webhook: REPS, events: ['alert'] };

export class Messages {
  private readonly sql: SqlStorage;
  private readonly wanted: Set<WebhookEvent>;

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
      now,
    );
    owe(this.sql, 'message', lead.id, now);
  }

  /** Says what has changed between two scores of a lead. */
  tellChange(before: Standing | null, answer: Answer, now: number): void {
    if (this.wanted.size === 0) return;
    const after = standingIn(answer);
    const isMoved = before?.balance !== after.balance || before.points !== after.points || before.cause !== after.cause;
    const data = { previous: previousOf(before) };
    if (isMoved) this.tell('score_changed', answer, data, now);
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

/** Hands the messages about these leads to every webhook that listens and to the reps (`take`), and lets go of them when all have them. */
export async function handOver(
  sql: SqlStorage,
  leads: string[],
  take: (webhook: string, messages: Message[]) => Promise<void>,
): Promise<void> {
  const messages = sql
    .exec<{ lead: string; id: string; type: string; body: string; at: number }>(
      'SELECT lead, id, type, body, at FROM messages WHERE lead IN (SELECT value FROM json_each(?)) ORDER BY at',
      JSON.stringify(leads),
    )
    .toArray();
  const tell = async ({ webhook, events }: { webhook: string; events: string[] }) => {
    const wanted = messages.filter(({ type }) => events.includes(type));
    if (wanted.length > 0) await take(webhook, wanted);
  };
  await Promise.all([HEAR_ALERTS, ...listenersIn(sql)].map(tell));
  const done = JSON.stringify(messages.map(({ id }) => id));
  sql.exec('DELETE FROM messages WHERE id IN (SELECT value FROM json_each(?))', done);
}

/** The person is erased: so is what was to be told of them. */
export function dropMessages(sql: SqlStorage, lead: string): void {
  // Blanks of the same length first: what SQLite lets go of stays on its page until it is written over.
  const blank = "UPDATE messages SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE lead = ?";
  for (const statement of [blank, 'DELETE FROM messages WHERE lead = ?']) sql.exec(statement, lead);
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
