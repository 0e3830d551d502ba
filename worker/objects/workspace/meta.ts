/** What the workspace knows of itself: single values by name. */

export type Meta =
  | 'lookup_key'
  | 'name'
  | 'published'
  | 'subsidiaries'
  | 'ledgers'
  | 'retention'
  | 'selectors'
  | 'selectors_key'
  | 'site_key'
  | 'webhooks'
  | 'webhooks_told'
  | `identity:${string}`;

/** In: a name. Out: its value, or null before there is one. */
export const metaOrNull = (sql: SqlStorage, name: Meta): string | null =>
  sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name).toArray()[0]?.value ?? null;

/** In: the name of a value that `begin` has made. */
export const meta = (sql: SqlStorage, name: Meta): string =>
  sql.exec<{ value: string }>('SELECT value FROM meta WHERE name = ?', name).one().value;

export function setMeta(sql: SqlStorage, name: Meta, value: string): void {
  sql.exec('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', name, value);
}
