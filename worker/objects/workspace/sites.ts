/** Sites: the web properties that carry the snippet, each with its public keys, the origins it may send from, and whether it demands consent. */
import { HOUR } from '../../../shared/event';
import type { Site, SiteRequest } from '../../../shared/wire';
import { randomSecret } from '../../secret';
import { type Actor, record } from './audit';

const FOREVER = Number.MAX_SAFE_INTEGER;
type Row = { id: string; name: string; origins: string; consent: number };
type KeyRow = { key: string; created: number; expires: number };

/** Out: every site, oldest first, with the public keys that are good now (ms). */
export const sites = (sql: SqlStorage, now: number): Site[] =>
  sql
    .exec<Row>('SELECT id, name, origins, consent FROM sites ORDER BY created, id')
    .toArray()
    .map((row) => siteOf(row, keysOf(sql, row.id, now)));

/** In: a site's id. Out: the site, or null. */
export const siteById = (sql: SqlStorage, id: string, now: number): Site | null =>
  sites(sql, now).find((site) => site.id === id) ?? null;

/** Adds a site with its first public key. */
export function addSite(sql: SqlStorage, site: SiteRequest, by: Actor, now: number): string {
  const id = `site_${crypto.randomUUID().slice(0, 8)}`;
  insertSite(sql, { id, ...site }, newKey(), now);
  record(sql, { by, action: 'site_created', target: id, detail: { ...site }, at: now });
  return id;
}

/** Makes the rows of a site; one that is there stays as it is. */
export function insertSite(
  sql: SqlStorage,
  { id, name, origins, consent }: SiteRequest & { id: string },
  key: string,
  now: number,
): void {
  sql.exec(
    'INSERT INTO sites (id, name, origins, consent, created) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    id,
    name,
    JSON.stringify(origins),
    consent ? 1 : 0,
    now,
  );
  insertKey(sql, id, key, now);
}

/** Out: whether there is such a site; it is as asked now. */
export function putSite(sql: SqlStorage, id: string, site: SiteRequest, by: Actor, now: number): boolean {
  const changed = sql
    .exec<{ id: string }>(
      'UPDATE sites SET name = ?, origins = ?, consent = ? WHERE id = ? RETURNING id',
      site.name,
      JSON.stringify(site.origins),
      site.consent ? 1 : 0,
      id,
    )
    .toArray();
  if (changed.length === 0) return false;
  record(sql, { by, action: 'site_changed', target: id, detail: { ...site }, at: now });
  return true;
}

/** Gives a site a second public key; the older one ends after the overlap (ms), one that is older still now. Out: whether there is such a site. */
export function rotateSite(sql: SqlStorage, id: string, overlap: number, by: Actor, now: number): boolean {
  const known = siteById(sql, id, now);
  if (known === null) return false;
  sql.exec('DELETE FROM site_keys WHERE site = ? AND key <> ?', id, known.key);
  sql.exec('UPDATE site_keys SET expires = MIN(expires, ?) WHERE site = ?', now + overlap, id);
  insertKey(sql, id, newKey(), now);
  record(sql, { by, action: 'site_key_rotated', target: id, detail: { overlapHours: overlap / HOUR }, at: now });
  return true;
}

/** Out: whether there was such a site. Its keys end with it; what it has sent stays. */
export function deleteSite(sql: SqlStorage, id: string, by: Actor, now: number): boolean {
  const gone = sql.exec<{ name: string }>('DELETE FROM sites WHERE id = ? RETURNING name', id).toArray()[0];
  if (gone === undefined) return false;
  sql.exec('DELETE FROM site_keys WHERE site = ?', id);
  record(sql, { by, action: 'site_deleted', target: id, detail: { name: gone.name }, at: now });
  return true;
}

const newKey = (): string => randomSecret('pk').slice(0, 27);

function insertKey(sql: SqlStorage, site: string, key: string, now: number): void {
  sql.exec(
    'INSERT INTO site_keys (key, site, created, expires) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    key,
    site,
    now,
    FOREVER,
  );
}

const keysOf = (sql: SqlStorage, site: string, now: number): KeyRow[] =>
  sql
    .exec<KeyRow>(
      'SELECT key, created, expires FROM site_keys WHERE site = ? AND expires > ? ORDER BY expires DESC, created DESC',
      site,
      now,
    )
    .toArray();

const siteOf = ({ id, name, origins, consent }: Row, keys: KeyRow[]): Site => ({
  ...{ id, name, key: keys[0]?.key ?? '', origins: JSON.parse(origins), consent: consent === 1 },
  keys: keys.map(({ key, created, expires }) => ({
    key,
    createdAt: iso(created),
    expiresAt: expires === FOREVER ? null : iso(expires),
  })),
});

const iso = (at: number): string => new Date(at).toISOString();
