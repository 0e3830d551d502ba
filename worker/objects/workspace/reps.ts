/** Reps: who uses the extension. Invited by an administrator or paired by one for themselves; revoked at once. */
import { DAY } from '../../../shared/event';
import type { InvitationRequest, Paired, Rep } from '../../../shared/wire';
import type { Minted } from '../../secret';
import { type Actor, record } from './audit';
import { type Issued, issue, redeem, revokeHolder } from './credentials';
import { meta } from './meta';

/** An invitation is good for this long (ms). */
const INVITATION = 7 * DAY;

type Row = {
  id: string;
  name: string;
  owner: string | null;
  invited_by: string;
  created: number;
  paired: number | null;
  last_used: number | null;
};
const COLUMNS = 'id, name, owner, invited_by, created, paired, last_used';

/** Out: every rep who is not revoked, oldest first. */
export const reps = (sql: SqlStorage): Rep[] =>
  sql.exec<Row>(`SELECT ${COLUMNS} FROM reps WHERE revoked IS NULL ORDER BY created, id`).toArray().map(repOf);

/** In: a rep's id. Out: what the CRM calls them as the owner of a lead; null when nobody has said so. */
export const ownerOf = (sql: SqlStorage, id: string): string | null =>
  sql.exec<{ owner: string | null }>('SELECT owner FROM reps WHERE id = ?', id).toArray()[0]?.owner ?? null;

/** In: a new secret, who is invited. Out: the rep to be, and the code of the invitation. */
export function invite(
  sql: SqlStorage,
  minted: Minted,
  { name, owner }: InvitationRequest,
  by: Actor,
  now: number,
): { rep: Rep; code: Issued } {
  const id = `rep_${crypto.randomUUID()}`;
  const code = issue(sql, minted, { kind: 'pairing', holder: id, name }, now, INVITATION);
  const row = addRep(sql, { id, name, owner, invited_by: by.name, created: now, paired: null, last_used: null });
  record(sql, { by, action: 'rep_invited', target: id, detail: { name }, at: now });
  return { rep: repOf(row), code };
}

/** In: the hash of a pairing code, a new secret, now (ms). Out: the rep's token and what the extension needs beside it, or null. */
export function pair(sql: SqlStorage, hash: string, minted: Minted, now: number): Paired | null {
  const who = redeem(sql, hash, 'pairing', now);
  if (who === null) return null;
  const isInvited = who.holder.startsWith('rep_');
  const rep = { id: isInvited ? who.holder : `rep_${crypto.randomUUID()}`, name: who.name };
  if (!isInvited)
    addRep(sql, { ...rep, owner: null, invited_by: who.name, created: now, paired: null, last_used: null });
  sql.exec('UPDATE reps SET paired = ? WHERE id = ?', now, rep.id);
  const by = isInvited ? { kind: 'rep', holder: rep.id, name: rep.name } : who;
  record(sql, { by, action: 'rep_paired', target: rep.id, detail: { name: rep.name }, at: now });
  const { secret } = issue(sql, minted, { kind: 'rep', holder: rep.id, name: rep.name }, now);
  return { token: secret, lookupKey: meta(sql, 'lookup_key'), rep, workspace: meta(sql, 'name') };
}

/** Ends a rep's token, tickets and invitation. Out: whether there was such a rep. */
export function revokeRep(sql: SqlStorage, id: string, by: Actor, now: number): boolean {
  const gone = sql
    .exec<{ name: string }>('UPDATE reps SET revoked = ? WHERE id = ? AND revoked IS NULL RETURNING name', now, id)
    .toArray()[0];
  if (gone === undefined) return false;
  revokeHolder(sql, id);
  record(sql, { by, action: 'rep_revoked', target: id, detail: { name: gone.name }, at: now });
  return true;
}

function addRep(sql: SqlStorage, row: Row): Row {
  const { id, name, owner, invited_by, created } = row;
  const insert = 'INSERT INTO reps (id, name, owner, invited_by, created) VALUES (?, ?, ?, ?, ?)';
  sql.exec(insert, id, name, owner, invited_by, created);
  return row;
}

const repOf = ({ id, name, owner, invited_by, created, paired, last_used }: Row): Rep => ({
  ...{ id, name, owner, invitedBy: invited_by, createdAt: new Date(created).toISOString() },
  pairedAt: paired === null ? null : new Date(paired).toISOString(),
  lastUsedAt: last_used === null ? null : new Date(last_used).toISOString(),
});
