/** Other names of leads (`linkedin:ada`), each with whose word it is. */

/** Who says so (a key, a rep), in which system's name, and when (ms). */
export interface Word {
  by: string;
  source: string;
  at: number;
}
export interface Alias extends Word {
  name: string;
}

/** Points other names at a lead; a name that pointed elsewhere moves (a server's word counts). Who said a name first stays its author. */
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
