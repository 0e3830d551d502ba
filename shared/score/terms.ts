/** What each rule gives, as functions of time alone: prepared once from a tally and a fit, read at any moment after. */
import { DAY, HOUR } from '../event';
import type { Condition, Rule } from '../model';
import { isSignal, type Signal, signalType } from '../signal';
import { fade, halfLifeOf, holdOf, isSummable, spanOf } from './decay';
import type { Given } from './fit';
import { addToLine, emptyLine, type Line, lineKey, worth } from './line';
import { exact } from './reason';
import { nextCluster, type Tally } from './tally';

/**
 * A part of what a rule gives. `at(falling, rising)` takes the parts that can only fall with time at one moment and those that can
 * only rise at another: equal moments give the value, different ones give a bound over the time between them.
 */
export interface Term {
  at(falling: number, rising: number): number;
  canRise: boolean;
  /** What it would be worth at a moment (ms) had nothing faded, to the billionth; how many touches count then. */
  peak(now: number): number;
  touches(now: number): number;
  lastAt: number | null;
  source: string;
}

type About<K extends Condition['kind']> = Extract<Condition, { kind: K }>;
/** The moments (ms, ascending) of each signal's exact touches. */
export type Moments = ReadonlyMap<Signal, number[]>;

/** In: a rule, the tally and its exact touches by signal, what attributes give by the rule. Out: its terms, none when it gives nothing. */
export function termsOf(rule: Rule, tally: Tally, moments: Moments, given: Given | undefined): Term[] {
  const { when } = rule;
  if (when.kind === 'touch') return touchTerms(rule, when, tally, moments);
  if (when.kind === 'volume') return volumeTerm(rule, when, tally.newest[rule.id]);
  if (when.kind === 'cluster') return clusterTerm(rule, when, tally);
  if (when.kind === 'inactive') return inactiveTerm(when, tally.lastVisitAt);
  when satisfies AboutAttributes;
  return given === undefined ? [] : [givenTerm(given)];
}
/** A kind that is missing here and above is read by nobody. */
type AboutAttributes = About<'number' | 'seniority' | 'present' | 'oneOf' | 'matches' | 'fresh' | 'mailbox'>;

function givenTerm({ points, source, observedAt, until: end }: Given): Term {
  const value = until(end ?? Number.POSITIVE_INFINITY, points);
  return { ...fading(points, value), peak: value, touches: () => 0, lastAt: observedAt, source };
}

/** The same points until a moment (ms), and then none. */
const until =
  (end: number, points: number) =>
  (now: number): number =>
    now <= end ? points : 0;

/** A value that only moves towards 0: what is above 0 can only fall, what is below can only rise. */
const fading = (points: number, value: (at: number) => number): Pick<Term, 'at' | 'canRise'> =>
  points > 0 ? { at: value, canRise: false } : { at: (_, rising) => value(rising), canRise: true };

function touchTerms(rule: Rule, when: About<'touch'>, tally: Tally, moments: Moments): Term[] {
  const terms: Term[] = [];
  for (const signal of Object.keys(when.points).filter(isSignal)) {
    const points = when.points[signal] ?? 0;
    const line = tally.lines[lineKey(rule.id, signal)];
    const recent = moments.get(signal) ?? [];
    if (points === 0 || (line === undefined && recent.length === 0)) continue;
    const { at, touches } = isSummable(rule) ? summed(rule, line, recent) : oneByOne(rule, line, recent);
    terms.push({
      ...fading(points, (now) => points * at(now)),
      peak: (now) => exact(points * touches(now)),
      touches,
      lastAt: recent.at(-1) ?? line?.lastAt ?? null,
      source: signalType(signal).of,
    });
  }
  return terms;
}

/** How many whole touches a line is worth at a moment (ms), and how many it has. */
interface Worth {
  at(now: number): number;
  touches(now: number): number;
}

/**
 * Touches count whole until their hold is over (or a clock that runs ahead is caught up with), then as part of a sum. All of a sum
 * halves alike, so one power tells what is left of it.
 */
