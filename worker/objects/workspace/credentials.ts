/** Who may do what: secrets of keys, console sessions, reps' tokens, and one-use tickets. Stored as hashes only. */
import { DAY, HOUR } from '../../../shared/event';
import type { Scope } from '../../../shared/wire';
import { isSameHash, type Minted } from '../../secret';

/** `secret` and `session` may do what their key may, `rep` reads and reports outcomes; the others are good for one exchange. */
export type Kind = 'secret' | 'session' | 'rep' | 'sign_in' | 'pairing' | 'live';

/** For whom a credential is. */
export interface Holder {
  kind: Kind;
  /** Key or rep id: what a log and an outcome name. */
  holder: string;
  name: string;
}
export interface Principal extends Holder {
  scopes: Scope[];
}

export interface Issued {
  secret: string;
  expiresAt: number | null;
}

const REP_SCOPES: Scope[] = ['scores:read', 'outcomes:write'];
const SECOND = 1000;
/** How long each kind of credential is good (ms); those that are not named: until they are revoked. */
const LIFE: Partial<Record<Kind, number>> = {
  session: 30 * DAY,
  sign_in: 60 * SECOND,
  pairing: 60 * SECOND,
  live: 30 * SECOND,
};
const FOREVER = Number.MAX_SAFE_INTEGER;
/** The last use is written at most this often (ms). */
const USE_EVERY = HOUR;

/** In: a new secret, for whom, now (ms), how long it is good (ms; absent: as its kind is). Keeps its hash. */
export function issue(
  sql: SqlStorage,
  { secret, hash }: Minted,
  who: Holder,
  now: number,
  life = LIFE[who.kind],
): Issued {
  keep(sql, hash, who, now, life);
  return { secret, expiresAt: life === undefined ? null : now + life };
}

/** Keeps a credential. `lifeMs`: how long it is good; absent: until it is revoked. */
export function keep(sql: SqlStorage, hash: string, who: Holder, now: number, lifeMs?: number): void {
  sql.exec(
    'INSERT INTO credentials (hash, kind, holder, name, created, expires) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    hash,
    who.kind,
    who.holder,
    who.name,
    now,
    lifeMs === undefined ? FOREVER : now + lifeMs,
  );
}

type Row = { hash: string; kind: Kind; holder: string; name: string; scopes: string | null; last_used: number | null };

/**
 * In: the hash of what was presented, the kinds that are wanted. Out: whose it is, or null. The search goes by the first 64 bits
 * of the hash; the rest is compared in constant time, so that how long it takes tells nothing of a hash.
 */
export function holderOf(sql: SqlStorage, hash: string, kinds: Kind[], now: number): Principal | null {
  const found = sql
    .exec<Row>(
      `SELECT c.hash, c.kind, c.holder, c.name, k.scopes, COALESCE(k.last_used, r.last_used) AS last_used
       FROM credentials c LEFT JOIN keys k ON k.id = c.holder LEFT JOIN reps r ON r.id = c.holder AND r.revoked IS NULL
       WHERE c.hash BETWEEN ?1 AND ?1 || 'g' AND c.expires > ?2 AND c.kind IN (SELECT value FROM json_each(?3))
       AND COALESCE(k.id, r.id) IS NOT NULL`,
      hash.slice(0, 16),
      now,
      JSON.stringify(kinds),
    )
    .toArray()
    .find((row) => isSameHash(row.hash, hash));
  if (found === undefined) return null;
  const { kind, holder, name, scopes, last_used } = found;
  if ((last_used ?? 0) <= now - USE_EVERY) noteUse(sql, holder, now);
  return { kind, holder, name, scopes: scopes === null ? REP_SCOPES : JSON.parse(scopes) };
}

function noteUse(sql: SqlStorage, holder: string, now: number): void {
  sql.exec('UPDATE keys SET last_used = ? WHERE id = ?', now, holder);
  sql.exec('UPDATE reps SET last_used = ? WHERE id = ?', now, holder);
}

/** The same for a credential of one use: it is gone afterwards. Also sweeps out what has expired. */
export function redeem(sql: SqlStorage, hash: string, kind: Kind, now: number): Principal | null {
  const holder = holderOf(sql, hash, [kind], now);
  if (holder !== null) revoke(sql, hash);
  sql.exec('DELETE FROM credentials WHERE expires <= ?', now);
  return holder;
}

export function revoke(sql: SqlStorage, hash: string): void {
  sql.exec('DELETE FROM credentials WHERE hash = ?', hash);
}

/** Ends everything that a key or a rep holds. */
export function revokeHolder(sql: SqlStorage, holder: string): void {
  sql.exec('DELETE FROM credentials WHERE holder = ?', holder);
}

/** Ends every secret of a key but one, and the sessions that they began. */
export function revokeOthers(sql: SqlStorage, holder: string, hash: string): void {
  const others = "DELETE FROM credentials WHERE holder = ? AND kind = 'secret' AND hash <> ? RETURNING hash";
  const ended = sql.exec<{ hash: string }>(others, holder, hash).toArray();
  if (ended.length > 0) sql.exec("DELETE FROM credentials WHERE holder = ? AND kind = 'session'", holder);
}

/** Makes room for a new secret of a key: the newest one ends after the overlap (ms), the others now. */
export function rotate(sql: SqlStorage, holder: string, overlap: number, now: number): void {
  const [newest] = sql
    .exec<{ hash: string }>(
      "SELECT hash FROM credentials WHERE holder = ? AND kind = 'secret' ORDER BY created DESC, expires DESC LIMIT 1",
      holder,
    )
    .toArray();
  sql.exec("DELETE FROM credentials WHERE holder = ? AND kind = 'secret' AND hash <> ?", holder, newest?.hash ?? '');
  sql.exec('UPDATE credentials SET expires = MIN(expires, ?) WHERE hash = ?', now + overlap, newest?.hash ?? '');
}

/** In: a key, now (ms). Out: of each of its secrets since when it is good and until when (null: until it is revoked), newest first. */
export const validities = (
  sql: SqlStorage,
  holder: string,
  now: number,
): { created: number; expires: number | null }[] =>
  sql
    .exec<{ created: number; expires: number }>(
      "SELECT created, expires FROM credentials WHERE holder = ? AND kind = 'secret' AND expires > ? ORDER BY created DESC, expires DESC",
      holder,
      now,
    )
    .toArray()
    .map(({ created, expires }) => ({ created, expires: expires === FOREVER ? null : expires }));
