/**
 * A lead's history, folded: what the score needs of ten thousand touches, in the space of a few. Folding is commutative
 * (integers, maxima, sorted lists), so that the order of arrival never shows in a score.
 */
import { DAY, HOUR } from '../event';
import type { Model, Rule } from '../model';
import { type Signal, signalType } from '../signal';

/** Touches stay exact to the millisecond for this long, because Balance looks at hours (it is 0 after 151 h). */
const EXACT = 8 * DAY;
/** Contributions are summed as integers of this unit: exact in any order, and far finer than the billionths of a score. */
const UNIT = 2 ** 40;

/** [occurredAt ms, signal] */
export type Touch = [at: number, signal: Signal];
/** [end of the bucket ms, Σ round(UNIT · 0.5^((end − at) / halfLife))] */
export type Bucket = [end: number, sum: number];
export interface Line {
  count: number;
  lastAt: number;
  buckets: Bucket[];
}
/** A view of a page that only counts after some attention, or (without `at`) a piece of attention that came before its view. */
export interface View {
  at: number | null;
  path: string | null;
  engagedMs: number;
  seenAt: number;
}
export interface Tally {
  /** A UTC midnight (ms): earlier touches are folded into `lines`, later ones are in `recent`. */
  horizon: number;
  recent: Touch[];
  /** `rule.signal` → the folded touches of that pair. */
  lines: Record<string, Line>;
  /** Volume rule → its newest `count` moments, newest first. */
  newest: Record<string, number[]>;
  /** Cluster rule → the last folded cluster, and the folded moments that may still begin one. */
  clusters: Record<string, { at: number | null; tail: number[] }>;
  views: Record<string, View>;
  touches: number;
  lastAt: number | null;
  lastVisitAt: number | null;
  readyAt: number | null;
  /** Submissions by verdict, and the evidence behind them: kind → [times seen, last seen ms]. */
  forms: { clean: number; suspicious: number; spam: number };
  evidence: Record<string, [count: number, lastAt: number]>;
  /** Subjects whose every touch counts for nothing because a bot made it, and how many touches that were. */
  bots: string[];
  voided: number;
}

/** In: the moment it begins at (ms). Out: the tally of an empty history. */
export const emptyTally = (now: number): Tally => ({
  horizon: horizonAt(now),
  recent: [],
  lines: {},
  newest: {},
  clusters: {},
  views: {},
  touches: 0,
  lastAt: null,
  lastVisitAt: null,
  readyAt: null,
  forms: { clean: 0, suspicious: 0, spam: 0 },
  evidence: {},
  bots: [],
  voided: 0,
});

/** In: a moment (ms). Out: the midnight before which touches are folded by then. */
export const horizonAt = (now: number): number => Math.floor((now - EXACT) / DAY) * DAY;

export const lineKey = (rule: string, signal: Signal): string => `${rule}.${signal}`;

/** Adds one touch in place. Touches before the horizon may only come in order of time, as they do in a rebuild. */
export function addTouch(tally: Tally, model: Model, [at, signal]: Touch): void {
  const type = signalType(signal);
  tally.touches += 1;
  tally.lastAt = later(tally.lastAt, at);
  if (type.isVisit) tally.lastVisitAt = later(tally.lastVisitAt, at);
  if (type.kind === 'readiness') tally.readyAt = later(tally.readyAt, at);
  for (const { id, when } of model.rules) {
    if (when.kind !== 'volume' || !when.signals.includes(signal)) continue;
    tally.newest[id] = insertSorted(tally.newest[id] ?? [], at, (a, b) => b - a).slice(0, when.count);
  }
  if (at < tally.horizon) foldTouch(tally, model, [at, signal]);
  else tally.recent = insertSorted(tally.recent, [at, signal], byTimeThenSignal);
}

/** Moves the horizon to where it stands at `now` and folds what has fallen behind it, in place. */
export function advance(tally: Tally, model: Model, now: number): void {
  const horizon = horizonAt(now);
  if (horizon <= tally.horizon) return;
  const firstKept = tally.recent.findIndex(([at]) => at >= horizon);
  const folded = firstKept < 0 ? tally.recent : tally.recent.slice(0, firstKept);
  tally.recent = firstKept < 0 ? [] : tally.recent.slice(firstKept);
  tally.horizon = horizon;
  for (const touch of folded) foldTouch(tally, model, touch);
  forgetViews(tally);
}

/** Attention counts for a day after the view began; drops the views that are past it at the horizon, in place. */
export function forgetViews(tally: Tally): void {
  for (const [id, view] of Object.entries(tally.views)) {
    if ((view.at ?? view.seenAt) < tally.horizon - DAY) delete tally.views[id];
  }
}

function foldTouch(tally: Tally, model: Model, [at, signal]: Touch): void {
  for (const rule of model.rules) {
    const { when } = rule;
    if (when.kind === 'touch' && when.points[signal] !== undefined) {
      const key = lineKey(rule.id, signal);
      tally.lines[key] = addToLine(tally.lines[key], rule, at);
    }
    if (when.kind === 'cluster' && when.signals.includes(signal)) {
      const before = tally.clusters[rule.id] ?? { at: null, tail: [] };
      tally.clusters[rule.id] = nextCluster(before, at, when.count, when.hours * HOUR);
    }
  }
}

/** In: a line (or none yet), its rule, a moment. Out: the line with one touch more; the input is not changed. */
export function addToLine(line: Line | undefined, rule: Rule, at: number): Line {
  const { count, lastAt, buckets } = line ?? { count: 0, lastAt: at, buckets: [] };
  return { count: count + 1, lastAt: Math.max(lastAt, at), buckets: addToBuckets(buckets, rule, at) };
}

function addToBuckets(buckets: Bucket[], rule: Rule, at: number): Bucket[] {
  if (rule.halfLifeDays === null) return buckets;
  const halfLife = rule.halfLifeDays * DAY;
  const width = halfLife >= DAY ? DAY : HOUR;
  const end = (Math.floor(at / width) + 1) * width;
  const part = Math.round(UNIT * 0.5 ** ((end - at) / halfLife));
  const known = buckets.findIndex(([e]) => e === end);
  if (known < 0) return insertSorted(buckets, [end, part], ([a], [b]) => a - b);
  return buckets.map(([e, sum], i) => (i === known ? [e, sum + part] : [e, sum]));
}

/** In: a line's buckets, its half-life (ms), a moment. Out: how many undecayed touches they are worth then. */
export function worth(buckets: Bucket[], halfLife: number, at: number): number {
  let sum = 0;
  for (const [end, part] of buckets) sum += (part / UNIT) * 0.5 ** ((at - end) / halfLife);
  return sum;
}

/** In: the state of a cluster rule and the next moment in time. Out: the state after it (newest `count − 1` moments kept). */
export function nextCluster(state: { at: number | null; tail: number[] }, at: number, count: number, span: number) {
  const moments = [...state.tail, at];
  const first = moments.length >= count ? moments[moments.length - count] : undefined;
  const isCluster = first !== undefined && at - first <= span;
  return { at: isCluster ? at : state.at, tail: count > 1 ? moments.slice(1 - count) : [] };
}

const later = (known: number | null, at: number): number => (known === null ? at : Math.max(known, at));

const byTimeThenSignal = (a: Touch, b: Touch): number => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);

/** Most arrivals are the newest: look from the end. */
function insertSorted<T>(list: T[], item: T, order: (a: T, b: T) => number): T[] {
  const before = list.findLastIndex((known) => order(known, item) <= 0);
  return [...list.slice(0, before + 1), item, ...list.slice(before + 1)];
}
