/**
 * A lead's history, folded: what the score needs of ten thousand touches, in the space of a few. Folding is commutative
 * (integers, maxima, sorted lists), so that the order of arrival never shows in a score.
 */
import { DAY, HOUR } from '../event';
import type { Model } from '../model';
import { isSignal, type Signal, signalType } from '../signal';
import { emptyLine, insertSorted, type Line, lineKey, MOST_EXACT, settleLine } from './line';

/** Touches stay exact to the millisecond for this long, because Balance looks at hours (it is 0 after 151 h). */
const EXACT = 8 * DAY;
/** So many views may wait for attention at a time, and so many pieces for their view; the oldest give way. */
const MOST_VIEWS = 300;
const MOST_PIECES = 50;

/** How a tally and a snapshot are written: raised when that changes. What is of an older format is made again from the log. */
export const FORMAT = 6;

/** [occurredAt ms, signal] */
export type Touch = [at: number, signal: Signal];
export type Day = [midnight: number, count: number];
/** A view of a page that only counts after some attention. */
export interface View {
  /** When it began (ms); null while only attention to it is known. */
  at: number | null;
  /** Which of the model's meanings it has; null while it is not known. */
  meaning: number | null;
  engagedMs: number;
  /** Attention to it that is not counted, because the view came later or lies more than a day off: [moment, ms]. */
  early: [at: number, ms: number][];
}
export interface Tally {
  format: typeof FORMAT;
  /** A UTC midnight (ms): earlier touches are folded into `lines`, later ones are in `recent`. */
  horizon: number;
  recent: Touch[];
  /** `rule.signal` → the folded touches of that pair. */
  lines: Record<string, Line>;
  /** Volume rule → its newest `count` moments, newest first. */
  newest: Record<string, number[]>;
  /** Trend rule → how many touches on which UTC midnight's day (ms), ascending. */
  days: Record<string, Day[]>;
  /** Cluster rule → the last folded cluster, and the folded moments that may still begin one. */
  clusters: Record<string, { at: number | null; tail: number[] }>;
  views: Record<string, View>;
  touches: number;
  /** Those of them that are deeds of the person. */
  deeds: number;
  /** Touches of subjects that are in no doubt: deeds, and the company's or mails that opened. */
  sure: { deeds: number; others: number };
  lastAt: number | null;
  lastVisitAt: number | null;
  readyAt: number | null;
  /** When a mail was last opened (ms). */
  openedAt: number | null;
  /** Submissions by verdict, and the evidence behind them: kind → [times seen, last seen ms]. */
  forms: { clean: number; suspicious: number; spam: number };
  evidence: Record<string, [count: number, lastAt: number]>;
  /** Subjects whose every touch counts for nothing because a bot made it, and how many touches of which signal that were. */
  bots: string[];
  /** Subjects of which a submission looks like spam and none is clean. */
  doubted: string[];
  /** Browsers that have opted out in the name of somebody whom they only claim to be: nothing of theirs counts. */
  silent: string[];
  voided: Record<string, number>;
  /** When a person said that this is one (ms; 0: nobody has): what came before counts, whatever the evidence. */
  cleared: number;
  /** Facts that are none: from the future, from before 2000, of a type that nobody knows, a scanner's clicks, of a silent browser, against somebody and not proven. */
  leftOut: Record<LeftOut, number>;
  /** When scanners clicked (ms), the newest. */
  scans: number[];
}
export type LeftOut = 'future' | 'ancient' | 'unknown' | 'scanner' | 'opted_out' | 'unproven';

/** In: the moment it begins at (ms). Out: the tally of an empty history. */
export const emptyTally = (now: number): Tally => ({
  format: FORMAT,
  horizon: horizonAt(now),
  recent: [],
  lines: {},
  newest: {},
  days: {},
  clusters: {},
  views: {},
  touches: 0,
  deeds: 0,
  sure: { deeds: 0, others: 0 },
  lastAt: null,
  lastVisitAt: null,
  readyAt: null,
  openedAt: null,
  forms: { clean: 0, suspicious: 0, spam: 0 },
  evidence: {},
  bots: [],
  doubted: [],
  silent: [],
  voided: {},
  cleared: 0,
  leftOut: { future: 0, ancient: 0, unknown: 0, scanner: 0, opted_out: 0, unproven: 0 },
  scans: [],
});

/** In: a moment (ms). Out: the midnight before which touches are folded by then. */
export const horizonAt = (now: number): number => Math.floor((now - EXACT) / DAY) * DAY;

/** Adds one touch in place. Touches before the horizon may only come in order of time, as they do in a rebuild. */
export function addTouch(tally: Tally, model: Model, [at, signal]: Touch): void {
  const type = signalType(signal);
  tally.touches += 1;
  if (isDeed(signal)) tally.deeds += 1;
  tally.lastAt = later(tally.lastAt, at);
  if (type.isVisit) tally.lastVisitAt = later(tally.lastVisitAt, at);
  if (type.kind === 'readiness') tally.readyAt = later(tally.readyAt, at);
  for (const { id, when } of model.rules) {
    if (when.kind === 'volume' && when.signals.includes(signal)) {
      const newest = tally.newest[id] ?? [];
      tally.newest[id] = newest;
      insertSorted(newest, at, (a, b) => b - a);
      newest.splice(when.count);
    }
    if (when.kind === 'trend' && when.signals.includes(signal)) {
      tally.days[id] = withTouch(tally.days[id] ?? [], at, 2 * when.days);
    }
  }
  if (at < tally.horizon) foldTouch(tally, model, [at, signal]);
  else addExact(tally, model, [at, signal]);
}

