/** From the log to a score: folds what is new into a lead's tally, or reads its whole history again, and ranks it. */
import { CLOCK_SKEW, HOUR } from '../../../shared/event';
import type { Account, Attributes, Lead } from '../../../shared/lead';
import type { Model } from '../../../shared/model';
import { stageAfter } from '../../../shared/outcome';
import { type Answer, type Snapshot, score } from '../../../shared/score';
import { hasOptedOut } from '../../../shared/score/claim';
import { addFacts, tallyOf } from '../../../shared/score/interpret';
import { snapshotOf } from '../../../shared/score/snapshot';
import { FORMAT, type Tally } from '../../../shared/score/tally';
import { accountBy } from './accounts';
import { factsIn, isForPeople, type StoredFact } from './events';
import { familyOf } from './merges';
import { type LeadRow, leadById, outcomesOf } from './people';
import { withSla } from './promises';
import { stretchesOfLead } from './ties';

/** Balance values drift against each other: leads with a tier are ranked anew this often (ms). */
const RANK_EVERY = 6 * HOUR;

/** What is not in a lead's tally yet: these facts, or nobody knows which. */
export type Pending = StoredFact[] | 'rebuild';

export interface Evaluation {
  snapshot: Snapshot;
  answer: Answer;
  /** When the lead's copy was last written (ms; 0: never). */
  copiedAt: number;
  /** Whether it was scored by another version of the model before. */
  isUnderNewModel: boolean;
}

/** In: a lead id, what is pending, the model, now (ms). Out: its new snapshot and score, stored; undefined for an unknown lead. */
export function evaluate(
  sql: SqlStorage,
  id: string,
  pending: Pending,
  model: Model,
  now: number,
): Evaluation | undefined {
  const row = leadById(sql, id);
  if (row === undefined) return undefined;
  const snapshot = folded(sql, row, pending, model, now) ?? rebuilt(sql, row, model, now);
  const answer = score(snapshot, model, now);
  store(sql, snapshot, answer);
  return { snapshot, answer, copiedAt: row.copiedAt, isUnderNewModel: row.modelVersion !== model.version };
}

/** The moment at which a lead must be looked at again though nothing happens: a change of tier or level, or of rank. */
export function nextLook({ answer }: Evaluation, now: number): number | null {
  if (!('score' in answer)) return null;
  const { nextChangeAt, balance } = answer.score;
  const drift = balance.tier === null ? Number.POSITIVE_INFINITY : now + RANK_EVERY;
  const next = Math.min(drift, nextChangeAt === null ? Number.POSITIVE_INFINITY : Date.parse(nextChangeAt));
  return Number.isFinite(next) ? next : null;
}

/** In: a row that has nothing pending. Out: its snapshot, or undefined when its tally is of another model or format. */
export function storedSnapshot(sql: SqlStorage, row: LeadRow, model: Model): Snapshot | undefined {
  if (!isUsable(row.tally, row, model)) return undefined;
  return withSla(sql, withAccount(sql, row, row.tally, model, row.asOf));
}

/** In: a row, any model, a moment (ms). Out: the snapshot as it was then, from what had happened. */
export const snapshotAt = (sql: SqlStorage, row: LeadRow, model: Model, at: number): Snapshot =>
  rebuilt(sql, { lead: leadAt(sql, row, at) }, model, at);

/** In: a row, any model, moments (ms, ascending). Out: the scores as they were then; each adds only what had happened since the one before. */
export function historyOf(sql: SqlStorage, row: LeadRow, model: Model, moments: number[]): Answer[] {
  const facts = factsOf(sql, row.lead).sort((a, b) => happenedAt(a) - happenedAt(b));
  let tally: Tally | undefined;
  let done = 0;
  return moments.map((at) => {
    const until = facts.findLastIndex((fact) => happenedAt(fact) <= at) + 1;
    const past = facts.slice(0, until);
    if (tally === undefined || !addFacts(tally, past.slice(done), model, at)) tally = tallyOf(past, model, at);
    done = until;
    const lead = { ...leadAt(sql, row, at), optedOut: hasOptedOut(past) };
    return score(withAccount(sql, { lead }, tally, model, at), model, at);
  });
}

