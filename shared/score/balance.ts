/** Balance: urgency in hours. Σ weight × relevance × recency over the touches of the last week (scoring.md §2). */
import { HOUR } from '../event';
import { type Model, weightOf } from '../model';
import { type Signal, signalType } from '../signal';
import { capReason, capRow, exact, iso, type Reason, type Row, reason } from './reason';

const HOLD = 48 * HOUR;
const HALF_LIFE = 10.34 * HOUR;
/** Recency below a thousandth is none. Published points: 1 at 2 h and 48 h, 0.2 at 72 h, 0 at 7 days. */
const ENDS = HOLD + HALF_LIFE * Math.log2(1000);

export type Tier = 1 | 2 | 3 | null;

/** In: a Balance value and the model. Out: tier 1–3, or null at 0. */
export function tierOf(value: number, { balance }: Model): Tier {
  if (value >= balance.tier1) return 1;
  if (value >= balance.tier2) return 2;
  return value > 0 ? 3 : null;
}

interface Line {
  row: Row;
  capRow: Row;
  source: string;
  /** weight × relevance */
  unit: number;
  cap: number;
  /** Ascending, and what each is worth of the last one while both fade. */
  moments: number[];
  shares: number[];
  lastAt: string;
}

export interface Balance {
  /** The value at a moment (ms): the receipt's sum without the receipt. */
  at(now: number): number;
  /** Adds the receipt's lines of a moment (ms) to a list. Out: their sum. */
  addReasons(to: Reason[], now: number): number;
}

/** In: the moments (ms, ascending) of each signal, the model, the row of its relevance table that applies or null. Out: the axis. */
export function balanceOf(touches: ReadonlyMap<Signal, number[]>, model: Model, industry: string | null): Balance {
  const lines = [...touches]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([signal, moments]) => lineOf(signal, moments, model, industry))
    .filter(({ unit }) => unit > 0);
  return {
    addReasons: (to, now) => {
      let sum = 0;
      for (const line of lines) sum += addReason(to, line, now);
      return exact(sum);
    },
    at: (now) => {
      let sum = 0;
      for (const line of lines) {
        sum += Math.min(pointsOf(line, firstAfter(line.moments, now - ENDS), now), line.cap);
      }
      return exact(sum);
    },
  };
}

function lineOf(signal: Signal, moments: number[], model: Model, industry: string | null): Line {
  const { label, family, of } = signalType(signal);
  const unit = weightOf(model, signal) * relevanceOf(model, industry, signal);
  const row: Row = { id: signal, label, family };
  const last = moments.at(-1) ?? 0;
  return {
    row,
    capRow: capRow(row),
    source: of,
    unit,
    cap: exact(model.balance.capFactor * unit),
    moments,
    shares: moments.map((at) => 0.5 ** ((last - at) / HALF_LIFE)),
    lastAt: iso(last),
  };
}

const relevanceOf = (model: Model, industry: string | null, signal: Signal): number =>
  (industry === null ? undefined : model.balance.relevance[industry]?.[signal]) ?? 1;

/** Out: the points that are left under the cap. */
function addReason(to: Reason[], line: Line, now: number): number {
  const { row, source, unit, cap, moments, lastAt } = line;
  const first = firstAfter(moments, now - ENDS);
  const touches = moments.length - first;
  if (touches === 0) return 0;
  const points = pointsOf(line, first, now);
  to.push(reason('balance', row, points, exact(unit * touches), touches, lastAt, source));
  if (points <= cap) return points;
  to.push(capReason('balance', line.capRow, exact(cap - points)));
  return cap;
}

/**
 * In: a line, its first touch that still counts, now (ms). Whole touches count one each; the fading ones are all worth a share of
 * what the last touch would be worth if it faded too.
 */
function pointsOf({ unit, moments, shares }: Line, first: number, now: number): number {
  const whole = firstAfter(moments, now - HOLD);
  let share = 0;
  for (let i = first; i < whole; i++) share += shares[i] ?? 0;
  const fading = share * 0.5 ** ((now - (moments.at(-1) ?? 0) - HOLD) / HALF_LIFE);
  return exact(unit * (moments.length - whole + fading));
}

/** How many of the moments lie before one (ms). */
function firstAfter(moments: number[], at: number): number {
  let i = moments.length;
  while (i > 0 && (moments[i - 1] ?? 0) >= at) i--;
  return i;
}
