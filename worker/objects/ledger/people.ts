/** Leads, their accounts and other names, and which stretches of which visitors are theirs. */
import { type Account, type Attributes, type Lead, observe, type Stage, textOf } from '../../../shared/lead';
import { type OutcomeKind, stageAfter } from '../../../shared/outcome';
import type { Tally } from '../../../shared/score/tally';
import type { Named } from '../../named';
import type { Said, Stretch } from './events';

const FOREVER = Number.MAX_SAFE_INTEGER;

/** A lead's row, parsed. */
export interface LeadRow {
  lead: Lead;
  hash: string;
  tally: Tally | null;
  modelVersion: number | null;
  asOf: number;
  copiedAt: number;
}

export type RawLead = {
  id: string;
  hash: string;
  email: string;
  account: string | null;
  attributes: string;
  opted_out: number;
  stage: Stage | null;
  tally: string | null;
  model_version: number | null;
  as_of: number | null;
  copied_at: number;
};
export const LEAD_COLUMNS =
  'id, hash, email, account, attributes, opted_out, stage, tally, model_version, as_of, copied_at';

/** In: a lead id. Out: its row, or undefined. */
export const leadById = (sql: SqlStorage, id: string): LeadRow | undefined =>
  rows(sql, `SELECT ${LEAD_COLUMNS} FROM leads WHERE id = ?`, id)[0];

/** In: the hash of an address. Out: the lead's row, or undefined. */
export const leadByHash = (sql: SqlStorage, hash: string): LeadRow | undefined =>
  rows(sql, `SELECT ${LEAD_COLUMNS} FROM leads WHERE hash = ?`, hash)[0];

/** In: another name (`linkedin:ada`). Out: the lead's row, or undefined. */
export const leadByAlias = (sql: SqlStorage, alias: string): LeadRow | undefined =>
  rows(sql, `SELECT ${LEAD_COLUMNS} FROM leads WHERE id = (SELECT lead FROM aliases WHERE alias = ?)`, alias)[0];

/** In: a domain. Out: the rows of its people. */
export const leadsOfAccount = (sql: SqlStorage, domain: string): LeadRow[] =>
  rows(sql, `SELECT ${LEAD_COLUMNS} FROM leads WHERE account = ? ORDER BY id`, domain);

const rows = (sql: SqlStorage, query: string, parameter: string): LeadRow[] =>
  sql.exec<RawLead>(query, parameter).toArray().map(parseLead);

/** In: a row of LEAD_COLUMNS. Out: the same, parsed. */
export function parseLead(raw: RawLead): LeadRow {
  const attributes: Attributes = JSON.parse(raw.attributes);
  const { id, email, account, stage } = raw;
  const owner = textOf(attributes, 'owner');
  const lead = {
    id,
    email,
    name: nameIn(attributes),
    account,
    owner,
    stage,
    optedOut: raw.opted_out === 1,
    attributes,
  };
  const tally: Tally | null = raw.tally === null ? null : JSON.parse(raw.tally);
  return {
    lead,
    hash: raw.hash,
    tally,
    modelVersion: raw.model_version,
    asOf: raw.as_of ?? 0,
    copiedAt: raw.copied_at,
  };
}

function nameIn(attributes: Attributes): string | null {
  const parts = [textOf(attributes, 'first_name'), textOf(attributes, 'last_name')].filter((part) => part !== null);
  return textOf(attributes, 'name') ?? (parts.length === 0 ? null : parts.join(' '));
}

/** What all sources together may say of one record (characters of JSON). */
const MOST_SAID = 128 * 1024;

/** Makes the lead when it is not there yet, and adds what is said of it. Out: whether there was room for that. */
export function upsertLead(sql: SqlStorage, who: Named, said: Said[]): boolean {
  const known = sql.exec<{ attributes: string }>('SELECT attributes FROM leads WHERE id = ?', who.id).toArray()[0];
  const before: Attributes = known === undefined ? {} : JSON.parse(known.attributes);
  if (known !== undefined && said.length === 0) return true;
  const after = JSON.stringify(withAll(before, said));
  const hasRoom = after.length <= MOST_SAID;
  sql.exec(
    `INSERT INTO leads (id, hash, bucket, email, account, attributes) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET attributes = excluded.attributes`,
    who.id,
    who.hash,
    who.bucket,
    who.email,
    who.account,
    hasRoom ? after : JSON.stringify(before),
  );
  return hasRoom;
}

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

const withAll = (before: Attributes, said: Said[]): Attributes =>
  said.reduce((attributes, [name, seen]) => observe(attributes, name, seen), before);

/** In: a domain. Out: the account, or null when nothing was said of it. */
export function accountBy(sql: SqlStorage, domain: string): Account | null {
  const row = sql.exec<{ attributes: string }>('SELECT attributes FROM accounts WHERE domain = ?', domain).toArray()[0];
  return row === undefined ? null : { domain, attributes: JSON.parse(row.attributes) };
}

