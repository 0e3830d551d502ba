/** What is owed after a commit: one row a lead and kind (`evaluate`, `live`, `copy`, `message`, `promise`, `forget`, `audit`), kept until it is done. */

/** Longer than any delivery takes (ms). */
const LEASE = 30_000;

export type Kind =
  | 'evaluate'
  | 'live'
  | 'copy'
  | 'message'
  | 'promise'
  | 'forget'
  | 'audit'
  | 'post'
  | 'move'
  | 'sweep';

/** Work on lease; `owed` tells whether it was owed anew meanwhile. */
export interface Work {
  lead: string;
  owed: number;
}

/**
 * Owes this kind of work for a lead at `due` (ms) at the latest; an earlier due moment stays. `dirty` says that the lead's tally
 * lacks facts, so that a restart knows to read them again.
 */
export function owe(sql: SqlStorage, kind: Kind, lead: string, due: number, dirty = false): void {
  sql.exec(
    `INSERT INTO outbox (kind, lead, due, dirty) VALUES (?, ?, ?, ?) ON CONFLICT (kind, lead)
     DO UPDATE SET due = MIN(due, excluded.due), dirty = MAX(dirty, excluded.dirty), owed = owed + 1`,
    kind,
    lead,
    due,
    dirty ? 1 : 0,
  );
}

/** Owes a new score to everybody who was scored by another version of the model. */
export function oweAll(sql: SqlStorage, version: number, now: number): void {
  sql.exec(
    `INSERT INTO outbox (kind, lead, due) SELECT 'evaluate', id, ? FROM leads WHERE model_version <> ?
     ON CONFLICT (kind, lead) DO UPDATE SET due = MIN(due, excluded.due)`,
    now,
    version,
  );
}

/** Owes a score, read from the whole history, to everybody. */
export function oweEverything(sql: SqlStorage, now: number): void {
  sql.exec(
    `INSERT INTO outbox (kind, lead, due, dirty) SELECT 'evaluate', id, ?, 1 FROM leads WHERE true
     ON CONFLICT (kind, lead) DO UPDATE SET due = excluded.due, dirty = 1`,
    now,
  );
}

/** Nothing is owed for this lead any more, but what is to be told and what was promised: that is written already. */
export function settleAll(sql: SqlStorage, lead: string): void {
  sql.exec("DELETE FROM outbox WHERE lead = ? AND kind NOT IN ('message', 'promise')", lead);
}

/** Work that is done, or no longer owed. */
export function settle(sql: SqlStorage, kind: Kind, lead: string): void {
  sql.exec('DELETE FROM outbox WHERE kind = ? AND lead = ?', kind, lead);
}

/** In: a kind, now (ms), a bound. Out: the work that is due, longest first, leased: due again in 30 s if we die meanwhile. */
export function lease(sql: SqlStorage, kind: Kind, now: number, most: number): Work[] {
  return sql
    .exec<{ lead: string; owed: number }>(
      `UPDATE outbox SET due = ? WHERE kind = ? AND lead IN (
         SELECT lead FROM outbox WHERE kind = ? AND due <= ? ORDER BY due LIMIT ?) RETURNING lead, owed`,
      now + LEASE,
      kind,
      kind,
      now,
      most,
    )
    .toArray();
}

/** An object begins: whatever was under way in an earlier life is not any more, and is due at once. */
export function resume(sql: SqlStorage, now: number): void {
  sql.exec(
    "UPDATE outbox SET due = ? WHERE kind IN ('live', 'message', 'forget', 'audit', 'post') AND due > ?",
    now,
    now,
  );
}

/** Leased work that is done; what was owed anew meanwhile stays. */
export function settleLease(sql: SqlStorage, kind: Kind, { lead, owed }: Work): void {
  sql.exec('DELETE FROM outbox WHERE kind = ? AND lead = ? AND owed = ?', kind, lead, owed);
}

/** Work that failed: due again after 1 s, doubling up to 5 min. */
export function postpone(sql: SqlStorage, kind: Kind, lead: string, now: number): void {
  sql.exec(
    `UPDATE outbox SET attempts = attempts + 1, due = ? + MIN(300000, 1000 << MIN(attempts, 9)) WHERE kind = ? AND lead = ?`,
    now,
    kind,
    lead,
  );
}

/** In: a kind, a moment (ms), a bound. Out: the leads for whom this is due, longest due first. */
export const dueNow = (sql: SqlStorage, kind: Kind, now: number, most: number): string[] =>
  sql
    .exec<{ lead: string }>('SELECT lead FROM outbox WHERE kind = ? AND due <= ? ORDER BY due LIMIT ?', kind, now, most)
    .toArray()
    .map(({ lead }) => lead);

/** Out: leads whose tally lacks facts, at most so many. */
export const dirtyLeads = (sql: SqlStorage, most: number): string[] =>
  sql
    .exec<{ lead: string }>("SELECT lead FROM outbox WHERE kind = 'evaluate' AND dirty = 1 LIMIT ?", most)
    .toArray()
    .map(({ lead }) => lead);

/** In: a lead. Out: whether its tally lacks facts. */
export const isDirty = (sql: SqlStorage, lead: string): boolean =>
  sql.exec("SELECT 1 FROM outbox WHERE kind = 'evaluate' AND lead = ? AND dirty = 1", lead).toArray().length > 0;

/** Out: the moment at which the next work is due (ms), or null. */
export const nextDue = (sql: SqlStorage): number | null =>
  sql.exec<{ due: number | null }>('SELECT MIN(due) AS due FROM outbox').one().due;
