/** What each rule gives, as functions of time alone: prepared once from a tally and a fit, read at any moment after. */
import { DAY, HOUR } from '../event';
import type { Condition, Rule } from '../model';
import { isSignal, type Signal, signalType } from '../signal';
import { bandOf } from './band';
import { spanOf } from './decay';
import type { Given } from './fit';
import { lineKey } from './line';
import { kept, type Piece, pieceOf, pointsAt, still } from './piece';
import { billionths } from './reason';
import { type Day, nextCluster, type Tally } from './tally';

/**
 * A part of what a rule gives. `at(falling, rising)`, in billionths, takes the parts that can only fall with time at one moment (ms) and
 * those that can only rise at another: equal moments give the value, different ones give a bound over the time between them.
 */
export interface Term {
  pieceAt(now: number): Piece;
  at(falling: number, rising: number): number;
  canRise: boolean;
  lastAt: number | null;
  source: string;
}

type About<K extends Condition['kind']> = Extract<Condition, { kind: K }>;
/** The moments (ms, ascending) of each signal's exact touches. */
export type Moments = ReadonlyMap<Signal, number[]>;

/** In: a rule, the tally and its exact touches by signal, what attributes give by the rule. Out: its terms, none when it gives nothing. */
export function termsOf(rule: Rule, tally: Tally, moments: Moments, fit: Given | undefined): Term[] {
  const { when } = rule;
  if (when.kind === 'touch') return touchTerms(rule, when, tally, moments);
  if (when.kind === 'volume') return volumeTerm(rule, when, tally.newest[rule.id]);
  if (when.kind === 'cluster') return clusterTerm(rule, when, tally);
  if (when.kind === 'trend') return trendTerm(when, tally.days[rule.id]);
  if (when.kind === 'inactive') return inactiveTerm(when, tally.lastVisitAt);
  when satisfies AboutAttributes;
  if (fit === undefined) return [];
  return [given(fit.points, fit.observedAt, fit.source, fit.until ?? Infinity)];
}
/** A kind that is missing here and above is read by nobody. */
type AboutAttributes = About<'number' | 'seniority' | 'present' | 'oneOf' | 'matches' | 'fresh' | 'mailbox'>;

/** What only moves one way: it can rise with time (what is below 0 and fades), or else only fall. */
export function termOf(canRise: boolean, make: (now: number) => Piece, lastAt: number | null, source: string): Term {
  const pieceAt = kept(make);
  const at = (falling: number, rising: number) => {
    const now = canRise ? rising : falling;
    return pointsAt(pieceAt(now), now);
  };
  return { pieceAt, at, canRise, lastAt, source };
}

/** The same points until a moment (ms), and then none. */
const until =
  (end: number, points: number, touches: number) =>
  (now: number): Piece =>
    now <= end ? still(points, touches, -Infinity, end) : still(0, touches, end);

/** In: points, since when they are true (ms), who says so, the last moment (ms) at which they are. Out: the term. */
export const given = (points: number, observedAt: number | null, source: string, end = Infinity): Term =>
  termOf(points < 0 && end < Infinity, until(end, points, 0), observedAt, source);

function touchTerms(rule: Rule, when: About<'touch'>, tally: Tally, moments: Moments): Term[] {
  const terms: Term[] = [];
  for (const signal of Object.keys(when.points).filter(isSignal)) {
    const points = when.points[signal] ?? 0;
    const line = tally.lines[lineKey(rule.id, signal)];
    const known = [...(line?.exact ?? []), ...(moments.get(signal) ?? [])];
    if (line === undefined && known.length === 0) continue;
    const make = (now: number) => pieceOf(points, rule, known, now, line);
    terms.push(termOf(points < 0, make, known.at(-1) ?? line?.lastAt ?? null, signalType(signal).of));
  }
  return terms;
}

function volumeTerm(rule: Rule, { count, days, points }: About<'volume'>, newest: number[] = []): Term[] {
  const first = newest[count - 1];
  if (first === undefined) return [];
  const make = until(first + Math.min(days * DAY, spanOf(rule)), points, count);
  return [termOf(points < 0, (now) => ({ ...make(now), peak: billionths(points) }), newest[0] ?? null, 'person')];
}

function clusterTerm(rule: Rule, { count, hours, points, signals }: About<'cluster'>, tally: Tally): Term[] {
  const start = tally.clusters[rule.id] ?? { at: null, tail: [] };
  const last = tally.recent
    .filter(([, signal]) => signals.includes(signal))
    .reduce((state, [at]) => nextCluster(state, at, count, hours * HOUR), start).at;
  if (last === null) return [];
  const make = (now: number) => ({ ...pieceOf(points, rule, [last], now), peak: billionths(points), touches: count });
  return [termOf(points < 0, make, last, 'person')];
}

/** A day counts as of late for so long, then as before for as long again. */
function trendTerm({ days, least, bands }: About<'trend'>, counts: Day[] = []): Term[] {
  const span = days * DAY;
  const between = (from: number, to: number) =>
    counts.reduce((sum, [day, count]) => (day > from && day <= to ? sum + count : sum), 0);
  const given = (now: number) => {
    const [lately, before] = [between(now - span, now), between(now - 2 * span, now - span)];
    return before < least ? 0 : (bandOf(bands, lately / before) ?? 0);
  };
  const turns = counts.flatMap(([day]) => [day, day + span, day + 2 * span]);
  return stepTerm(
    turns.map((from) => ({ from, points: given(from) })),
    counts.at(-1)?.[0] ?? null,
  );
}

function inactiveTerm({ steps }: About<'inactive'>, lastVisitAt: number | null): Term[] {
  if (lastVisitAt === null) return [];
  return stepTerm(
    steps.map(({ days, points }) => ({ from: lastVisitAt + days * DAY, points })),
    lastVisitAt,
  );
}

/** Points from a moment (ms) on until the next one's; each step is a change of its own, that only falls or only rises. */
function stepTerm(steps: { from: number; points: number }[], lastAt: number | null): Term[] {
  const changes = steps
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, points }, i, sorted) => ({ from, change: points - (sorted[i - 1]?.points ?? 0) }));
  const at = (falling: number, rising: number) =>
    changes.reduce((sum, { from, change }) => ((change > 0 ? rising : falling) < from ? sum : sum + change), 0);
  const make = (now: number) => {
    const next = changes.find(({ from }) => from > now)?.from ?? Infinity;
    return still(at(now, now), 0, now - 1, Math.ceil(next) - 1);
  };
  const canRise = changes.some(({ change }) => change > 0);
  const term = termOf(canRise, make, lastAt, 'person');
  return [{ ...term, at: (falling, rising) => billionths(at(falling, rising)) }];
}
