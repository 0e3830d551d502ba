/** What a model makes happen: stages by rule, actions on crossings, and the words for a rep at each level and tier. */
import * as v from 'valibot';
import { text } from '../event';
import { Stage } from '../lead';
import { SignalName } from './rule';

export const LEVELS = ['cold', 'warm', 'hot', 'super_hot'] as const;
export const GRADES = ['A', 'B', 'C', 'D'] as const;
const Level = v.picklist(LEVELS);
const Tier = v.picklist([1, 2, 3]);

/** A lead in one of `from` moves to `to` when everything holds that the rule names. The first that fits wins. */
export const StageRule = v.pipe(
  v.strictObject({
    to: Stage,
    from: v.pipe(v.array(Stage), v.minLength(1, 'names no stage')),
    /** This grade or a better one. */
    grade: v.optional(v.picklist(GRADES)),
    /** This level or a hotter one. */
    level: v.optional(Level),
    /** This tier or a more urgent one. */
    tier: v.optional(Tier),
    /** A readiness signal was seen (a need: quote, demo, trial, contact). */
    isReady: v.optional(v.boolean()),
    /** The attributes behind the grade were true within so many days. */
    freshDays: v.optional(v.pipe(v.number(), v.minValue(1))),
  }),
  v.forward(
    v.check(({ to, from }) => !from.includes(to), 'refers to the stage that it leads to'),
    ['from'],
  ),
);
export type StageRule = v.InferOutput<typeof StageRule>;

/** What happens when a score *crosses* into a band (not while it is there): once per crossing and cool-down. */
export const ActionRule = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not an action id')),
  why: v.pipe(text(400), v.minLength(1, 'every action says why')),
  /** Reaching this tier or a more urgent one, this level or a hotter one, this stage, or a signal. */
  on: v.variant('kind', [
    v.strictObject({ kind: v.literal('tier'), tier: Tier }),
    v.strictObject({ kind: v.literal('level'), level: Level }),
    v.strictObject({ kind: v.literal('stage'), stage: Stage }),
    v.strictObject({ kind: v.literal('signal'), signal: SignalName }),
  ]),
  do: v.picklist(['notify_owner', 'webhook', 'crm_write', 'start_sequence', 'route', 'start_sla']),
  /** The same lead fires this again after so many hours at the earliest. */
  coolDownHours: v.pipe(v.number(), v.minValue(0), v.maxValue(8760)),
  /** What the action needs: a sequence's name, an address, hours of an SLA … */
  settings: v.optional(v.record(text(64), v.union([text(500), v.number(), v.boolean()])), {}),
});
export type ActionRule = v.InferOutput<typeof ActionRule>;

const words = v.optional(text(600), '');
/** What a rep says and does at each tier and level. */
export const Playbook = v.strictObject({
  tiers: v.strictObject({ tier1: words, tier2: words, tier3: words, none: words }),
  levels: v.strictObject({ cold: words, warm: words, hot: words, super_hot: words }),
});
export type Playbook = v.InferOutput<typeof Playbook>;
