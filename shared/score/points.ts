/** Points: interest and fit in weeks. Σ over rules of clamp(Σ over touches of points × decay) (scoring.md §3). */
import { DAY, HOUR } from '../event';
import type { Condition, Model, Rule } from '../model';
import { FAMILIES, type Family, isSignal, signalType } from '../signal';
import { fade, halfLifeOf, holdOf, isSummable } from './decay';
import type { Fit } from './fit';
import { capReason, exact, type Reason, reason, sumOf } from './reason';
import { addToLine, emptyLine, type Line, lineKey, nextCluster, type Tally, type Touch, worth } from './tally';

export type Level = 'cold' | 'warm' | 'hot' | 'super_hot';

/**
 * What one rule gives. `at(falling, rising)` takes the parts that can only fall with time at one moment and those that can only
 * rise at another: equal moments give the value, different ones give a bound over the time between them.
 */
interface Term {
  rule: Rule;
  at(falling: number, rising: number): number;
  peak: number;
  touches: number;
  lastAt: number | null;
  source: string;
}

export interface Points {
  at(falling: number, rising: number): number;
  reasons(now: number): Reason[];
}

/** In: points and the model. Out: the level; decimals are compared, not rounded. */
export function levelOf(value: number, { levels }: Model): Level {
  if (value > levels.superHot) return 'super_hot';
  if (value > levels.hot) return 'hot';
  return value > levels.warm ? 'warm' : 'cold';
}

/** In: what touches and what attributes come to, the model, the moment (ms) from which on it will be read. Out: the axis. */
export function pointsOf(tally: Tally, fit: Fit, model: Model, now: number): Points {
  const terms = model.rules.flatMap((rule) => termsOf(rule, tally, fit, now));
  const groups = groupByRule(terms);
  return {
    reasons: (now) =>
      withCaps(
        groups.flatMap((group) => reasonsOf(group, now)),
        model,
      ),
    at: (falling, rising) => valueAt(groups, model, falling, rising),
  };
}

/** The bounds of families and of everything, each that bites as a line of its own. */
function withCaps(reasons: Reason[], { caps }: Model): Reason[] {
  const cuts = FAMILIES.flatMap((family) => {
    const cut = cutBy(caps.families[family] ?? null, sumOf(reasons.filter((line) => line.family === family)));
    return cut === 0 ? [] : [capReason('points', { id: `family_${family}`, label: `Family ${family}`, family }, cut)];
  });
  const capped = [...reasons, ...cuts];
  const cut = cutBy(caps.total, sumOf(capped));
  return cut === 0 ? capped : [...capped, capReason('points', { id: 'total', label: 'Total', family: 'risk' }, cut)];
}

/** The receipt's sum without the receipt. */
function valueAt(groups: Term[][], { caps }: Model, falling: number, rising: number): number {
  const sums = new Map<Family, number>();
  for (const group of groups) {
    const family = group[0]?.rule.family ?? 'risk';
    sums.set(family, (sums.get(family) ?? 0) + groupValue(group, falling, rising));
  }
  const capped = [...sums].map(([family, sum]) => exact(sum) + cutBy(caps.families[family] ?? null, exact(sum)));
  const total = exact(capped.reduce((sum, value) => sum + value, 0));
  return exact(total + cutBy(caps.total, total));
}

function reasonsOf(group: Term[], now: number): Reason[] {
  const lines = group
    .map((term) => reason('points', term.rule, { ...term, points: term.at(now, now) }))
    .filter(({ points, peak }) => points !== 0 || peak !== 0);
  const cut = cutBy(group[0]?.rule.cap ?? null, sumOf(lines));
  return group[0] === undefined || cut === 0 ? lines : [...lines, capReason('points', group[0].rule, cut)];
}

/** The receipt's sum without the receipt. */
function groupValue(group: Term[], falling: number, rising: number): number {
  const sum = exact(group.reduce((total, term) => total + exact(term.at(falling, rising)), 0));
  return sum + cutBy(group[0]?.rule.cap ?? null, sum);
}

/** In: a rule's cap and its sum. Out: what the cap takes away (or, below zero, gives back). */
function cutBy(cap: number | null, sum: number): number {
  if (cap === null) return 0;
  return (cap >= 0 ? Math.min(sum, cap) : Math.max(sum, cap)) - sum;
}

function groupByRule(terms: Term[]): Term[][] {
  const groups: Term[][] = [];
  for (const term of terms) {
    const group = groups.at(-1);
    if (group?.[0]?.rule === term.rule) group.push(term);
    else groups.push([term]);
  }
  return groups;
}

function termsOf(rule: Rule, tally: Tally, fit: Fit, now: number): Term[] {
  const { when } = rule;
  if (when.kind === 'touch') return touchTerms(rule, when, tally, now);
  if (when.kind === 'volume') return volumeTerm(rule, when, tally);
  if (when.kind === 'cluster') return clusterTerm(rule, when, tally);
  if (when.kind === 'inactive') return inactiveTerm(rule, when, tally, now);
  const given = fit.given[rule.id];
  if (given === undefined) return [];
  const { points, source, observedAt, until } = given;
  const value = (at: number) => (until === null || at <= until ? points : 0);
  const at = (falling: number, rising: number) => value(points > 0 ? falling : rising);
  return [{ rule, at, peak: value(now), touches: 0, lastAt: observedAt, source }];
}