/** The lead as sources and outcomes had it by a moment (ms). */
function leadAt(sql: SqlStorage, { lead }: LeadRow, at: number): Lead {
  const stage = stageAfter(outcomesOf(sql, familyOf(sql, lead.id)).filter((outcome) => outcome.at <= at));
  return { ...lead, attributes: saidUntil(lead.attributes, at), stage };
}

/** Adds what is pending to the row's own tally; undefined when that takes the whole history. */
function folded(sql: SqlStorage, row: LeadRow, pending: Pending, model: Model, now: number) {
  const { lead, tally } = row;
  if (pending === 'rebuild' || !isUsable(tally, row, model)) return undefined;
  if (!addFacts(tally, pending, model, now)) return undefined;
  return withAccount(sql, { lead }, tally, model, now);
}

const isUsable = (tally: LeadRow['tally'], { modelVersion }: LeadRow, model: Model): tally is Tally =>
  tally !== null && tally.format === FORMAT && modelVersion === model.version;

function rebuilt(sql: SqlStorage, { lead }: Pick<LeadRow, 'lead'>, model: Model, at: number): Snapshot {
  const facts = factsOf(sql, lead).filter((fact) => happenedAt(fact) <= at);
  const optedOut = hasOptedOut(facts);
  return withAccount(sql, { lead: { ...lead, optedOut } }, tallyOf(facts, model, at), model, at);
}

function withAccount(
  sql: SqlStorage,
  { lead }: Pick<LeadRow, 'lead'>,
  tally: Snapshot['tally'],
  model: Model,
  asOf: number,
): Snapshot {
  const { account: domain } = lead;
  const account = domain === null ? null : (accountAt(sql, domain, asOf) ?? { domain, attributes: {} });
  return snapshotOf(lead, account, tally, model, asOf);
}

/** What was said of a company by a moment (ms). */
export function accountAt(sql: SqlStorage, domain: string, at: number): Account | null {
  const account = accountBy(sql, domain);
  return account === null ? null : { domain, attributes: saidUntil(account.attributes, at) };
}

const saidUntil = (attributes: Attributes, at: number): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, said]) => [
      name,
      said.filter(({ observedAt }) => observedAt <= at + CLOCK_SKEW),
    ]),
  );

/** A device whose clock runs ahead is believed once we have heard from it (ms). */
export const happenedAt = ({ at, received }: StoredFact): number => Math.min(at, received);

/** Everything that a lead did, and what its company did that counts for its people. */
const factsOf = (sql: SqlStorage, lead: Lead): StoredFact[] =>
  factsIn(sql, stretchesOfLead(sql, lead)).filter((fact) => !fact.subject.startsWith('a:') || isForPeople(fact));

function store(sql: SqlStorage, { lead, tally, modelVersion, asOf }: Snapshot, answer: Answer): void {
  const score = 'score' in answer ? answer.score : null;
  sql.exec(
    `UPDATE leads SET tally = ?, model_version = ?, as_of = ?, opted_out = ?, cause = ?, priority = ?, tier = ?, level = ?,
     grade = ?, balance = ?, points = ?, stage_now = ?, name = ?, owner = ?, last_at = ? WHERE id = ?`,
    JSON.stringify(tally),
    modelVersion,
    asOf,
    lead.optedOut ? 1 : 0,
    'unscored' in answer ? answer.unscored : null,
    score?.priority ?? 99,
    score?.balance.tier ?? null,
    score?.points.level ?? null,
    score?.points.fit.grade ?? null,
    score?.balance.value ?? 0,
    score?.points.value ?? 0,
    answer.lead?.stage ?? 'lead',
    lead.name,
    lead.owner,
    tally.lastAt ?? 0,
    lead.id,
  );
}
