/** Idempotency: what a POST with this key has answered before, for a day (draft-ietf-httpapi-idempotency-key-header). */
import { DAY } from '../../../shared/event';

export type Begun =
  | { state: 'new' }
  | { state: 'running' }
  | { state: 'other' }
  | { state: 'done'; status: number; body: string };

/** In: the key (with whose it is), the fingerprint of the request. Out: whether it is new, still running, used for another one, or done. */
export function begin(sql: SqlStorage, key: string, fingerprint: string, now: number): Begun {
  sql.exec('DELETE FROM requests WHERE at < ?', now - DAY);
  const known = sql
    .exec<{ fingerprint: string; status: number | null; body: string | null }>(
      'SELECT fingerprint, status, body FROM requests WHERE key = ?',
      key,
    )
    .toArray()[0];
  if (known === undefined) {
    sql.exec('INSERT INTO requests (key, fingerprint, at) VALUES (?, ?, ?)', key, fingerprint, now);
    return { state: 'new' };
  }
  if (known.fingerprint !== fingerprint) return { state: 'other' };
  return known.status === null ? { state: 'running' } : { state: 'done', status: known.status, body: known.body ?? '' };
}

/** Keeps the answer, or forgets the key when the request failed on our side (then it may be tried again). */
export function finish(sql: SqlStorage, key: string, status: number, body: string): void {
  if (status >= 500) sql.exec('DELETE FROM requests WHERE key = ?', key);
  else sql.exec('UPDATE requests SET status = ?, body = ? WHERE key = ?', status, body, key);
}
