/** The roll-up: a company as if it were one lead, from its own signals and those of all its people (scoring.md §2). */
import type { Model } from '../../../shared/model';
import type { Snapshot } from '../../../shared/score';
import { tallyOf } from '../../../shared/score/interpret';
import { snapshotOf } from '../../../shared/score/snapshot';
import { accountOf, domainsOf, leadsOfAccount } from './accounts';
import { accountAt, happenedAt } from './evaluate';
import { factsIn, type StoredFact, type Stretch } from './events';
import type { FoundAccount } from './found';
import type { LeadRow } from './people';
import { stretchesOfLead } from './ties';

/** So many people are told one by one. */
const MEMBERS = 200;

/**
 * In: a domain, the model, a moment (ms), how one of its people is read. Out: the account that the domain stands for, or null when
 * nothing is known of it.
 */
export function foundAccount(
  sql: SqlStorage,
  asked: string,
  model: Model,
  at: number,
  member: (row: LeadRow) => Snapshot,
): FoundAccount | null {
  const account = accountOf(sql, asked);
  const rows = leadsOfAccount(sql, account);
  const snapshot = accountSnapshot(sql, account, rows, model, at);
  if (rows.length === 0 && snapshot.account === null && snapshot.tally.touches === 0) return null;
  const members = rows
    .filter(({ lead }) => !lead.optedOut)
    .slice(0, MEMBERS)
    .map(member);
  return { snapshot, model, people: rows.length, members, subsidiaries: domainsOf(sql, account).slice(1) };
}

function accountSnapshot(sql: SqlStorage, domain: string, people: LeadRow[], model: Model, at: number): Snapshot {
  const stretches = people
    .filter(({ lead }) => !lead.optedOut)
    .flatMap(({ lead }) => stretchesOfLead(sql, lead))
    .filter(({ subject }) => !subject.startsWith('a:'));
  const own = domainsOf(sql, domain).map((one): Stretch => {
    return { subject: `a:${one}`, identity: 'verified', from: 0, to: Number.MAX_SAFE_INTEGER };
  });
  // What was said of one person judges nobody else.
  const isOfAll = (fact: StoredFact) => happenedAt(fact) <= at && fact.type !== 'spam_judged';
  const facts = factsIn(sql, [...own, ...stretches]).filter(isOfAll);
  const lead = {
    id: domain,
    email: null,
    name: null,
    account: domain,
    owner: null,
    stage: null,
    optedOut: false,
    attributes: {},
  };
  const tally = tallyOf(facts, model, at);
  return snapshotOf(lead, accountAt(sql, domain, at), tally, model, at);
}
