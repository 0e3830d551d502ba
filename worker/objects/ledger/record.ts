/** What is recorded of a person beside their score and their touches. */
import type { Lead } from '../../../shared/lead';
import { familyOf, mergesOf } from './merges';
import { type Alias, aliasesOf } from './names';
import { outcomesOf } from './people';
import { stretchesOfLead } from './ties';

/** In: a lead that stands for itself. Out: what sources and outcomes say of it, its other names and whose word they are, how many browsers it uses. */
export function recordOf(sql: SqlStorage, lead: Lead) {
  const family = familyOf(sql, lead.id);
  const visitors = stretchesOfLead(sql, lead).filter(({ subject }) => subject.startsWith('v:'));
  const aliases = aliasesOf(sql, family);
  return {
    attributes: lead.attributes,
    aliases: aliases.map(({ name }) => name),
    knownAs: [...aliases, ...addressesOf(sql, lead.id, family)],
    outcomes: outcomesOf(sql, family),
    visitors: new Set(visitors.map(({ subject }) => subject)).size,
  };
}

/** The addresses of those who were merged into a lead, each with whose word the merge is. */
function addressesOf(sql: SqlStorage, lead: string, family: string[]): Alias[] {
  const emails = new Map(
    sql
      .exec<{ id: string; email: string }>(
        'SELECT id, email FROM leads WHERE id IN (SELECT value FROM json_each(?))',
        JSON.stringify(family),
      )
      .toArray()
      .map(({ id, email }) => [id, email]),
  );
  return mergesOf(sql, lead)
    .filter(({ other, undoneAt }) => undoneAt === null && family.includes(other))
    .map(({ other, by, at }) => ({ name: `email:${emails.get(other)}`, by, source: 'merge', at }));
}
