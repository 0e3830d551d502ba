/** Leads: the rows of people, what sources say of them, and what happened to them. A lead is read together with those merged into it. */
import { type Attributes, type Lead, observe, type Stage, textOf } from '../../../shared/lead';
import { type OutcomeKind, stageAfter } from '../../../shared/outcome';
import type { Tally } from '../../../shared/score/tally';
import type { Named } from '../../named';
import type { Said } from './events';
import { familyOf, standingFor } from './merges';
import { accountOf } from './subsidiaries';

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

/** In: a lead id. Out: the row of the lead that stands for it, with what those merged into it bring along; undefined for an unknown one. */
export function leadById(sql: SqlStorage, id: string): LeadRow | undefined {
  const row = rowById(sql, standingFor(sql, id));
  return row === undefined ? undefined : whole(sql, row);
}

/** In: the hash of an address. Out: the row of the lead that stands for it, or undefined. */
export const leadByHash = (sql: SqlStorage, hash: string): LeadRow | undefined =>
  leadNamed(sql, 'SELECT id FROM leads WHERE hash = ?', hash);

/** In: another name (`linkedin:ada`). Out: the row of the lead that stands for it, or undefined. */
export const leadByAlias = (sql: SqlStorage, alias: string): LeadRow | undefined =>
  leadNamed(sql, 'SELECT lead AS id FROM aliases WHERE alias = ?', alias);

function leadNamed(sql: SqlStorage, query: string, name: string): LeadRow | undefined {
  const found = sql.exec<{ id: string }>(query, name).toArray()[0];
  return found === undefined ? undefined : leadById(sql, found.id);
}

const rowById = (sql: SqlStorage, id: string): LeadRow | undefined =>
  sql.exec<RawLead>(`SELECT ${LEAD_COLUMNS} FROM leads WHERE id = ?`, id).toArray().map(parseLead)[0];

/** In: the row of a lead that stands for itself. Out: the same with the words, the company and the outcomes of those merged into it. */
export function whole(sql: SqlStorage, row: LeadRow): LeadRow {
  const family = familyOf(sql, row.lead.id);
  const others = family.slice(1);
  if (others.length === 0) return { ...row, lead: { ...row.lead, account: standingAccount(sql, [row.lead]) } };
  const merged = others.map((id) => rowById(sql, id)?.lead).filter((lead) => lead !== undefined);
  const attributes = merged.reduce((all, lead) => withAll(all, saidIn(lead.attributes)), row.lead.attributes);
  const account = standingAccount(sql, [row.lead, ...merged]);
  const stage = stageAfter(outcomesOf(sql, family));
  return { ...row, lead: { ...row.lead, ...namedIn(attributes), account, stage, attributes } };
}

/** In: who is one person. Out: the account that the first one with a company works for. */
function standingAccount(sql: SqlStorage, leads: Lead[]): string | null {
  const domain = leads.find(({ account }) => account !== null)?.account ?? null;
  return domain === null ? null : accountOf(sql, domain);
}

const saidIn = (attributes: Attributes): Said[] =>
  Object.entries(attributes).flatMap(([name, said]) => said.map((seen): Said => [name, seen]));

/** In: a row of LEAD_COLUMNS. Out: the same, parsed. */
export function parseLead(raw: RawLead): LeadRow {
  const attributes: Attributes = JSON.parse(raw.attributes);
  const { id, email, account, stage } = raw;
  const lead = {
    ...{ id, email, account, stage },
    ...namedIn(attributes),
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

const namedIn = (attributes: Attributes) => ({ name: nameIn(attributes), owner: textOf(attributes, 'owner') });

function nameIn(attributes: Attributes): string | null {
  const parts = [textOf(attributes, 'first_name'), textOf(attributes, 'last_name')].filter((part) => part !== null);
  return textOf(attributes, 'name') ?? (parts.length === 0 ? null : parts.join(' '));
}

/** What all sources together may say of one record (characters of JSON). */
export const MOST_SAID = 128 * 1024;

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

/** In: attributes, what is said. Out: both, in which each source keeps its newest word. */
export const withAll = (before: Attributes, said: Said[]): Attributes =>
  said.reduce((attributes, [name, seen]) => observe(attributes, name, seen), before);

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
  sql.exec('UPDATE leads SET stage = ? WHERE id = ?', stageAfter(outcomesOf(sql, [lead])), lead);
}

/** In: the leads of one person. Out: their outcomes, oldest first; of one moment, first recorded first. */
export const outcomesOf = (sql: SqlStorage, leads: string[]): Outcome[] =>
  sql
    .exec<{ outcome: OutcomeKind; at: number; value: number | null; note: string | null; by: string }>(
      `SELECT outcome, at, value, note, by FROM outcomes WHERE lead IN (SELECT value FROM json_each(?)) ORDER BY at, received, id`,
      JSON.stringify(leads),
    )
    .toArray();

/** Whether there is a row of this lead, whoever stands for it. */
export const isKnown = (sql: SqlStorage, id: string): boolean => rowById(sql, id) !== undefined;

/** Takes a lead out of every list and forgets its score: another one stands for it from now on. */
export function standDown(sql: SqlStorage, id: string): void {
  sql.exec("UPDATE leads SET cause = 'merged', tally = NULL, model_version = NULL, as_of = NULL WHERE id = ?", id);
}

/** Notes the moment (ms) at which a lead's copy was written. */
export function setCopiedAt(sql: SqlStorage, id: string, at: number): void {
  sql.exec('UPDATE leads SET copied_at = ? WHERE id = ?', at, id);
}
