/** Posts: what other ledgers are to be told, kept in order until they have heard it. Whoever hears it twice has heard it once. */
import type { Named } from '../../named';
import type { Said } from './events';
import type { Merge } from './merges';
import { owe } from './outbox';
import { type Parcel, pack } from './parcel';

/** So many posts are sent at a time. */
const SLICE = 50;

/** What is kept. */
export type Post =
  /**
   * Events of a subject (null: everything that is stored of it), by name only: they travel as they are when they travel. `told`: the
   * buckets that know them or are told of them by others.
   */
  | { kind: 'facts'; subject: string; ids: string[] | null; told?: number[] }
  /** Somebody is said to be there, and something of them. */
  | { kind: 'word'; who: Named; said: Said[]; at: number }
  /** A merge has ended. */
  | { kind: 'merge'; merge: Merge }
  /** Two leads are one person: whoever listens is to be told, with the score of both. */
  | { kind: 'merged'; merge: Merge }
  /** A name that was said of a lead until then is another one's. */
  | { kind: 'unnamed'; lead: string; name: string; at: number }
  /** A person is gone. `told`: one bucket of each ledger that knows of it or is told of it by others. */
  | { kind: 'erase'; leads: string[]; at: number; told?: number[] };

/** What travels. */
export type Message = Exclude<Post, { kind: 'facts' }> | Facts;
export type Facts = { kind: 'facts'; parcel: Parcel; isRebuild: boolean; told?: number[] | undefined };

/** Owes a post to whoever holds the bucket. */
export function post(sql: SqlStorage, bucket: number, what: Post, now: number): void {
  sql.exec('INSERT INTO posts (bucket, body) VALUES (?, ?)', bucket, JSON.stringify(what));
  owe(sql, 'post', String(bucket), now);
}

/** Whether anybody is still to be told anything. */
export const hasPosts = (sql: SqlStorage): boolean => sql.exec('SELECT 1 FROM posts LIMIT 1').toArray().length > 0;

/** Sends what is owed to one bucket, in order. */
export async function sendPosts(
  sql: SqlStorage,
  bucket: number,
  send: (messages: Message[]) => Promise<void>,
): Promise<void> {
  for (;;) {
    const rows = sql
      .exec<{ id: number; body: string }>(
        'SELECT id, body FROM posts WHERE bucket = ? ORDER BY id LIMIT ?',
        bucket,
        SLICE,
      )
      .toArray();
    const last = rows.at(-1)?.id;
    if (last === undefined) return;
    for (const { body } of rows) await sendOne(sql, JSON.parse(body), send);
    sql.exec('DELETE FROM posts WHERE bucket = ? AND id <= ?', bucket, last);
  }
}

async function sendOne(sql: SqlStorage, what: Post, send: (messages: Message[]) => Promise<void>): Promise<void> {
  if (what.kind !== 'facts') return send([what]);
  for (const parcel of pack(sql, what.subject, what.ids)) {
    await send([{ kind: 'facts', parcel, isRebuild: what.ids === null, told: what.told }]);
  }
}
