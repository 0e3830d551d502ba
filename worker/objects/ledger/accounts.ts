/** Accounts: companies by domain, what is said of them, and who their people are. */
import type { Account, Attributes } from '../../../shared/lead';
import type { Said } from './events';
import { standingFor } from './merges';
import { type LeadRow, leadById, MOST_SAID, withAll } from './people';
import { accountOf, domainsOf } from './subsidiaries';

/** Makes the account when it is not there yet, and adds what is said of it. Out: whether there was room for that. */
export function upsertAccount(sql: SqlStorage, domain: string, bucket: number, said: Said[]): boolean {
  const after = JSON.stringify(withAll(saidOf(sql, domain) ?? {}, said));
  if (after.length > MOST_SAID) return false;
  sql.exec(
    `INSERT INTO accounts (domain, bucket, attributes) VALUES (?, ?, ?) ON CONFLICT (domain) DO UPDATE SET attributes = excluded.attributes`,
    domain,
    bucket,
    after,
  );
  return true;
}

/** In: an account. Out: what is said of it, completed by what is said of its subsidiaries alone; null when nothing is. */
export function accountBy(sql: SqlStorage, account: string): Account | null {
  const said = domainsOf(sql, account)
    .map((domain) => saidOf(sql, domain))
    .filter((attributes) => attributes !== null);
  if (said.length === 0) return null;
  return { domain: account, attributes: Object.fromEntries(said.toReversed().flatMap(Object.entries)) };
}

function saidOf(sql: SqlStorage, domain: string): Attributes | null {
  const row = sql.exec<{ attributes: string }>('SELECT attributes FROM accounts WHERE domain = ?', domain).toArray()[0];
  return row === undefined ? null : JSON.parse(row.attributes);
}

/** In: an account. Out: its people as they stand, by id: who was merged into somebody of another company is theirs. */
export function leadsOfAccount(sql: SqlStorage, account: string): LeadRow[] {
  const own = sql
    .exec<{ id: string }>(
      'SELECT id FROM leads WHERE account IN (SELECT value FROM json_each(?))',
      JSON.stringify(domainsOf(sql, account)),
    )
    .toArray();
  const standing = new Set(own.map(({ id }) => standingFor(sql, id)));
  const rows = [...standing].map((id) => leadById(sql, id)).filter((row) => row !== undefined);
  return rows.filter(({ lead }) => lead.account === account).sort((a, b) => (a.lead.id < b.lead.id ? -1 : 1));
}

/** In: an account. Out: the ids of its people. */
export const peopleOf = (sql: SqlStorage, account: string): string[] =>
  leadsOfAccount(sql, account).map(({ lead }) => lead.id);

/** In: the leads of one person. Out: every domain of the accounts that they work for. */
export function companiesOf(sql: SqlStorage, leads: string[]): string[] {
  const own = sql.exec<{ account: string }>(
    'SELECT DISTINCT account FROM leads WHERE account IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
    JSON.stringify(leads),
  );
  const accounts = new Set(own.toArray().map(({ account }) => accountOf(sql, account)));
  return [...accounts].flatMap((account) => domainsOf(sql, account));
}
