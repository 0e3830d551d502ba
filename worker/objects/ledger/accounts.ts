/** Accounts: what is said of companies, and who their people are. */
import type { Account } from '../../../shared/lead';
import type { Said } from './events';
import { standingFor } from './merges';
import { type LeadRow, leadById, MOST_SAID, withAll } from './people';

/** Makes the account when it is not there yet, and adds what is said of it. Out: whether there was room for that. */
export function upsertAccount(sql: SqlStorage, domain: string, bucket: number, said: Said[]): boolean {
  const after = JSON.stringify(withAll(accountBy(sql, domain)?.attributes ?? {}, said));
  if (after.length > MOST_SAID) return false;
  sql.exec(
    `INSERT INTO accounts (domain, bucket, attributes) VALUES (?, ?, ?) ON CONFLICT (domain) DO UPDATE SET attributes = excluded.attributes`,
    domain,
    bucket,
    after,
  );
  return true;
}

/** In: a domain. Out: the account, or null when nothing was said of it. */
export function accountBy(sql: SqlStorage, domain: string): Account | null {
  const row = sql.exec<{ attributes: string }>('SELECT attributes FROM accounts WHERE domain = ?', domain).toArray()[0];
  return row === undefined ? null : { domain, attributes: JSON.parse(row.attributes) };
}

/** In: a domain. Out: its people as they stand: who was merged into somebody of another company is theirs. */
export function leadsOfAccount(sql: SqlStorage, domain: string): LeadRow[] {
  const own = sql.exec<{ id: string }>('SELECT id FROM leads WHERE account = ? ORDER BY id', domain).toArray();
  const standing = new Set(own.map(({ id }) => standingFor(sql, id)));
  const rows = [...standing].map((id) => leadById(sql, id)).filter((row) => row !== undefined);
  return rows.filter(({ lead }) => lead.account === domain);
}

/** In: a domain. Out: the ids of its people. */
export const peopleOf = (sql: SqlStorage, domain: string): string[] =>
  leadsOfAccount(sql, domain).map(({ lead }) => lead.id);
