/** A model as data: what weighs how much, fades how fast, is capped where, and why. A document with a version. */
import * as v from 'valibot';
import { text } from './event';
import { ActionRule, Playbook, StageRule } from './model/action';
import { perSignal, points, positive, Rule, SignalName } from './model/rule';
import { DEFAULT_SEGMENTS, Segment } from './rfm';
import { FAMILIES, type Signal } from './signal';

export type { ActionRule, Playbook, StageRule } from './model/action';
export type { Condition, Decay, Rule } from './model/rule';

/** What a page event means. The first row that fits wins; a row without `path` and `name` fits every event of its type. */
export const Meaning = v.strictObject({
  event: v.picklist(['page_viewed', 'file_downloaded', 'form_submitted', 'video_watched', 'custom']),
  /** Glob on the address's path: `*` stands for any characters. */
  path: v.optional(text(200)),
  /** Glob on the form's or custom event's name, in any case. */
  name: v.optional(text(200)),
  /** Milliseconds of attention before the view counts. */
  afterMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(86_400_000))),
  minPercent: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
  signal: SignalName,
});
export type Meaning = v.InferOutput<typeof Meaning>;

const list = /* @__NO_SIDE_EFFECTS__ */ <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(v.unknown()), v.maxLength(most, `has more than ${most} entries`), v.array(item));

export const Model = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.pipe(text(80), v.minLength(1)),
  /** Whom it scores: leads, or customers for expansion or churn (scoring.md §7). */
  purpose: v.picklist(['lead', 'expansion', 'churn']),
  /** What it is to find (mission S087). */
  objective: v.pipe(text(400), v.minLength(1, 'says no objective')),
  rules: list(Rule, 200),
  /** Bounds on the sum of a family and of everything; null: no bound. */
  caps: v.strictObject({ families: v.record(v.picklist(FAMILIES), points), total: v.nullable(points) }),
  meanings: list(Meaning, 200),
  /** Whose word on an attribute goes before whose (best first; the others follow by freshness, what visitors typed last), and when it is stale. */
  sources: v.optional(v.strictObject({ ranking: list(text(100), 100), staleDays: positive }), {
    ranking: [],
    staleDays: 365,
  }),
  balance: v.strictObject({
    weights: perSignal(v.pipe(v.number(), v.minValue(0), v.maxValue(10))),
    /** Industry (one of our sectors, or any word for one) → signal → 0–1.5. */
    relevance: v.record(text(100), perSignal(v.pipe(v.number(), v.minValue(0), v.maxValue(1.5)))),
    /** The cap per type, in units of its weight × relevance. */
    capFactor: positive,
    tier1: positive,
    tier2: positive,
  }),
  levels: v.strictObject({ warm: points, hot: points, superHot: points }),
  grades: v.strictObject({ a: points, b: points, c: points }),
  spam: v.strictObject({
    /** Kind of evidence → its weight; the sum against the two cut-offs is the verdict. */
    evidence: v.record(text(64), points),
    suspiciousAt: positive,
    spamAt: positive,
    suspiciousPoints: points,
  }),
  /** What makes up the score of a company beside its Balance. */
  account: v.strictObject({
    engagedDays: positive,
    /** So many engaged people, so many points; the highest step that is reached. */
    breadth: list(v.strictObject({ people: v.pipe(v.number(), v.integer(), v.minValue(1)), points }), 20),
    /** The points of the best `count` leads, times `share`. */
    bestLeads: v.strictObject({
      count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
      share: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    }),
    /** All of the wanted ones give all of the points. */
    technologies: v.strictObject({ wanted: list(text(100), 100), points }),
  }),
  /** What customers are called by how recently, how often and for how much they buy (scoring.md §6). */
  segments: v.optional(list(Segment, 125), DEFAULT_SEGMENTS),
  stages: list(StageRule, 50),
  actions: list(ActionRule, 100),
  playbook: Playbook,
});
export type Model = v.InferOutput<typeof Model>;

/** In: a model and a signal. Out: its Balance weight, 0 when the model does not name it. */
export const weightOf = (model: Model, signal: Signal): number => model.balance.weights[signal] ?? 0;
