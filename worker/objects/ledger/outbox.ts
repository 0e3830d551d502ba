/** What is owed after a commit: one row a lead and kind (`evaluate`, `live`, `copy`), kept until it is done. */

/** Longer than any delivery takes (ms). */
const LEASE = 30_000;

export type Kind = 'evaluate' | 'live' | 'copy';

/**
 * Owes this kind of work for a lead at `due` (ms) at the latest; an earlier due moment stays. `dirty` says that the lead's tally
 * lacks facts, so that a restart knows to read them again.
 */
export function owe(sql: SqlStorage, kind: Kind, lead: string, due: number, dirty = false): void {
  sql.exec(
    `INSERT INTO outbox (kind, lead, due, dirty) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, lead) DO UPDATE SET due = MIN(due, excluded.due), dirty = MAX(dirty, excluded.dirty)`,
    kind,
    lead,
    due,
    dirty ? 1 : 0,
  );
}

/** Work that is done, or no longer owed. */
export function settle(sql: SqlStorage, kind: Kind, lead: string): void {
  sql.exec('DELETE FROM outbox WHERE kind = ? AND lead = ?', kind, lead);
}

/**
 * In: a kind, now (ms), a bound. Out: the leads for whom this is due, longest first, leased: due again at `until` if we die
 * meanwhile. What is owed anew meanwhile has an earlier due moment and so outlives `settleLease`.
 */
export function lease(sql: SqlStorage, kind: Kind, now: number, most: number): { leads: string[]; until: number } {
  const until = now + LEASE;
  const leads = dueNow(sql, kind, now, most);
  for (const lead of leads) sql.exec('UPDATE outbox SET due = ? WHERE kind = ? AND lead = ?', until, kind, lead);
  return { leads, until };
}

/** Leased work that is done. */
export function settleLease(sql: SqlStorage, kind: Kind, leads: string[], until: number): void {
  for (const lead of leads) sql.exec('DELETE FROM outbox WHERE kind = ? AND lead = ? AND due = ?', kind, lead, until);
}

/** Leased work that failed: due again after 1 s, doubling up to 5 min. */
export function postpone(sql: SqlStorage, kind: Kind, leads: string[], now: number): void {
  for (const lead of leads) {
    sql.exec(
      `UPDATE outbox SET attempts = attempts + 1, due = ? + MIN(300000, 1000 << MIN(attempts, 9)) WHERE kind = ? AND lead = ?`,
      now,
      kind,
      lead,
    );
  }
}

/** In: a kind, a moment (ms), a bound. Out: the leads for whom this is due, longest due first. */
export const dueNow = (sql: SqlStorage, kind: Kind, now: number, most: number): string[] =>
  sql
    .exec<{ lead: string }>('SELECT lead FROM outbox WHERE kind = ? AND due <= ? ORDER BY due LIMIT ?', kind, now, most)
    .toArray()
    .map(({ lead }) => lead);

/** Out: the leads whose tally lacks facts. */
export const dirtyLeads = (sql: SqlStorage): string[] =>
  sql
    .exec<{ lead: string }>("SELECT lead FROM outbox WHERE kind = 'evaluate' AND dirty = 1")
    .toArray()
    .map(({ lead }) => lead);

/** Out: the moment at which the next work is due (ms), or null. */
export const nextDue = (sql: SqlStorage): number | null =>
  sql.exec<{ due: number | null }>('SELECT MIN(due) AS due FROM outbox').one().due;
