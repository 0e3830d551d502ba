/** The roll-up: a company as if it were one lead, from its own signals and those of all its people, whichever ledgers they are in (scoring.md §2). */
import type { Account } from '../../../shared/lead';
import type { Model } from '../../../shared/model';
import type { Snapshot } from '../../../shared/score';
import { tallyOf } from '../../../shared/score/interpret';
import { snapshotOf } from '../../../shared/score/snapshot';
import { leadsOfAccount } from './accounts';
import { accountAt, happenedAt } from './evaluate';
import { factsIn, type StoredFact, type Stretch } from './events';
import type { FoundAccount } from './found';
import type { LeadRow } from './people';
import { accountOf, domainsOf } from './subsidiaries';
import { stretchesOfLead } from './ties';

/** So many people of each ledger are told one by one. */
const MEMBERS = 200;
/** A page of people ends with the one who makes it so many facts: each page must fit into one answer of an object. */
const PAGE = 20_000;

/** The company itself, as the ledger has it that holds its bucket. */
export interface Company {
  domain: string;
  said: Account | null;
  facts: StoredFact[];
  subsidiaries: string[];
  model: Model;
  /** ms */
  at: number;
}

/** People of a company who are in one ledger. */
export interface PeoplePage {
  people: number;
  members: Snapshot[];
  facts: StoredFact[];
  /** Whom to go on after; null: nobody. */
  next: string | null;
}

/** In: a domain, the model, a moment (ms). Out: the account that the domain stands for, without its people. */
export function companyIn(sql: SqlStorage, asked: string, model: Model, at: number): Company {
  const domain = accountOf(sql, asked);
  const own = domainsOf(sql, domain).map((one): Stretch => {
    return { subject: `a:${one}`, identity: 'verified', from: 0, to: Number.MAX_SAFE_INTEGER };
  });
  const facts = factsIn(sql, own).filter((fact) => happenedAt(fact) <= at);
  return { domain, said: accountAt(sql, domain, at), facts, subsidiaries: domainsOf(sql, domain).slice(1), model, at };
}

/** In: a domain, who is at home here, after whom to go on, a moment (ms), how one of the people is read. Out: a page of its people here. */
export function peoplePage(
  sql: SqlStorage,
  asked: string,
  isHere: (lead: string) => boolean,
  after: string | null,
  at: number,
  member: (row: LeadRow) => Snapshot,
): PeoplePage {
  const rows = leadsOfAccount(sql, accountOf(sql, asked)).filter(({ lead }) => isHere(lead.id));
  const told = new Set(rows.filter(({ lead }) => !lead.optedOut).slice(0, MEMBERS));
  const page: PeoplePage = { people: 0, members: [], facts: [], next: null };
  for (const row of rows.filter(({ lead }) => after === null || lead.id > after)) {
    page.people += 1;
    if (told.has(row)) page.members.push(member(row));
    if (!row.lead.optedOut) page.facts.push(...factsOf(sql, row, at));
    if (page.facts.length < PAGE) continue;
    return { ...page, next: row.lead.id };
  }
  return page;
}

/** What a person did themselves. What was said of one person judges nobody else. */
function factsOf(sql: SqlStorage, { lead }: LeadRow, at: number): StoredFact[] {
  const own = stretchesOfLead(sql, lead).filter(({ subject }) => !subject.startsWith('a:'));
  return factsIn(sql, own).filter((fact) => happenedAt(fact) <= at && fact.type !== 'spam_judged');
}

/** In: a company, all pages of its people. Out: the account, or null when nothing is known of it. */
export function rolledUp(
  { domain, said, facts, subsidiaries, model, at }: Company,
  pages: PeoplePage[],
): FoundAccount | null {
  const all = [...facts.filter(({ type }) => type !== 'spam_judged'), ...pages.flatMap((page) => page.facts)];
  const people = pages.reduce((sum, page) => sum + page.people, 0);
  const lead = { id: domain, email: null, name: null, account: domain, owner: null, stage: null };
  const tally = tallyOf(all, model, at);
  const snapshot = snapshotOf({ ...lead, optedOut: false, attributes: {} }, said, tally, model, at);
  if (people === 0 && snapshot.account === null && tally.touches === 0) return null;
  return { snapshot, model, people, members: pages.flatMap(({ members }) => members), subsidiaries };
}
