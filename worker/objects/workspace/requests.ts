/** Idempotency: what a POST with this key has answered before, for a day (draft-ietf-httpapi-idempotency-key-header). */
import { DAY, MINUTE } from '../../../shared/event';

/** A first request that has not ended by then never will (ms). */
const RUNNING = MINUTE;
/** Longer answers are not kept (characters): they are reads, which may be made again. */
const MOST_KEPT = 64 * 1024;

export type Begun =
  | { state: 'new' }
  | { state: 'running' }
  | { state: 'other' }
  | { state: 'done'; status: number; body: string };

/** In: the key (with whose it is), the fingerprint of the request. Out: whether it is new, still running, used for another one, or done. */
export function begin(sql: SqlStorage, key: string, fingerprint: string, now: number): Begun {
  sql.exec('DELETE FROM requests WHERE at < ?', now - DAY);
  const known = sql
    .exec<{ fingerprint: string; at: number; status: number | null; body: string | null }>(
      'SELECT fingerprint, at, status, body FROM requests WHERE key = ?',
      key,
    )
    .toArray()[0];
  if (known === undefined || (known.status === null && known.at < now - RUNNING)) {
    sql.exec('INSERT OR REPLACE INTO requests (key, fingerprint, at) VALUES (?, ?, ?)', key, fingerprint, now);
    return { state: 'new' };
  }
  if (known.fingerprint !== fingerprint) return { state: 'other' };
  return known.status === null ? { state: 'running' } : { state: 'done', status: known.status, body: known.body ?? '' };
}

/** No answer that names one of these leads is kept any longer. */
export function forgetAnswers(sql: SqlStorage, leads: string[]): void {
  const blank = "UPDATE requests SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE key = ?";
  for (const lead of leads) {
    const naming = sql.exec<{ key: string }>('SELECT key FROM requests WHERE instr(body, ?) > 0', lead).toArray();
    for (const { key } of naming) {
      sql.exec(blank, key);
      sql.exec('DELETE FROM requests WHERE key = ?', key);
    }
  }
}

/** Keeps the answer, or forgets the key when the request failed on our side (then it may be tried again). */
export function finish(sql: SqlStorage, key: string, status: number, body: string): void {
  if (status >= 500 || body.length > MOST_KEPT) sql.exec('DELETE FROM requests WHERE key = ?', key);
  else sql.exec('UPDATE requests SET status = ?, body = ? WHERE key = ?', status, body, key);
}