/** In: a domain. Out: the ids of its known people. */
export const peopleOf = (sql: SqlStorage, domain: string): string[] =>
  sql
    .exec<{ id: string }>('SELECT id FROM leads WHERE account = ?', domain)
    .toArray()
    .map(({ id }) => id);

/** A browser that so many people have shared tells nobody apart. */
export const MOST_TIES = 100;

/** Says that from `since` on (ms) this visitor is this lead; what came before the first such word is the first lead's too. */
export function tie(sql: SqlStorage, visitor: string, since: number, lead: string, event: string): void {
  sql.exec(
    `INSERT INTO ties (visitor, since, event, lead, proof) VALUES (?, ?, ?, ?, 'claimed') ON CONFLICT DO NOTHING`,
    visitor,
    since,
    event,
    lead,
  );
}

/** In: a visitor. Out: whose its events are, stretch by stretch, oldest first. */
export function stretchesOfVisitor(sql: SqlStorage, visitor: string): (Stretch & { lead: string })[] {
  const ties = sql
    .exec<{ since: number; lead: string }>(
      'SELECT since, lead FROM ties WHERE visitor = ? ORDER BY since, event',
      visitor,
    )
    .toArray();
  return ties.map(({ since, lead }, i) => {
    return { subject: visitor, lead, from: i === 0 ? 0 : since, to: ties[i + 1]?.since ?? FOREVER };
  });
}

/** In: a lead. Out: every stretch of events that is its own: facts about it, its visitors', its company's. */
export function stretchesOfLead(sql: SqlStorage, { id, account }: Pick<Lead, 'id' | 'account'>): Stretch[] {
  const visitors = sql.exec<{ visitor: string }>('SELECT DISTINCT visitor FROM ties WHERE lead = ?', id).toArray();
  const own = visitors.flatMap(({ visitor }) => stretchesOfVisitor(sql, visitor).filter(({ lead }) => lead === id));
  const whole = (subject: string): Stretch => ({ subject, from: 0, to: FOREVER });
  return [whole(`l:${id}`), ...(account === null ? [] : [whole(`a:${account}`)]), ...own];
}

/** Points other names at a lead; a name that pointed elsewhere moves (a server's word counts). */
export function addAliases(sql: SqlStorage, lead: string, names: string[]): void {
  for (const alias of names) {
    sql.exec(
      'INSERT INTO aliases (alias, lead) VALUES (?, ?) ON CONFLICT (alias) DO UPDATE SET lead = excluded.lead',
      alias,
      lead,
    );
  }
}

/** In: a lead id. Out: its other names, sorted. */
export const aliasesOf = (sql: SqlStorage, lead: string): string[] =>
  sql
    .exec<{ alias: string }>('SELECT alias FROM aliases WHERE lead = ? ORDER BY alias', lead)
    .toArray()
    .map(({ alias }) => alias);

export interface Outcome {
  outcome: OutcomeKind;
  /** ms */
  at: number;
  value: number | null;
  note: string | null;
  by: string;
}

/** Records what happened and moves the lead's stage by it. */
export function addOutcome(
  sql: SqlStorage,
  lead: string,
  { outcome, at, value, note, by }: Outcome,
  received: number,
): void {
  sql.exec(
    'INSERT INTO outcomes (lead, outcome, at, value, note, by, received) VALUES (?, ?, ?, ?, ?, ?, ?)',
    lead,
    outcome,
    at,
    value,
    note,
    by,
    received,
  );
  sql.exec('UPDATE leads SET stage = ? WHERE id = ?', stageAfter(outcomesOf(sql, lead)), lead);
}

/** In: a lead id. Out: its outcomes, oldest first; of one moment, first recorded first. */
export const outcomesOf = (sql: SqlStorage, lead: string): Outcome[] =>
  sql
    .exec<{ outcome: OutcomeKind; at: number; value: number | null; note: string | null; by: string }>(
      'SELECT outcome, at, value, note, by FROM outcomes WHERE lead = ? ORDER BY at, id',
      lead,
    )
    .toArray();

/** Out: what a list or a badge would show differently when it changes: cause, tier, level, stage; '' for an unknown lead. */
export function rankOf(sql: SqlStorage, id: string): string {
  const query = 'SELECT cause, tier, level, stage_now FROM leads WHERE id = ?';
  const row = sql.exec<Record<string, string | number | null>>(query, id).toArray()[0];
  return row === undefined ? '' : JSON.stringify(row);
}

/** Notes the moment (ms) at which a lead's copy was written. */
export function setCopiedAt(sql: SqlStorage, id: string, at: number): void {
  sql.exec('UPDATE leads SET copied_at = ? WHERE id = ?', at, id);
}
