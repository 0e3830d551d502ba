/**
 * Merges: which leads are one person. Nothing is moved or copied: a merge is an edge from a lead to the one that stands for both, and
 * undoing it ends the edge. So history can neither be lost nor doubled, and what was addressed to either lead stays that lead's own.
 */

export interface Merge {
  id: string;
  /** The lead that stands for both, and the one that was merged into it. */
  lead: string;
  other: string;
  /** ms */
  at: number;
  by: string;
  undoneAt: number | null;
  undoneBy: string | null;
}

/** In: a lead id. Out: the lead that stands for it: itself, unless it was merged into another. */
export const standingFor = (sql: SqlStorage, lead: string): string => lineOf(sql, lead).at(-1) ?? lead;

/** In: a lead id. Out: it, the lead that it was merged into, and so on, to the one that stands for all of them. */
export function lineOf(sql: SqlStorage, lead: string): string[] {
  const edge = sql.exec<{ lead: string }>('SELECT lead FROM merges WHERE other = ? AND undone_at IS NULL', lead);
  const into = edge.toArray()[0]?.lead;
  return into === undefined ? [lead] : [lead, ...lineOf(sql, into)];
}

/** In: a lead id. Out: it and every lead that was merged into it, directly or not; it first, the others by id. */
export const familyOf = (sql: SqlStorage, lead: string): string[] =>
  sql
    .exec<{ lead: string }>(
      `WITH RECURSIVE family (lead) AS (
         VALUES (?1) UNION SELECT m.other FROM merges m JOIN family f ON m.lead = f.lead WHERE m.undone_at IS NULL)
       SELECT lead FROM family ORDER BY lead <> ?1, lead`,
      lead,
    )
    .toArray()
    .map((row) => row.lead);

/** Records that `other` is the same person as `lead`, both of which stand for themselves. */
export function recordMerge(sql: SqlStorage, { id, lead, other, at, by }: Merge): void {
  sql.exec('INSERT INTO merges (id, lead, other, at, by) VALUES (?, ?, ?, ?, ?)', id, lead, other, at, by);
}

/** In: a merge that another ledger tells of. Out: whether it cannot stand beside those that are known here. */
export function closesCircle(sql: SqlStorage, { id, lead, other, undoneAt }: Merge): boolean {
  if (undoneAt !== null || mergeById(sql, id) !== undefined) return false;
  return standingFor(sql, other) !== other || standingFor(sql, lead) === other;
}

/** Ends a merge; one that has ended stays as it ended. */
export function endMerge(sql: SqlStorage, id: string, at: number, by: string): void {
  sql.exec('UPDATE merges SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL', at, by, id);
}

const COLUMNS = 'id, lead, other, at, by, undone_at AS undoneAt, undone_by AS undoneBy';

/** In: the id of a merge. Out: the merge, or undefined. */
const mergeById = (sql: SqlStorage, id: string): Merge | undefined =>
  sql.exec<Row>(`SELECT ${COLUMNS} FROM merges WHERE id = ?`, id).toArray()[0];

/** In: the id of a merge. Out: whether it is known and has not ended. */
export const isInForce = (sql: SqlStorage, id: string): boolean => mergeById(sql, id)?.undoneAt === null;

/** In: domains. Out: their people who were merged into somebody. */
export const mergedOf = (sql: SqlStorage, domains: string[]): string[] =>
  sql
    .exec<{ id: string }>(
      `SELECT l.id FROM leads l JOIN merges m ON m.other = l.id AND m.undone_at IS NULL
       WHERE l.account IN (SELECT value FROM json_each(?))`,
      JSON.stringify(domains),
    )
    .toArray()
    .map(({ id }) => id);

/** In: a lead id. Out: every merge that concerns it or whoever was merged with it, also those that were undone, oldest first. */
export const mergesOf = (sql: SqlStorage, lead: string): Merge[] =>
  sql
    .exec<Row>(
      `SELECT ${COLUMNS} FROM merges WHERE id IN (
         SELECT m.id FROM json_each(?1) f JOIN merges m ON m.lead = f.value
         UNION SELECT m.id FROM json_each(?1) f JOIN merges m ON m.other = f.value) ORDER BY at, id`,
      JSON.stringify(familyOf(sql, standingFor(sql, lead))),
    )
    .toArray();
type Row = { [K in keyof Merge]: Merge[K] };

/** Forgets every merge that concerns a lead. */
export function forgetMerges(sql: SqlStorage, lead: string): void {
  sql.exec('DELETE FROM merges WHERE lead = ? OR other = ?', lead, lead);
}
