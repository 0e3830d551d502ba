/** A model as data: what weighs how much, fades how fast, is capped where, and why. A document with a version. */
import * as v from 'valibot';
import { text } from './event';
import { FAMILIES, SIGNAL_NAMES, type Signal } from './signal';

const points = v.pipe(v.number(), v.finite(), v.minValue(-1000), v.maxValue(1000));
const positive = v.pipe(v.number(), v.finite(), v.minValue(Number.MIN_VALUE, 'must be above 0'), v.maxValue(1e6));
const signals = v.pipe(v.array(v.picklist(SIGNAL_NAMES, 'is not a signal')), v.minLength(1));
const perSignal = /* @__NO_SIDE_EFFECTS__ */ <T extends v.GenericSchema>(value: T) =>
  v.record(v.picklist(SIGNAL_NAMES, 'is not a signal'), value);
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000));
const attribute = { of: v.picklist(['lead', 'account']), attribute: text(64) };

/** What a rule looks at. One kind a row; the kind decides how its points arise. */
export const Condition = v.variant('kind', [
  /** Each touch of a signal gives that signal's points. */
  v.strictObject({ kind: v.literal('touch'), points: perSignal(points) }),
  /** `count` touches within `days` give the points, once. */
  v.strictObject({ kind: v.literal('volume'), signals, count, days: positive, points }),
  /** `count` touches within `hours` give the points at the moment of the last of them; the newest cluster counts. */
  v.strictObject({ kind: v.literal('cluster'), signals, count, hours: positive, points }),
  /** The longest step that the absence has reached gives its points. */
  v.strictObject({ kind: v.literal('inactive'), steps: v.array(v.strictObject({ days: positive, points })) }),
  /** A number: the first band whose bounds (`atLeast` ≤ value < `below`) hold. */
  v.strictObject({
    kind: v.literal('number'),
    ...attribute,
    bands: v.array(v.strictObject({ atLeast: v.optional(v.number()), below: v.optional(v.number()), points })),
  }),
  v.strictObject({ kind: v.literal('seniority'), executive: points, manager: points, other: points }),
  v.strictObject({ kind: v.literal('present'), ...attribute, points }),
  /** Text (any case) that is, or is not, in a list. An empty list switches the rule off. */
  v.strictObject({ kind: v.literal('oneOf'), ...attribute, values: v.array(text(100)), isIn: v.boolean(), points }),
  v.strictObject({ kind: v.literal('freeMailbox'), points }),
]);
export type Condition = v.InferOutput<typeof Condition>;

export const Rule = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a rule id of lower-case letters, digits and "_"')),
  family: v.picklist(FAMILIES),
  label: v.pipe(text(80), v.minLength(1)),
  why: v.pipe(text(400), v.minLength(1, 'every rule says why')),
  when: Condition,
  /** Days until a touch's points have halved; null: they never fade. */
  halfLifeDays: v.nullable(
    v.pipe(v.number(), v.minValue(1 / 24, 'must be an hour (1/24) or more'), v.maxValue(36_500)),
  ),
  /** The most that this rule gives (or, negative, takes); null: no bound. */
  cap: v.nullable(points),
});
export type Rule = v.InferOutput<typeof Rule>;

/** What a page event means. The first row that fits wins; a row without `path` and `form` fits every event of its type. */
export const Meaning = v.strictObject({
  event: v.picklist(['page_viewed', 'file_downloaded', 'form_submitted', 'video_watched', 'custom']),
  /** Glob on the address's path: `*` stands for any characters. */
  path: v.optional(text(200)),
  /** Glob on the form's or custom event's name, in any case. */
  name: v.optional(text(200)),
  /** Milliseconds of attention before the view counts. */
  afterMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  minPercent: v.optional(v.number()),
  signal: v.picklist(SIGNAL_NAMES, 'is not a signal'),
});
export type Meaning = v.InferOutput<typeof Meaning>;

export const Model = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: text(80),
  objective: text(400),
  rules: v.pipe(v.array(Rule), v.maxLength(200)),
  meanings: v.pipe(v.array(Meaning), v.maxLength(200)),
  balance: v.strictObject({
    weights: perSignal(v.pipe(v.number(), v.minValue(0), v.maxValue(10))),
    /** Industry (as written on the account, lower case) → signal → 0–1.5. */
    relevance: v.record(text(100), perSignal(v.pipe(v.number(), v.minValue(0), v.maxValue(1.5)))),
    /** The cap per type, in units of its weight × relevance. */
    capFactor: positive,
    tier1: positive,
    tier2: positive,
  }),
  levels: v.strictObject({ warm: v.number(), hot: v.number(), superHot: v.number() }),
  grades: v.strictObject({ a: v.number(), b: v.number(), c: v.number() }),
  spam: v.strictObject({
    /** Kind of evidence → its weight; the sum against the two cut-offs is the verdict. */
    evidence: v.record(text(64), v.number()),
    suspiciousAt: positive,
    spamAt: positive,
    suspiciousPoints: points,
  }),
});
export type Model = v.InferOutput<typeof Model>;

/** In: a model and a signal. Out: its Balance weight, 0 when the model does not name it. */
export const weightOf = (model: Model, signal: Signal): number => model.balance.weights[signal] ?? 0;
