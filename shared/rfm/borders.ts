/** Quintile borders: what a base of customers says about how recent, how frequent and how much is good, small enough to store. */
import * as v from 'valibot';
import type { Scores } from './segments';

/** A customer's purchases in three numbers. */
export interface Figures {
  /** Whole days of 24 h since the last purchase. */
  recencyDays: number;
  /** Number of purchases; two on one day are two. */
  frequency: number;
  /** What all of them amount to (a total, not a mean), in the currency that came in, to the ten-thousandth. */
  monetary: number;
}

const Border = v.pipe(v.number(), v.finite());
const Axis = v.union(
  [v.strictTuple([]), v.strictTuple([Border, Border, Border, Border])],
  'is neither four numbers nor empty: make the borders again with bordersOf',
);
type Axis = v.InferOutput<typeof Axis>;

/**
 * Per axis the figures from which on the scores 2, 3, 4 and 5 are given, so the same figure stands there several times when a
 * score is given to nobody. Empty when the base does not differ on that axis, or there is no base.
 */
export const Borders = v.strictObject({ recencyDays: Axis, frequency: Axis, monetary: Axis });
export type Borders = v.InferOutput<typeof Borders>;

/** Which way is better: fewer days, more purchases, more money. */
const BETTER = { recencyDays: -1, frequency: 1, monetary: 1 } as const;
/** The score on an axis that tells nobody apart. */
const NEUTRAL = 3;

/**
 * In: the figures of the whole base. Out: its borders.
 *
 * Customers with the same figure share a score: the fifth of the base in which the middle of their group stands; a middle
 * exactly between two fifths belongs to the better one. The best figure is always a 5 and the worst always a 1, however many
 * share it (half of all customers may have bought once). So two different figures are scored 1 and 5; three of like shares
 * 1, 3, 5; four 1, 2, 4, 5. When all are alike, as a single customer is, everybody is a 3: nothing speaks for or against.
 */
export function bordersOf(base: readonly Figures[]): Borders {
  return {
    recencyDays: bordersOn('recencyDays', base),
    frequency: bordersOn('frequency', base),
    monetary: bordersOn('monetary', base),
  };
}

/** In: one customer's figures and the borders of a base, which may be an earlier one. Out: the customer's scores. */
export const scoresOf = (one: Figures, borders: Borders): Scores => ({
  r: scoreOn('recencyDays', one, borders),
  f: scoreOn('frequency', one, borders),
  m: scoreOn('monetary', one, borders),
});

function bordersOn(axis: keyof Figures, base: readonly Figures[]): Axis {
  const ranked = base.map((figures) => figures[axis]).sort((a, b) => BETTER[axis] * (a - b));
  const best = ranked.at(-1);
  if (best === undefined || ranked[0] === best) return [];
  const aboveTheWorst = groupsOf(ranked).slice(1);
  const from = (score: number): number => aboveTheWorst.find(({ fifth }) => fifth >= score)?.value ?? best;
  return [from(2), from(3), from(4), from(5)];
}

/** In: figures, worst first. Out: each different one with the fifth, 1–5, in which the middle of its group stands. */
function groupsOf(ranked: number[]): { value: number; fifth: number }[] {
  const starts = ranked.flatMap((value, i) => (value === ranked[i - 1] ? [] : [{ value, start: i }]));
  return starts.map(({ value, start }, i) => {
    const end = starts[i + 1]?.start ?? ranked.length;
    return { value, fifth: 1 + Math.floor((5 * (start + end)) / (2 * ranked.length)) };
  });
}

function scoreOn(axis: keyof Figures, one: Figures, borders: Borders): number {
  if (borders[axis].length === 0) return NEUTRAL;
  return 1 + borders[axis].filter((border) => BETTER[axis] * (one[axis] - border) >= 0).length;
}
