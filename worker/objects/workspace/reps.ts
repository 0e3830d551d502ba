/** Reps: who uses the extension, each known by the token that a pairing gave. */
import type { Paired } from '../../../shared/wire';
import { issue, redeem } from './credentials';
import { meta } from './meta';

/** In: the hash of a pairing code, now (ms). Out: the rep's token and what the extension needs beside it, or null. */
export async function pair(sql: SqlStorage, hash: string, now: number): Promise<Paired | null> {
  const who = redeem(sql, hash, 'pairing', now);
  if (who === null) return null;
  const rep = { id: `rep_${crypto.randomUUID()}`, name: who.name };
  sql.exec('INSERT INTO reps (id, name, created) VALUES (?, ?, ?)', rep.id, rep.name, now);
  const { secret } = await issue(sql, { kind: 'rep', holder: rep.id, name: rep.name }, now);
  return { token: secret, lookupKey: meta(sql, 'lookup_key'), rep, workspace: meta(sql, 'name') };
}
