/** Balance: urgency in hours. Σ weight × relevance × recency over the touches of the last week (scoring.md §2). */
import { HOUR } from '../event';
import { type Model, weightOf } from '../model';
import { type Family, type Signal, signalType } from '../signal';
import { capReason, exact, type Reason, reason } from './reason';
import type { Touch } from './tally';

const HOLD = 48 * HOUR;
const HALF_LIFE = 10.34 * HOUR;
const FLOOR = 0.001;

export type Tier = 1 | 2 | 3 | null;

/** In: a touch's age (ms; negative counts as 0). Out: 0–1. Published points: 1 at 2 h and 48 h, 0.2 at 72 h, 0 at 7 days. */
export function recency(age: number): number {
  if (age <= HOLD) return 1;
  const left = 0.5 ** ((age - HOLD) / HALF_LIFE);
  return left < FLOOR ? 0 : left;
}

/** In: a Balance value and the model. Out: tier 1–3, or null at 0. */
export function tierOf(value: number, { balance }: Model): Tier {
  if (value >= balance.tier1) return 1;
  if (value >= balance.tier2) return 2;
  return value > 0 ? 3 : null;
}

interface Line {
  row: { id: string; label: string; family: Family };
  source: string;
  /** weight × relevance */
  unit: number;
  moments: number[];
}

export interface Balance {
  /** The value at a moment (ms): the receipt's sum without the receipt. */
  at(now: number): number;
  reasons(now: number): Reason[];
}

/** In: exact touches, the model, the row of its relevance table that applies or null. Out: the axis, readable at any moment. */
export function balanceOf(touches: Touch[], model: Model, industry: string | null): Balance {
  const { capFactor } = model.balance;
  const lines = linesOf(touches, model, industry);
  return {
    reasons: (now) => lines.flatMap((line) => reasonsOf(line, capFactor, now)),
    at: (now) => exact(lines.reduce((total, line) => total + Math.min(pointsOf(line, now), capOf(line, capFactor)), 0)),
  };
}

function reasonsOf(line: Line, capFactor: number, now: number): Reason[] {
  const { row, source, unit, moments } = line;
  const touches = moments.filter((at) => recency(now - at) > 0).length;
  if (touches === 0) return [];
  const points = pointsOf(line, now);
  const given = reason('balance', row, {
    points,
    peak: unit * touches,
    touches,
    lastAt: moments.at(-1) ?? null,
    source,
  });
  const cut = Math.min(0, capOf(line, capFactor) - points);
  return cut === 0 ? [given] : [given, capReason('balance', row, cut)];
}

const pointsOf = ({ unit, moments }: Line, now: number): number =>
  exact(unit * moments.reduce((sum, at) => sum + recency(now - at), 0));

const capOf = ({ unit }: Line, capFactor: number): number => exact(capFactor * unit);

function linesOf(touches: Touch[], model: Model, industry: string | null): Line[] {
  const groups = new Map<Signal, number[]>();
  for (const [at, signal] of touches) {
    const moments = groups.get(signal);
    if (moments === undefined) groups.set(signal, [at]);
    else moments.push(at);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([signal, moments]) => {
      const { label, family, of } = signalType(signal);
      const unit = weightOf(model, signal) * relevanceOf(model, industry, signal);
      return { row: { id: signal, label, family }, source: of, unit, moments };
    })
    .filter(({ unit }) => unit > 0);
}

const relevanceOf = (model: Model, industry: string | null, signal: Signal): number =>
  (industry === null ? undefined : model.balance.relevance[industry]?.[signal]) ?? 1;
