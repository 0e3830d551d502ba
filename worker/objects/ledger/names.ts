/** Other names of leads (`linkedin:ada`), each with whose word it is. */
import { standingFor } from './merges';

/** Who says so (a key, a rep), in which system's name, and when (ms). */
export interface Word {
  by: string;
  source: string;
  at: number;
}
export interface Alias extends Word {
  name: string;
}

/** In: other names, a lead. Out: those of the names that are somebody else's, and whose. */
export const namesOfOthers = (sql: SqlStorage, names: string[], lead: string): { name: string; lead: string }[] =>
  sql
    .exec<{ name: string; lead: string }>(
      'SELECT alias AS name, lead FROM aliases WHERE alias IN (SELECT value FROM json_each(?)) ORDER BY alias',
      JSON.stringify(names),
    )
    .toArray()
    .map((known) => ({ ...known, lead: standingFor(sql, known.lead) }))
    .filter((known) => known.lead !== standingFor(sql, lead));

/** Points other names at a lead; a name that pointed elsewhere moves. Who said a name first stays its author. */
export function addAliases(sql: SqlStorage, lead: string, names: string[], { by, source, at }: Word): void {
  for (const name of names) {
    sql.exec(
      `INSERT INTO aliases (alias, lead, by, source, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (alias) DO UPDATE SET lead = excluded.lead, by = excluded.by, source = excluded.source, at = excluded.at
       WHERE lead <> excluded.lead`,
      name,
      lead,
      by,
      source,
      at,
    );
  }
}

/** In: the leads of one person. Out: their other names, sorted. */
export const aliasesOf = (sql: SqlStorage, leads: string[]): Alias[] =>
  sql
    .exec<{ name: string; by: string; source: string; at: number }>(
      `SELECT alias AS name, by, source, at FROM aliases WHERE lead IN (SELECT value FROM json_each(?)) ORDER BY alias`,
      JSON.stringify(leads),
    )
    .toArray();
