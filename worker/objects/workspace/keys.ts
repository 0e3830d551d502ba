/** Secret keys: named, with scopes, rotated without a gap, revoked at once. Of the secrets only hashes are here. */
import { HOUR } from '../../../shared/event';
import type { Key, KeyRequest, Scope } from '../../../shared/wire';
import { type Minted, mint } from '../../secret';
import { type Actor, record } from './audit';
import { keep, revokeHolder, rotate, validities } from './credentials';

/** Out: the id of a key that is not there yet. */
export const newKeyId = (): string => `key_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;

/** In: a key's id. Out: a secret for it, in which the id can be read; not yet kept. */
export const mintFor = (id: string): Promise<Minted> => mint(`sk_${id.replace('key_', '')}`);

type Row = { id: string; name: string; scopes: string; created: number; created_by: string; last_used: number | null };

/** Out: every key, oldest first. */
export const keys = (sql: SqlStorage, now: number): Key[] =>
  sql
    .exec<Row>('SELECT id, name, scopes, created, created_by, last_used FROM keys ORDER BY created, id')
    .toArray()
    .map((row) => keyOf(sql, row, now));

/** In: a key's id. Out: the key, or null. */
export const keyById = (sql: SqlStorage, id: string, now: number): Key | null =>
  keys(sql, now).find((key) => key.id === id) ?? null;

/** Adds a key with its first secret. */
export function addKey(
  sql: SqlStorage,
  id: string,
  hash: string,
  { name, scopes }: KeyRequest,
  by: Actor,
  now: number,
): void {
  insertKey(sql, id, name, scopes, by.name, now);
  keep(sql, hash, { kind: 'secret', holder: id, name }, now);
  record(sql, { by, action: 'key_created', target: id, detail: { name, scopes }, at: now });
}

/** Makes the row of a key that is not there yet. */
export function insertKey(sql: SqlStorage, id: string, name: string, scopes: Scope[], by: string, now: number): void {
  sql.exec(
    'INSERT INTO keys (id, name, scopes, created, created_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    id,
    name,
    JSON.stringify(scopes),
    now,
    by,
  );
}

/** Gives a key a second secret; the older one ends after the overlap (ms), one that is older still at once. Out: whether there is such a key. */
export function rotateKey(sql: SqlStorage, id: string, hash: string, overlap: number, by: Actor, now: number): boolean {
  const key = sql.exec<{ name: string }>('SELECT name FROM keys WHERE id = ?', id).toArray()[0];
  if (key === undefined) return false;
  const { name } = key;
  rotate(sql, id, overlap, now);
  keep(sql, hash, { kind: 'secret', holder: id, name }, now);
  record(sql, { by, action: 'key_rotated', target: id, detail: { name, overlapHours: overlap / HOUR }, at: now });
  return true;
}

/** Ends a key, its secrets, the sessions and tickets that were begun with it. Out: whether there was such a key. */
export function revokeKey(sql: SqlStorage, id: string, by: Actor, now: number): boolean {
  const gone = sql.exec<{ name: string }>('DELETE FROM keys WHERE id = ? RETURNING name', id).toArray()[0];
  if (gone === undefined) return false;
  revokeHolder(sql, id);
  record(sql, { by, action: 'key_revoked', target: id, detail: { name: gone.name }, at: now });
  return true;
}

const keyOf = (sql: SqlStorage, { id, name, scopes, created, created_by, last_used }: Row, now: number): Key => ({
  ...{ id, name, scopes: JSON.parse(scopes), createdAt: iso(created), createdBy: created_by },
  lastUsedAt: last_used === null ? null : iso(last_used),
  secrets: validities(sql, id, now).map(({ created: since, expires }) => ({
    createdAt: iso(since),
    expiresAt: expires === null ? null : iso(expires),
  })),
});

const iso = (at: number): string => new Date(at).toISOString();