function summed(rule: Rule, line: Line = emptyLine(), recent: number[]): Worth {
  const moments = [...line.exact, ...recent];
  const hold = holdOf(rule);
  const halfLife = halfLifeOf(rule);
  const all = line.count + moments.length;
  const touches = () => all;
  if (halfLife === null) return { touches, at: touches };
  /** For so many moments that are over: the end of the last bucket, and what all of them are worth then. */
  let known = { over: -1, end: 0, sum: 0 };
  const sumOf = (over: number) => {
    const { buckets } = withTouches(line, rule, moments.slice(0, over));
    const end = buckets.at(-1)?.[0] ?? 0;
    return { over, end, sum: worth(buckets, halfLife, end) };
  };
  return {
    touches,
    at: (now) => {
      let over = moments.length;
      while (over > 0 && (moments[over - 1] ?? 0) + hold > now) over--;
      if (known.over !== over) known = sumOf(over);
      const { end, sum } = known;
      return moments.length - over + sum * 0.5 ** ((now - end) / halfLife);
    },
  };
}

function oneByOne(rule: Rule, line: Line = emptyLine(), recent: number[]): Worth {
  const moments = [...line.exact, ...recent];
  return {
    at: (now) => moments.reduce((sum, moment) => sum + fade(rule, now - moment), 0),
    touches: (now) => moments.filter((moment) => fade(rule, now - moment) > 0).length,
  };
}

/** In: a line, its rule, moments. Out: a line with these touches in its sums; the input is not changed. */
function withTouches({ count, lastAt, buckets }: Line, rule: Rule, moments: number[]): Line {
  const copy: Line = { count, lastAt, buckets: buckets.map(([end, sum]) => [end, sum]), exact: [] };
  for (const at of moments) addToLine(copy, rule, at);
  return copy;
}

function volumeTerm(rule: Rule, { count, days, points }: About<'volume'>, newest: number[] = []): Term[] {
  const first = newest[count - 1];
  if (first === undefined) return [];
  const value = until(first + Math.min(days * DAY, spanOf(rule)), points);
  return [
    { ...fading(points, value), peak: () => points, touches: () => count, lastAt: newest[0] ?? null, source: 'person' },
  ];
}

function clusterTerm(rule: Rule, when: About<'cluster'>, { recent, clusters }: Tally): Term[] {
  const start = clusters[rule.id] ?? { at: null, tail: [] };
  const last = recent
    .filter(([, signal]) => when.signals.includes(signal))
    .reduce((state, [at]) => nextCluster(state, at, when.count, when.hours * HOUR), start).at;
  if (last === null) return [];
  const value = (now: number) => when.points * fade(rule, now - last);
  return [
    {
      ...fading(when.points, value),
      peak: () => when.points,
      touches: () => when.count,
      lastAt: last,
      source: 'person',
    },
  ];
}

/** Steps may go up and down: over a stretch of time the bound is the extreme of the steps in it. */
function inactiveTerm(when: About<'inactive'>, lastVisitAt: number | null): Term[] {
  if (lastVisitAt === null) return [];
  const steps = when.steps
    .map(({ days, points }) => ({ from: lastVisitAt + days * DAY, points }))
    .sort((a, b) => b.from - a.from);
  const value = (at: number) => steps.find(({ from }) => at >= from)?.points ?? 0;
  const canRise = steps.some(({ points }, i) => points > (steps[i + 1]?.points ?? 0));
  const at = (falling: number, rising: number) => {
    if (falling === rising) return value(falling);
    const [start, end] = falling < rising ? [falling, rising] : [rising, falling];
    const between = steps.filter(({ from }) => from > start && from <= end).map(({ points }) => points);
    return falling < rising ? Math.max(value(start), ...between) : Math.min(value(start), ...between);
  };
  return [{ at, canRise, peak: value, touches: () => 0, lastAt: lastVisitAt, source: 'person' }];
}