/** Whether the person must have done something: not the company, nor a mail that opened. */
export const isDeed = (signal: Signal): boolean => signalType(signal).of === 'person' && signal !== 'email_opened';

/** In: counts by day, a touch (ms), how many days are looked at. Out: the counts with it; earlier days are forgotten. */
function withTouch(counts: Day[], at: number, days: number): Day[] {
  const midnight = Math.floor(at / DAY) * DAY;
  const known = counts.find(([day]) => day === midnight);
  if (known === undefined) insertSorted<Day>(counts, [midnight, 1], ([a], [b]) => a - b);
  else known[1] += 1;
  const newest = counts.at(-1)?.[0] ?? 0;
  return counts.filter(([day]) => day > newest - days * DAY);
}

function addExact(tally: Tally, model: Model, touch: Touch): void {
  insertSorted(tally.recent, touch, byTimeThenSignal);
  const isSame = ([, signal]: Touch) => signal === touch[1];
  if (tally.recent.length <= MOST_EXACT || tally.recent.filter(isSame).length <= MOST_EXACT) return;
  const [oldest] = tally.recent.splice(tally.recent.findIndex(isSame), 1);
  if (oldest !== undefined) foldIntoLines(tally, model, oldest);
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
  for (const rule of model.rules) {
    if (rule.when.kind !== 'touch') continue;
    for (const signal of Object.keys(rule.when.points).filter(isSignal)) {
      const line = tally.lines[lineKey(rule.id, signal)];
      if (line !== undefined) settleLine(line, rule, horizon);
    }
  }
  forgetViews(tally);
}

/** Attention counts for a day after the view began; drops what is past that at the horizon, in place. */
export function forgetViews(tally: Tally): void {
  const since = tally.horizon - DAY;
  for (const [key, view] of Object.entries(tally.views)) {
    const early = view.early.filter(([at]) => at >= since);
    const isPast = view.at === null || view.at < since;
    if (isPast && early.length === 0) delete tally.views[key];
    else tally.views[key] = isPast ? { ...unseenView(), early } : { ...view, early };
  }
}

/** A view of which only attention to it may be known. */
export const unseenView = (): View => ({ at: null, meaning: null, engagedMs: 0, early: [] });

/** Keeps a view in place; the oldest gives way when there are too many. */
export function keepView(tally: Tally, key: string, view: View): void {
  tally.views[key] = view;
  if (view.early.length > MOST_PIECES) view.early.shift();
  const keys = Object.keys(tally.views);
  if (keys.length <= MOST_VIEWS) return;
  const age = (name: string) => momentOf(tally.views[name] ?? view);
  delete tally.views[keys.reduce((oldest, name) => (age(name) < age(oldest) ? name : oldest), key)];
}

const momentOf = ({ at, early }: View): number => at ?? Math.max(0, ...early.map(([moment]) => moment));

function foldTouch(tally: Tally, model: Model, touch: Touch): void {
  foldIntoLines(tally, model, touch);
  const [at, signal] = touch;
  for (const { id, when } of model.rules) {
    if (when.kind !== 'cluster' || !when.signals.includes(signal)) continue;
    const before = tally.clusters[id] ?? { at: null, tail: [] };
    tally.clusters[id] = nextCluster(before, at, when.count, when.hours * HOUR);
  }
}

function foldIntoLines(tally: Tally, model: Model, [at, signal]: Touch): void {
  for (const rule of model.rules) {
    if (rule.when.kind !== 'touch' || rule.when.points[signal] === undefined) continue;
    const key = lineKey(rule.id, signal);
    const line = tally.lines[key] ?? emptyLine();
    tally.lines[key] = line;
    line.lastAt = Math.max(line.lastAt, at);
    insertSorted(line.exact, at, (a, b) => a - b);
    settleLine(line, rule, tally.horizon);
  }
}

/** In: the state of a cluster rule and the next moment in time. Out: the state after it (newest `count − 1` moments kept). */
export function nextCluster(state: { at: number | null; tail: number[] }, at: number, count: number, span: number) {
  const moments = [...state.tail, at];
  const first = moments.length >= count ? moments[moments.length - count] : undefined;
  const isCluster = first !== undefined && at - first <= span;
  return { at: isCluster ? at : state.at, tail: count > 1 ? moments.slice(1 - count) : [] };
}

/** In: a moment that is known or not, another one (ms). Out: the later one. */
export const later = (known: number | null, at: number): number => (known === null ? at : Math.max(known, at));

const byTimeThenSignal = (a: Touch, b: Touch): number => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0);
