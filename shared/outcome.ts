/** What really happened to a lead: the word of a rep or a CRM that proves a score or refutes it. */
import * as v from 'valibot';
import { Instant, Money, text } from './event';
import type { Stage } from './lead';

export const OUTCOMES = ['meeting', 'opportunity', 'won', 'lost', 'disqualified', 'junk', 'good'] as const;
export const OutcomeKind = v.picklist(OUTCOMES, `is none of ${OUTCOMES.join(', ')}`);
export type OutcomeKind = v.InferOutput<typeof OutcomeKind>;

export const outcomeFields = {
  outcome: OutcomeKind,
  at: v.optional(Instant),
  value: v.optional(Money),
  note: v.optional(text(2000)),
};

const STAGE_AFTER: Record<OutcomeKind, Stage | null> = {
  meeting: null,
  good: null,
  opportunity: 'opportunity',
  won: 'customer',
  lost: 'lost',
  disqualified: 'disqualified',
  junk: 'disqualified',
};

/** In: a lead's outcomes, oldest first; of one moment, first recorded first. Out: the stage that the last one with a say has set, or null. */
export const stageAfter = (outcomes: { outcome: OutcomeKind }[]): Stage | null =>
  outcomes.reduce<Stage | null>((stage, { outcome }) => STAGE_AFTER[outcome] ?? stage, null);
