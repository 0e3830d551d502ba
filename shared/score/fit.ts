/** Who somebody is, as a score carries it: what attributes give under a model, worked out where the lead is kept (`attributes.ts`). */
import type { Model } from '../model';

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
  /** The most points that the fit family can give. */
  most: number;
  /** The row of the model's relevance table that is about the company's industry. */
  industry: string | null;
  /** The company's technologies in one spelling. */
  technologies: string[];
  /** The job title as it was said; null when nobody said it. */
  title: string | null;
  /** "VP Operations at a 200-person software company"; null when nothing is known. */
  who: string | null;
}

/** In: fit points, the most there can be, the model's cut-offs. Out: the grade by their share (A ≥ 75 %, B ≥ 50, C ≥ 25). */
export function gradeOf(points: number, most: number, { a, b, c }: Model['grades']): Grade {
  const percent = most === 0 ? 0 : (100 * points) / most;
  return percent >= a ? 'A' : percent >= b ? 'B' : percent >= c ? 'C' : 'D';
}
