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

/** A name, and the lead that it was said of. */
export interface Owned {
  name: string;
  lead: string;
}
/** Who has names in other ledgers, and the leads that stand for some leads, as far as this ledger may not know. */
export interface Elsewhere {
  owned: Owned[];
  standing: ReadonlyMap<string, string>;
}
export const NOWHERE: Elsewhere = { owned: [], standing: new Map() };

/** In: other names. Out: those of the names that are known here, and whose. */
export const ownersIn = (sql: SqlStorage, names: string[]): Owned[] =>
  sql
    .exec<{ name: string; lead: string }>(
      'SELECT alias AS name, lead FROM aliases WHERE alias IN (SELECT value FROM json_each(?)) ORDER BY alias',
      JSON.stringify(names),
    )
    .toArray();

/** In: names that others have, who wants them. Out: those that are another person's, and whose. */
export function takenFrom(sql: SqlStorage, owners: Owned[], lead: string, standing: Elsewhere['standing']): Owned[] {
  const personOf = (one: string) => standing.get(one) ?? standingFor(sql, one);
  const own = personOf(lead);
  return owners.map((owner) => ({ ...owner, lead: personOf(owner.lead) })).filter((owner) => owner.lead !== own);
}

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

/** Takes names from a lead, as far as they were said of it until a moment (ms). */
export function dropNames(sql: SqlStorage, lead: string, names: string[], until: number): void {
  sql.exec(
    'DELETE FROM aliases WHERE lead = ? AND at <= ? AND alias IN (SELECT value FROM json_each(?))',
    lead,
    until,
    JSON.stringify(names),
  );
}

/** In: the leads of one person. Out: their other names, sorted. */
export const aliasesOf = (sql: SqlStorage, leads: string[]): Alias[] =>
  sql
    .exec<{ name: string; by: string; source: string; at: number }>(
      `SELECT alias AS name, by, source, at FROM aliases WHERE lead IN (SELECT value FROM json_each(?)) ORDER BY alias`,
      JSON.stringify(leads),
    )
    .toArray();
