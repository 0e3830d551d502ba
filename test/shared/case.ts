/** A golden case as a stranger reads it (test/cases/*.json) → the facts, the snapshot and the model that the score takes. */
import * as v from 'valibot';
import { DAY, Evidence, HOUR, MINUTE, Traits } from '../../shared/event';
import { type Attributes, AttributeValue, Observation } from '../../shared/lead';
import { Model } from '../../shared/model';
import { BASIC, CHURN, DEFAULT, EXPANSION, SIMPLE } from '../../shared/presets';
import type { Snapshot } from '../../shared/score';
import type { Fact } from '../../shared/score/fact';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';

/** "47h 59min 59s 999ms"; a minus in front turns it round. */
const Duration = v.pipe(v.string(), v.regex(/^-?\d+(ms|s|min|h|d)( \d+(ms|s|min|h|d))*$/));
const Lines = v.record(v.string(), v.number());
/** One value, or what each of several sources says. */
const Known = v.union([AttributeValue, v.array(Observation)]);

const Event = v.strictObject({
  type: v.string(),
  /** How long before the case's `now`, */
  ago: v.optional(Duration),
  /** or when. */
  at: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  times: v.optional(v.number(), 1),
  id: v.optional(v.string()),
  by: v.optional(v.string(), 'visitor:ada'),
  url: v.optional(v.string()),
  page: v.optional(v.string()),
  form: v.optional(v.string()),
  engagedMs: v.optional(v.number()),
  percent: v.optional(v.number()),
  evidence: v.optional(Evidence),
  /** What the request gave away. */
  sender: v.optional(Evidence),
  /** Nobody but its browser says whose it is. */
  isClaimed: v.optional(v.boolean()),
  consent: v.optional(v.string()),
  /** A person's word on the lead. */
  verdict: v.optional(v.nullable(v.picklist(['clean', 'spam']))),
  email: v.optional(v.string()),
  traits: v.optional(Traits),
  amount: v.optional(v.number()),
  /** How long before it the mail was sent. */
  sent: v.optional(Duration),
});

/** What the score must say; what is left out is not looked at. */
const Expected = v.strictObject({
  balance: v.optional(v.number()),
  tier: v.optional(v.nullable(v.number())),
  balanceLines: v.optional(Lines),
  points: v.optional(v.number()),
  level: v.optional(v.string()),
  lines: v.optional(Lines),
  fit: v.optional(v.number()),
  grade: v.optional(v.string()),
  priority: v.optional(v.number()),
  stage: v.optional(v.string()),
  verdict: v.optional(v.string()),
  voided: v.optional(v.number()),
  removedPoints: v.optional(v.number()),
  /** What was left out: kind → how many. */
  notes: v.optional(Lines),
  unscored: v.optional(v.string()),
  nextChangeIn: v.optional(v.nullable(Duration)),
});
export type Expected = v.InferOutput<typeof Expected>;

const Case = v.strictObject({
  name: v.string(),
  model: v.optional(v.picklist(['default', 'basic', 'simple', 'expansion', 'churn']), 'default'),
  /** Settings of the model that differ, by path; a rule is named by its id. */
  with: v.optional(v.record(v.string(), v.unknown()), {}),
  /** Rules instead of the model's: what a case leaves out is as in `PLAIN`. */
  rules: v.optional(v.array(v.looseObject({ when: v.unknown() }))),
  /** `email`, `optedOut` and attributes. */
  lead: v.optional(v.record(v.string(), v.nullable(Known)), {}),
  account: v.optional(v.record(v.string(), Known)),
  events: v.array(Event),
  expect: Expected,
});
export type Case = v.InferOutput<typeof Case>;

export const CaseFile = v.strictObject({
  spec: v.literal(1),
  about: v.string(),
  now: v.pipe(v.string(), v.isoTimestamp()),
  cases: v.array(Case),
});

/** In: a case and its `now` (ms). Out: what `score` takes. */
export function readCase(given: Case, now: number): { snapshot: Snapshot; model: Model } {
  const model = modelOf(given);
  const { email = 'ada@northwind.example', optedOut = false, ...attributes } = given.lead;
  const lead = {
    id: 'ld_case',
    email: v.parse(v.nullable(v.string()), email),
    optedOut: v.parse(v.boolean(), optedOut),
    attributes: observations(attributes, now - DAY),
    ...{ name: null, account: null, owner: null, stage: null },
  };
  const account =
    given.account === undefined
      ? null
      : { domain: 'northwind.example', attributes: observations(given.account, now - DAY) };
  const tally = tallyOf(factsOf(given, now), model, now);
  return { model, snapshot: snapshotOf(lead, account, tally, model, now) };
}

/** In: "1h 30min". Out: ms. */
export function msIn(duration: string): number {
  const unit = new Map(Object.entries({ ms: 1, s: 1000, min: MINUTE, h: HOUR, d: DAY }));
  const parts = [...duration.matchAll(/(\d+)(ms|s|min|h|d)/g)];
  const sum = parts.reduce((total, [, n, name]) => total + Number(n) * (unit.get(name ?? '') ?? Number.NaN), 0);
  return duration.startsWith('-') ? -sum : sum;
}

function factsOf({ events }: Case, now: number): Fact[] {
  return events.flatMap(({ ago, at, times, id, by, sent, ...rest }, i) => {
    const moment = at === undefined ? now - msIn(ago ?? '0ms') : Date.parse(at);
    const mail = sent === undefined ? {} : { sentAt: moment - msIn(sent) };
    return Array.from({ length: times }, (_, k) => {
      return { ...rest, ...mail, id: id ?? `e${i}.${k}`, at: moment, subject: by };
    });
  });
}

const PRESETS = { default: DEFAULT, basic: BASIC, simple: SIMPLE, expansion: EXPANSION, churn: CHURN };
const PLAIN = { id: 'rule', family: 'engagement', label: 'Rule', why: 'a case', decay: { kind: 'none' }, cap: null };

/** In: a case. Out: the model that it is scored under. */
export function modelOf(given: Case): Model {
  const model: unknown = structuredClone(PRESETS[given.model]);
  if (given.rules !== undefined)
    put(
      model,
      ['rules'],
      given.rules.map((rule) => ({ ...PLAIN, ...rule })),
    );
  for (const [path, value] of Object.entries(given.with)) put(model, path.split('.'), value);
  return v.parse(Model, model);
}

function put(into: unknown, [first = '', ...rest]: string[], value: unknown): void {
  if (typeof into !== 'object' || into === null) throw new Error(`nothing to set "${first}" on`);
  const key = Array.isArray(into) ? String(into.findIndex((rule) => rule.id === first)) : first;
  if (!Object.hasOwn(into, key)) throw new Error(`the model has no "${first}"`);
  if (rest.length === 0) Object.assign(into, { [key]: value });
  else put(Object.entries(into).find(([name]) => name === key)?.[1], rest, value);
}

/** What a case just says was said a day before its `now`. */
function observations(known: Record<string, v.InferOutput<typeof Known> | null>, saidAt: number): Attributes {
  const all = Object.entries(known).map(([name, value]) => {
    const several = v.safeParse(v.pipe(v.array(Observation), v.minLength(1)), value);
    return [
      name,
      several.success ? several.output : [{ value: v.parse(AttributeValue, value), source: 'crm', observedAt: saidAt }],
    ];
  });
  return Object.fromEntries(all);
}
