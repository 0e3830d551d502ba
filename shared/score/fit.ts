/** Who somebody is, as a score carries it: what attributes give under a model, worked out once where the lead is kept (`attributes.ts`). */
import type { Condition, Model, Rule } from '../model';

export type Grade = 'A' | 'B' | 'C' | 'D';
/** What a rule about attributes gives: points, whose word it is, and the moment that word was true (ms). */
export interface Given {
  points: number;
  source: string;
  observedAt: number | null;
  /** The last moment (ms) at which it gives this; null: for good. */
  until: number | null;
}
export interface Fit {
  /** Rule → what it gives; rules that give nothing are not there. */
  given: Record<string, Given>;
  /** The row of the model's relevance table that is about the company's industry. */
  industry: string | null;
  /** "VP Operations at a 200-person software company"; null when nothing is known. */
  who: string | null;
  /** Kinds of evidence of spam in the address and the name. */
  evidence: string[];
  /** What is wrong with what sources say, each true after one moment and until another (ms; null: no bound). */
  notes: { kind: string; message: string; after: number | null; until: number | null }[];
}

/** In: a rule. Out: the most points it can give by attributes; 0 when it is switched off or about touches. */
export function mostPoints({ when, cap }: Rule): number {
  return Math.max(0, Math.min(mostOf(when), cap === null || cap < 0 ? Infinity : cap));
}

/** In: a model. Out: the most points that its fit family can give. */
export function mostFit({ rules, caps }: Model): number {
  const sum = rules.filter(({ family }) => family === 'fit').reduce((total, rule) => total + mostPoints(rule), 0);
  return Math.min(sum, caps.families.fit ?? sum);
}

/** In: fit points, the most there can be, the model's cut-offs. Out: the grade by their share (A ≥ 75 %, B ≥ 50, C ≥ 25). */
export function gradeOf(points: number, most: number, { a, b, c }: Model['grades']): Grade {
  const percent = most === 0 ? 0 : (100 * points) / most;
  return percent >= a ? 'A' : percent >= b ? 'B' : percent >= c ? 'C' : 'D';
}

function mostOf(when: Condition): number {
  if (when.kind === 'number') return Math.max(...when.bands.map((band) => band.points));
  if (when.kind === 'seniority') return Math.max(when.executive, when.manager, when.other);
  if (when.kind === 'oneOf') return when.values.length === 0 ? 0 : when.points;
  if (when.kind === 'matches') return when.patterns.length === 0 ? 0 : when.points;
  return when.kind === 'present' || when.kind === 'fresh' || when.kind === 'mailbox' ? when.points : 0;
}
