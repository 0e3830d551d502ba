/** From a key to a score: the copy at the edge where it will do, the ledger where it must. */
import { bucketOf, bucketOfLead, keyedHasher } from '../shared/id';
import type { Model } from '../shared/model';
import { type Answer, type Snapshot, score } from '../shared/score';
import { type AccountScore, accountScore, type Person } from '../shared/score/account';
import { TREND_SPAN, trendOf } from '../shared/trend';
import { ALIAS_KINDS, type ScoreKey } from '../shared/wire';
import { type Env, type Remote, workspaceOf } from './env';
import { readAlias, readSnapshots } from './kv';
import { nameOf } from './named';
import type { Ledger } from './objects/ledger';
import type { Found, FoundAccount, LeadRef, Wanted } from './objects/ledger/found';
import { type PeoplePage, rolledUp } from './objects/ledger/roll-up';
import { askAll, inLedger } from './place';
import { Problem } from './problem';
import { settingsOf } from './published';
import { saidAloud, slaAloud } from './said';
import type { Settings } from './settings';

export interface Asked {
  at?: number | undefined;
  model?: number | undefined;
  fresh?: boolean | undefined;
  snapshot?: boolean | undefined;
}
export type Looked = (Answer & { snapshot?: Snapshot }) | (Omit<Answer, 'lead'> & { account: Company & AccountScore });
interface Company {
  domain: string;
  subsidiaries: string[];
  people: number;
  attributes: ReturnType<typeof saidAloud>;
}

/** Copies lag by ten seconds; who has just written here reads past them for this long (ms). */
const OWN_WRITES = 12_000;
const MOST_WRITES = 10_000;
const written = new Map<string, number>();

/** Says that these leads (ids) and other names of theirs changed through this isolate. */
export function noteWritten(names: string[]): void {
  for (const name of names) {
    written.delete(name);
    written.set(name, Date.now() + OWN_WRITES);
  }
  for (const oldest of written.keys()) {
    if (written.size <= MOST_WRITES) break;
    written.delete(oldest);
  }
}

const isWritten = (name: string): boolean => (written.get(name) ?? 0) > Date.now();

/** In: a key and what is asked. Out: its score or why there is none. Errors: 422 for a model that does not exist. */
export async function lookUp(env: Env, key: ScoreKey, asked: Asked): Promise<Looked> {
  const [looked = UNKNOWN] = await lookUpAll(env, [key], asked);
  return looked;
}

/** In: at most a hundred keys. Out: one answer each, in order. All copies are read at once. Errors: as `lookUp`. */
export async function lookUpAll(env: Env, keys: ScoreKey[], asked: Asked): Promise<Looked[]> {
  const settings = await settingsOf(env);
  const model = asked.model === undefined ? undefined : await modelOf(env, asked.model);
  const isCopyEnough = asked.fresh !== true && asked.at === undefined && model === undefined;
  const refs = await Promise.all(keys.map((key) => refOf(env, settings, key, isCopyEnough)));
  const copies = isCopyEnough ? await copiesOf(env, settings, refs) : new Map<LeadRef, Found>();
  const lookUpOne = async (key: ScoreKey, ref: LeadRef | null): Promise<Looked> => {
    if (key.domain !== undefined) return lookUpAccount(env, key.domain, asked, model);
    const found = ref && (copies.get(ref) ?? (await findIn(env, ref, asked.at, model)));
    return found === null ? UNKNOWN : answerOf(found, asked);
  };
  return Promise.all(keys.map((key, i) => lookUpOne(key, refs[i] ?? null)));
}
const UNKNOWN: Looked = { unscored: 'unknown_lead' };

/** In: a lead id, now (ms). Out: its score with the snapshot, and how it has moved in a week; null for an unknown lead. */
export async function lookUpWithTrend(env: Env, id: string, now: number) {
  const [found, before] = await Promise.all(
    [undefined, now - TREND_SPAN].map((at) => findIn(env, { id }, at, undefined)),
  );
  if (found == null || before == null) return null;
  const answer = answerOf(found, { snapshot: true });
  return { ...answer, trend: trendOf(answer, answerOf(before, { at: now - TREND_SPAN })) };
}

/** In: what a score is computed from. Out: the score at the moment that is asked for, and what was promised to the lead. */
export function answerOf(found: Found, asked: Asked): Answer & { snapshot?: Snapshot } {
  const { snapshot } = found;
  const answer = withSla(scoreOf(found, asked.at), snapshot);
  return asked.snapshot === true ? { ...answer, snapshot } : answer;
}

function withSla(answer: Answer, { sla }: Snapshot): Answer {
  if (answer.lead === undefined || sla === undefined) return answer;
  const lead = { ...answer.lead, sla: slaAloud(sla, Date.now()) };
  return { ...answer, lead };
}

const scoreOf = ({ snapshot, model }: Found, at: number | undefined): Answer =>
  score(snapshot, model, Math.max(at ?? Date.now(), snapshot.asOf));

