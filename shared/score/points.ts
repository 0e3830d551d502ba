/** Points: interest and fit in weeks. Σ over rules of clamp(Σ over touches of points × decay) (scoring.md §3). */
import { DAY, HOUR } from '../event';
import type { Condition, Model, Rule } from '../model';
import { isSignal, signalType } from '../signal';
import { givenBy, type Known } from './fit';
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

/** In: a tally, what is known of the lead, the model, the moment (ms) from which on it will be read. Out: the axis. */
export function pointsOf(tally: Tally, known: Known, model: Model, now: number): Points {
  const terms = model.rules.flatMap((rule) => termsOf(rule, tally, known, now));
  const groups = groupByRule(terms);
  return {
    reasons: (now) => groups.flatMap((group) => reasonsOf(group, now)),
    at: (falling, rising) => exact(groups.reduce((total, group) => total + groupValue(group, falling, rising), 0)),
  };
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

function termsOf(rule: Rule, tally: Tally, known: Known, now: number): Term[] {
  const { when } = rule;
  if (when.kind === 'touch') return touchTerms(rule, when, tally, now);
  if (when.kind === 'volume') return volumeTerm(rule, when, tally);
  if (when.kind === 'cluster') return clusterTerm(rule, when, tally);
  if (when.kind === 'inactive') return inactiveTerm(rule, when, tally, now);
  const given = givenBy(when, known);
  if (given === undefined) return [];
  const { points, source, observedAt } = given;
  return [{ rule, at: () => points, peak: points, touches: 0, lastAt: observedAt, source }];
}

function touchTerms(rule: Rule, when: Extract<Condition, { kind: 'touch' }>, tally: Tally, now: number): Term[] {
  const terms: Term[] = [];
  for (const [signal, points] of Object.entries(when.points)) {
    if (!isSignal(signal)) continue;
    const own = tally.recent.filter(([, known]) => known === signal).map(([at]) => at);
    const past = own.filter((at) => at <= now);
    const ahead = own.filter((at) => at > now);
    const line = withTouches(tally.lines[lineKey(rule.id, signal)], rule, past);
    const touches = line.count + ahead.length;
    if (touches === 0 || points === 0) continue;
    const value = (at: number) => points * undecayed(rule, line, ahead, at);
    terms.push({
      rule,
      at: (falling, rising) => value(points > 0 ? falling : rising),
      peak: points * touches,
      touches,
      lastAt: ahead.at(-1) ?? line.lastAt,
      source: signalType(signal).of,
    });
  }
  return terms;
}

/** How many fresh touches a line is worth. Those from a clock that runs ahead count in full until their moment has come. */
function undecayed(rule: Rule, past: Line, ahead: number[], now: number): number {
  const come = ahead.filter((at) => at <= now);
  const line = come.length === 0 ? past : withTouches(past, rule, come);
  const settled = rule.halfLifeDays === null ? line.count : worth(line.buckets, rule.halfLifeDays * DAY, now);
  return settled + ahead.length - come.length;
}

/** In: a line (or none), its rule, moments. Out: a line with these touches more; the input is not changed. */
function withTouches(line: Line | undefined, rule: Rule, moments: number[]): Line {
  const { count, lastAt, buckets } = line ?? emptyLine();
  const copy: Line = { count, lastAt, buckets: buckets.map(([end, sum]) => [end, sum]) };
  for (const at of moments) addToLine(copy, rule, at);
  return copy;
}

const decay = (rule: Rule, age: number): number =>
  rule.halfLifeDays === null ? 1 : 0.5 ** (age / (rule.halfLifeDays * DAY));

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
  const value = (at: number) => when.points * decay(rule, Math.max(0, at - last));
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