function touchTerms(rule: Rule, when: Extract<Condition, { kind: 'touch' }>, tally: Tally, now: number): Term[] {
  const terms: Term[] = [];
  for (const [signal, points] of Object.entries(when.points)) {
    if (!isSignal(signal) || points === 0) continue;
    const line = tally.lines[lineKey(rule.id, signal)] ?? emptyLine();
    const recent = tally.recent.filter(([, known]) => known === signal).map(([at]) => at);
    const worth = isSummable(rule) ? summed(rule, line, recent, now) : oneByOne(rule, [...line.exact, ...recent], now);
    if (worth.touches === 0) continue;
    terms.push({
      rule,
      at: (falling, rising) => points * worth.at(points > 0 ? falling : rising),
      peak: points * worth.touches,
      touches: worth.touches,
      lastAt: recent.at(-1) ?? line.lastAt,
      source: signalType(signal).of,
    });
  }
  return terms;
}

/** How many whole touches a line is worth, and how many it has. */
interface Worth {
  at(now: number): number;
  touches: number;
}

/** Touches count whole until their hold is over (or a clock that runs ahead is caught up with), then as part of a sum. */
function summed(rule: Rule, line: Line, recent: number[], now: number): Worth {
  const moments = [...line.exact, ...recent];
  const isWhole = (at: number, then: number) => at + holdOf(rule) > then;
  const sums = withTouches(
    line,
    rule,
    moments.filter((at) => !isWhole(at, now)),
  );
  const whole = moments.filter((at) => isWhole(at, now));
  const halfLife = halfLifeOf(rule);
  return {
    touches: sums.count + whole.length,
    at: (then) => {
      const over = whole.filter((at) => !isWhole(at, then));
      const all = over.length === 0 ? sums : withTouches(sums, rule, over);
      return whole.length - over.length + (halfLife === null ? all.count : worth(all.buckets, halfLife, then));
    },
  };
}

function oneByOne(rule: Rule, moments: number[], now: number): Worth {
  const at = (then: number) => moments.reduce((sum, moment) => sum + fade(rule, then - moment), 0);
  return { at, touches: moments.filter((moment) => fade(rule, now - moment) > 0).length };
}

/** In: a line, its rule, moments. Out: a line with these touches in its sums; the input is not changed. */
function withTouches({ count, lastAt, buckets }: Line, rule: Rule, moments: number[]): Line {
  const copy: Line = { count, lastAt, buckets: buckets.map(([end, sum]) => [end, sum]), exact: [] };
  for (const at of moments) addToLine(copy, rule, at);
  return copy;
}

function volumeTerm(rule: Rule, when: Extract<Condition, { kind: 'volume' }>, tally: Tally): Term[] {
  const newest = tally.newest[rule.id] ?? [];
  const first = newest[when.count - 1];
  if (first === undefined) return [];
  const until = first + when.days * DAY;
  const value = (at: number) => (at <= until ? when.points : 0);
  const at = (falling: number, rising: number) => value(when.points > 0 ? falling : rising);
  return [{ rule, at, peak: when.points, touches: when.count, lastAt: newest[0] ?? null, source: 'person' }];
}

function clusterTerm(rule: Rule, when: Extract<Condition, { kind: 'cluster' }>, tally: Tally): Term[] {
  const isPart = ([, signal]: Touch) => when.signals.includes(signal);
  const start = tally.clusters[rule.id] ?? { at: null, tail: [] };
  const last = tally.recent
    .filter(isPart)
    .reduce((state, [at]) => nextCluster(state, at, when.count, when.hours * HOUR), start).at;
  if (last === null) return [];
  const value = (at: number) => when.points * fade(rule, at - last);
  const at = (falling: number, rising: number) => value(when.points > 0 ? falling : rising);
  return [{ rule, at, peak: when.points, touches: when.count, lastAt: last, source: 'person' }];
}

/** Steps may go up and down: over a stretch of time the bound is the extreme of the steps in it. */
function inactiveTerm(
  rule: Rule,
  when: Extract<Condition, { kind: 'inactive' }>,
  { lastVisitAt }: Tally,
  now: number,
): Term[] {
  if (lastVisitAt === null) return [];
  const steps = when.steps
    .map(({ days, points }) => ({ from: lastVisitAt + days * DAY, points }))
    .sort((a, b) => b.from - a.from);
  const value = (at: number) => steps.find(({ from }) => at >= from)?.points ?? 0;
  const at = (falling: number, rising: number) => {
    const [start, end] = falling < rising ? [falling, rising] : [rising, falling];
    const between = steps.filter(({ from }) => from > start && from <= end).map(({ points }) => points);
    return falling < rising ? Math.max(value(start), ...between) : Math.min(value(start), ...between);
  };
  return [{ rule, at, peak: value(now), touches: 0, lastAt: lastVisitAt, source: 'person' }];
}
