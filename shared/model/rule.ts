/** A rule as data: what it looks at, what that gives, how it fades, where it is capped, and why. */
import * as v from 'valibot';
import { text } from '../event';
import { FAMILIES, SIGNAL_NAMES } from '../signal';

export const points = v.pipe(v.number(), v.finite(), v.minValue(-1000), v.maxValue(1000));
export const positive = v.pipe(v.number(), v.finite(), v.minValue(1e-6, 'must be above 0'), v.maxValue(1e6));
export const SignalName = v.picklist(SIGNAL_NAMES, 'is not a signal');
export const perSignal = /* @__NO_SIDE_EFFECTS__ */ <T extends v.GenericSchema>(value: T) =>
  v.record(SignalName, value);

const signals = v.pipe(v.array(SignalName), v.minLength(1, 'names no signal'));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500));
const attribute = { of: v.picklist(['lead', 'account']), attribute: v.pipe(text(64), v.minLength(1)) };
const Band = v.strictObject({ atLeast: v.optional(v.number()), below: v.optional(v.number()), points });
export type Band = v.InferOutput<typeof Band>;
const bands = v.array(Band);
const words = v.pipe(v.array(v.unknown()), v.maxLength(1000), v.array(text(100)));

/**
 * What a rule looks at. One kind a row; the kind decides how its points arise. A new kind is a row here; the compiler then asks how
 * it is read (`score/terms.ts` of touches, `score/attributes.ts` of attributes), and a test for its golden cases.
 */
export const Condition = v.variant('kind', [
  /** Each touch of a signal gives that signal's points. */
  v.strictObject({ kind: v.literal('touch'), points: perSignal(points) }),
  /** `count` touches within `days` give the points, once. */
  v.strictObject({ kind: v.literal('volume'), signals, count, days: positive, points }),
  /** `count` touches within `hours` give the points at the moment of the last of them; the newest cluster counts. */
  v.strictObject({ kind: v.literal('cluster'), signals, count, hours: positive, points }),
  /**
   * How many touches there were in the last `days` for each one in the `days` before that: the first band that holds gives its points.
   * Days are those of UTC; after fewer than `least` touches before there is nothing to compare with.
   */
  v.strictObject({ kind: v.literal('trend'), signals, days: v.pipe(count, v.maxValue(366)), least: count, bands }),
  /** The longest step that the absence has reached gives its points. */
  v.strictObject({ kind: v.literal('inactive'), steps: v.array(v.strictObject({ days: positive, points })) }),
  /** A number, of a range ("51-200") its lower end: the first band whose bounds (`atLeast` ≤ value < `below`) hold. */
  v.strictObject({
    kind: v.literal('number'),
    ...attribute,
    bands,
  }),
  /** The level that the job title tells: director and above, manager, everybody else. */
  v.strictObject({ kind: v.literal('seniority'), executive: points, manager: points, other: points }),
  /** Something is said of the attribute, or (`isGiven: false`) nothing is. */
  v.strictObject({ kind: v.literal('present'), ...attribute, isGiven: v.optional(v.boolean(), true), points }),
  /** Text that is, or is not, in a list: an industry, country, technology … in any vocabulary, else the very words (any case). An empty list switches the rule off. */
  v.strictObject({ kind: v.literal('oneOf'), ...attribute, values: words, isIn: v.boolean(), points }),
  /** Text that fits one of the patterns; `*` stands for any characters, in any case. */
  v.strictObject({ kind: v.literal('matches'), ...attribute, patterns: words, points }),
  /** The word that counts was true within these days. */
  v.strictObject({ kind: v.literal('fresh'), ...attribute, days: positive, points }),
  /** What kind of address the person has: a company's, one that anybody can have, one for a day, or a desk's (info@). */
  v.strictObject({ kind: v.literal('mailbox'), is: v.picklist(['company', 'free', 'disposable', 'role']), points }),
]);
export type Condition = v.InferOutput<typeof Condition>;

const fading = v.pipe(v.number(), v.minValue(1 / 24, 'must be an hour (1/24) or more'), v.maxValue(36_500));

/** How a touch's points fade with its age. */
export const Decay = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  /** Halved every `days`. */
  v.strictObject({ kind: v.literal('halfLife'), days: fading }),
  /** Whole for `holdDays`, then halved every `days` (mission S030). */
  v.strictObject({ kind: v.literal('holdThenHalfLife'), holdDays: fading, days: fading }),
  /** Falls evenly to nothing over `days`. */
  v.strictObject({ kind: v.literal('linear'), days: fading }),
]);
export type Decay = v.InferOutput<typeof Decay>;

/** Ids that every object has would be found where nothing was put. */
const isOwnWord = (id: string): boolean => !(id in {});

export const Rule = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a rule id of lower-case letters, digits and "_"'),
    v.check(isOwnWord, 'is a word of the language'),
  ),
  family: v.picklist(FAMILIES),
  label: v.pipe(text(80), v.minLength(1)),
  why: v.pipe(text(400), v.minLength(1, 'every rule says why')),
  when: Condition,
  decay: Decay,
  /** The most that this rule gives (or, negative, takes); null: no bound. */
  cap: v.nullable(points),
  /** Only touches of the last so many days count. */
  windowDays: v.optional(fading),
});
export type Rule = v.InferOutput<typeof Rule>;

/** In: a rule. Out: whether it can give or take anything at all: an empty list switches a rule off. */
export const isActive = ({ when }: Pick<Rule, 'when'>): boolean =>
  (when.kind !== 'oneOf' || when.values.length > 0) && (when.kind !== 'matches' || when.patterns.length > 0);
