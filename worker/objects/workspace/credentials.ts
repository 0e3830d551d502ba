/** Who may do what: administrators' keys, console sessions, reps' tokens, and one-use tickets. Stored as hashes only. */
import { DAY } from '../../../shared/event';
import { hashOf, randomSecret } from '../../secret';

/** `secret` and `session` may do everything, `rep` reads and reports outcomes; the others are good for one exchange. */
export type Kind = 'secret' | 'session' | 'rep' | 'sign_in' | 'pairing' | 'live';

export interface Principal {
  kind: Kind;
  /** Key, session or rep id: what a log and an outcome name. */
  holder: string;
  name: string;
}

export interface Issued {
  secret: string;
  expiresAt: number | null;
}

const SECOND = 1000;
/** How long each kind of credential is good (ms); those that are not named: until they are revoked. */
const LIFE: Partial<Record<Kind, number>> = {
  session: 30 * DAY,
  sign_in: 60 * SECOND,
  pairing: 60 * SECOND,
  live: 30 * SECOND,
};
const FOREVER = Number.MAX_SAFE_INTEGER;

/** In: for whom, what kind, now (ms). Out: a new credential of that kind; only its hash stays here. */
export async function issue(sql: SqlStorage, who: Principal, now: number): Promise<Issued> {
  const secret = randomSecret(who.kind);
  const life = LIFE[who.kind];
  keep(sql, await hashOf(secret), who, now, life);
  return { secret, expiresAt: life === undefined ? null : now + life };
}

/** Keeps a credential. `lifeMs`: how long it is good; absent: until it is revoked. */
export function keep(sql: SqlStorage, hash: string, who: Principal, now: number, lifeMs?: number): void {
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

/** In: the hash of what was presented, the kinds that are wanted. Out: whose it is, or null. The hash is the key of the search: nothing is compared byte by byte. */
export function holderOf(sql: SqlStorage, hash: string, kinds: Kind[], now: number): Principal | null {
  const row = sql
    .exec<{ kind: Kind; holder: string; name: string }>(
      'SELECT kind, holder, name FROM credentials WHERE hash = ? AND expires > ? AND kind IN (SELECT value FROM json_each(?))',
      hash,
      now,
      JSON.stringify(kinds),
    )
    .toArray()[0];
  return row ?? null;
}

/** The same for a credential of one use: it is gone afterwards. Also sweeps out what has expired. */
export function redeem(sql: SqlStorage, hash: string, kind: Kind, now: number): Principal | null {
  const holder = holderOf(sql, hash, [kind], now);
  revoke(sql, hash);
  sql.exec('DELETE FROM credentials WHERE expires <= ?', now);
  return holder;
}

export function revoke(sql: SqlStorage, hash: string): void {
  sql.exec('DELETE FROM credentials WHERE hash = ?', hash);
}

/** Ends every secret key of a holder but one, and the sessions that they began. */
export function revokeOthers(sql: SqlStorage, holder: string, hash: string): void {
  const others = "DELETE FROM credentials WHERE holder = ? AND kind = 'secret' AND hash <> ? RETURNING hash";
  const ended = sql.exec<{ hash: string }>(others, holder, hash).toArray();
  if (ended.length > 0) sql.exec("DELETE FROM credentials WHERE holder = ? AND kind = 'session'", holder);
}