/** In: a key that names a person. Out: how the ledgers know them, or null when the id is none. */
async function refOf(env: Env, settings: Settings, key: ScoreKey, isCopyEnough: boolean): Promise<LeadRef | null> {
  if (key.email !== undefined) return { id: (await nameOf(settings, key.email)).id };
  if (key.emailHash !== undefined) return { hash: key.emailHash };
  if (key.lead !== undefined) return bucketOfLead(key.lead) === undefined ? null : { id: key.lead };
  const kind = ALIAS_KINDS.find((name) => key[name] !== undefined);
  if (kind === undefined) return null;
  const alias = `${kind}:${key[kind]}`;
  const id = isCopyEnough && !isWritten(alias) ? await readAlias(env, alias) : null;
  return id === null ? { alias } : { id };
}

/** A copy is found by a part of the hash; whose it is, is told by all of it. */
async function copiesOf(env: Env, settings: Settings, refs: (LeadRef | null)[]): Promise<Map<LeadRef, Found>> {
  const { model, lookupKey } = settings;
  const asked = refs.flatMap((ref) => (ref === null || 'alias' in ref ? [] : [ref]));
  const snapshots = await readSnapshots(
    env,
    asked.map((ref) => ('id' in ref ? ref : { emailHash: ref.hash })),
  );
  const hashOf = keyedHasher<CryptoKey>(crypto.subtle, lookupKey);
  const isTheirs = async (ref: (typeof asked)[number], { lead: { id, email } }: Snapshot) =>
    'id' in ref ? id === ref.id : email !== null && (await hashOf(email)) === ref.hash;
  const found = await Promise.all(
    asked.map(async (ref, i): Promise<[LeadRef, Found][]> => {
      const snapshot = snapshots[i] ?? null;
      if (snapshot === null || snapshot.modelVersion !== model.version || isWritten(snapshot.lead.id)) return [];
      return (await isTheirs(ref, snapshot)) ? [[ref, { snapshot, model }]] : [];
    }),
  );
  return new Map(found.flat());
}

/** An id tells its bucket; a hash or an alias does not, so every ledger is asked (one, until the first split). */
async function findIn(env: Env, ref: LeadRef, at: number | undefined, model: Model | undefined): Promise<Found | null> {
  const bucket = 'id' in ref ? bucketOfLead(ref.id) : undefined;
  if (bucket !== undefined) return inLedger(env, bucket, (ledger) => ledger.find(ref, { at, model }));
  const answers = await askAll(env, (ledger) => ledger.seek(ref, { at, model }));
  return answers.map(({ found }) => found).find((one) => one !== null) ?? null;
}

/** In: the id of a lead, what to ask. Out: the answer of the ledger that it is in, if it is anywhere. Errors: 404 for what is no id. */
export function askOfLead<T>(env: Env, id: string, ask: (ledger: Remote<Ledger>) => Promise<T>): Promise<T> {
  const bucket = bucketOfLead(id);
  if (bucket === undefined) throw new Problem(404, 'There is no such lead.');
  return inLedger(env, bucket, ask);
}

async function lookUpAccount(env: Env, domain: string, asked: Asked, model: Model | undefined): Promise<Looked> {
  const wanted = { at: asked.at, model };
  const [company, pages] = await Promise.all([
    inLedger(env, bucketOf(domain), (ledger) => ledger.company(domain, wanted)),
    askAll(env, (ledger) => allPeopleOf(ledger, domain, wanted)),
  ]);
  const found = rolledUp(
    company,
    pages.flatMap((answer) => answer.pages),
  );
  if (found === null) return { unscored: 'unknown_lead' };
  const scored = scoreOf(found, asked.at);
  const { lead: _, ...answer } = scored;
  const { lead, account } = found.snapshot;
  const attributes = saidAloud(account?.attributes ?? {});
  const known = { domain: lead.id, subsidiaries: found.subsidiaries, people: found.people, attributes };
  return { ...answer, account: { ...known, ...rollUp(found, scored, asked.at ?? Date.now()) } };
}

/** Out: every page of a company's people who are in one ledger; the other ledgers. */
async function allPeopleOf(ledger: Remote<Ledger>, domain: string, wanted: Wanted) {
  const pages: PeoplePage[] = [];
  for (let after: string | null = null; ; ) {
    const { ledgers, ...page } = await ledger.peopleOf(domain, wanted, after);
    pages.push(page);
    after = page.next;
    if (after === null) return { pages, ledgers };
  }
}

/** The account's own score: its Balance, its engaged people, the best of them, its technology. */
function rollUp({ snapshot, model, members }: FoundAccount, answer: Answer, now: number): AccountScore {
  const people = members.flatMap((member): Person[] => {
    const scored = score(member, model, Math.max(now, member.asOf));
    if (!('score' in scored)) return [];
    const { points, balance } = scored.score;
    return [{ lead: scored.lead, points: points.value, tier: balance.tier, tally: member.tally }];
  });
  const balance = 'score' in answer ? answer.score.balance.value : 0;
  return accountScore(balance, people, snapshot.fit.technologies, model, now);
}

async function modelOf(env: Env, version: number): Promise<Model> {
  const row = (await workspaceOf(env).models()).find((model) => model.version === version);
  if (row === undefined) {
    throw new Problem(422, 'There is no such model.', {
      errors: [{ path: 'model', message: 'is not a version of a model' }],
    });
  }
  return row.model;
}
