/** A line: the folded touches of one rule and signal, as few numbers as the score needs of them. */
import { DAY, HOUR } from '../event';
import type { Signal } from '../signal';
import { type Fading, halfLifeOf, halved, holdOf, isSummable, spanOf } from './decay';

/** So many touches of one signal at most: Balance caps a signal at two of them, and points have the older ones in their lines. */
export const MOST_EXACT = 500;
/** Contributions are summed as integers of this unit: exact in any order, and far finer than the billionths of a score. */
const UNIT = 2 ** 40;
/** After so many half-lives a touch is worth less than any score is rounded to. */
const NOTHING = 60;

/** [end of the bucket ms, Σ round(UNIT · 0.5^((end − at) / halfLife))] */
export type Bucket = [end: number, sum: number];
export interface Line {
  count: number;
  lastAt: number;
  buckets: Bucket[];
  /** Moments of touches that cannot be summed yet, ascending: still whole, or with an end of their own. */
  exact: number[];
}
export const emptyLine = (): Line => ({ count: 0, lastAt: 0, buckets: [], exact: [] });

/** In: a rule's id, a signal. Out: the name of their line. */
export const lineKey = (rule: string, signal: Signal): string => `${rule}.${signal}`;

/**
 * Sums what is whole no more at the horizon (at once, without a hold) and drops what is past its end, in place. Beyond the bound the
 * oldest that are still whole are summed before their time: they count as much as ever once their hold is over.
 */
export function settleLine(line: Line, rule: Fading, horizon: number): void {
  const hold = holdOf(rule);
  const isSum = isSummable(rule);
  const isOver = (at: number) => (isSum ? hold === 0 || at + hold < horizon : at + spanOf(rule) < horizon);
  const whole = line.exact.filter((at) => !isOver(at));
  const kept = whole.slice(-MOST_EXACT);
  const over = [...line.exact.filter(isOver), ...whole.slice(0, whole.length - kept.length)];
  for (const at of isSum ? over : []) addToLine(line, rule, at);
  line.exact = kept;
  const worthless = horizon - NOTHING * (halfLifeOf(rule) ?? 0);
  if ((line.buckets[0]?.[0] ?? horizon) < worthless) line.buckets = line.buckets.filter(([end]) => end >= worthless);
}
/** Adds one touch, which is whole no more, to the sums of a line, in place. */
export function addToLine(line: Line, rule: Fading, at: number): void {
  line.count += 1;
  const halfLife = halfLifeOf(rule);
  if (halfLife === null) return;
  const width = halfLife >= DAY ? DAY : HOUR;
  const from = at + holdOf(rule);
  const end = (Math.floor(from / width) + 1) * width;
  const part = Math.round(UNIT * halved(end - from, halfLife));
  const known = line.buckets.findLast(([e]) => e === end);
  if (known === undefined) insertSorted<Bucket>(line.buckets, [end, part], ([a], [b]) => a - b);
  else known[1] += part;
}

/** In: a line's buckets, its half-life (ms), a moment. Out: how many undecayed touches they are worth then. */
export function worth(buckets: Bucket[], halfLife: number, at: number): number {
  let sum = 0;
  for (const [end, part] of buckets) sum += (part / UNIT) * halved(at - end, halfLife);
  return sum;
}

/** In place. Most arrivals are the newest: looks from the end. */
export function insertSorted<T>(list: T[], item: T, order: (a: T, b: T) => number): void {
  list.splice(list.findLastIndex((known) => order(known, item) <= 0) + 1, 0, item);
}
