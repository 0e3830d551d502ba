/** Subsidiaries: which company's domain stands for which account. */

/** Domain → the account that it stands for. */
export type Subsidiaries = Record<string, string>;

/** In: a domain. Out: the account that it stands for: its parent's, or its own. */
export const accountOf = (sql: SqlStorage, domain: string): string =>
  sql.exec<{ parent: string }>('SELECT parent FROM subsidiaries WHERE domain = ?', domain).toArray()[0]?.parent ??
  domain;

/** In: an account. Out: its domains, its own first. */
export const domainsOf = (sql: SqlStorage, account: string): string[] => [
  account,
  ...sql
    .exec<{ domain: string }>('SELECT domain FROM subsidiaries WHERE parent = ? ORDER BY domain', account)
    .toArray()
    .map(({ domain }) => domain),
];

/** Out: which domains stand for which account. */
export const subsidiariesIn = (sql: SqlStorage): Subsidiaries =>
  Object.fromEntries(
    sql
      .exec<{ domain: string; parent: string }>('SELECT domain, parent FROM subsidiaries')
      .toArray()
      .map(({ domain, parent }) => [domain, parent]),
  );

/** Says which domains stand for which account from now on. Out: the accounts whose people are others now. */
export function setSubsidiaries(sql: SqlStorage, wanted: Subsidiaries): string[] {
  const before = new Map(Object.entries(subsidiariesIn(sql)));
  const after = new Map(Object.entries(wanted));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((one) => before.get(one) !== after.get(one));
  for (const domain of changed) {
    const parent = after.get(domain);
    sql.exec('DELETE FROM subsidiaries WHERE domain = ?', domain);
    if (parent !== undefined) sql.exec('INSERT INTO subsidiaries (domain, parent) VALUES (?, ?)', domain, parent);
  }
  const accounts = changed.flatMap((domain) => [before.get(domain) ?? domain, after.get(domain) ?? domain]);
  return [...new Set(accounts)];
}
