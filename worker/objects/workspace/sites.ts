/** Sites: the web properties that carry the snippet, each with its public key and the origins it may send from. */
import type { Site } from '../../../shared/wire';

/** Out: every site, by id. */
export const sites = (sql: SqlStorage): Site[] =>
  sql
    .exec<{ id: string; name: string; key: string; origins: string }>(
      'SELECT id, name, key, origins FROM sites ORDER BY id',
    )
    .toArray()
    .map(({ origins, ...site }) => ({ ...site, origins: JSON.parse(origins) }));

/** Adds a site; one of that id or key that is there stays as it is. */
export function addSite(sql: SqlStorage, { id, name, key, origins }: Site): void {
  sql.exec(
    'INSERT INTO sites (id, name, key, origins) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    id,
    name,
    key,
    JSON.stringify(origins),
  );
}
