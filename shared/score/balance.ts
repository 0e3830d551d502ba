/** Balance: urgency in hours. Σ weight × relevance × recency over the touches of the last week (scoring.md §2). */
import { type Model, weightOf } from '../model';
import { type Signal, signalType } from '../signal';
import { type Axis, axisOf, groupOf } from './axis';
import type { Fading } from './decay';
import { pieceOf } from './piece';
import { type Moments, termOf } from './terms';

const HOLD_DAYS = 2;
const HALF_LIFE_DAYS = 10.34 / 24;
/** Recency below a thousandth is none. Published points: 1 at 2 h and 48 h, 0.2 at 72 h, 0 at 7 days. */
const RECENCY: Fading = {
  decay: { kind: 'holdThenHalfLife', holdDays: HOLD_DAYS, days: HALF_LIFE_DAYS },
  windowDays: HOLD_DAYS + HALF_LIFE_DAYS * Math.log2(1000),
};

export type Tier = 1 | 2 | 3 | null;

/** In: a Balance value and the model. Out: tier 1–3, or null at 0. */
export function tierOf(value: number, { balance }: Model): Tier {
  if (value >= balance.tier1) return 1;
  if (value >= balance.tier2) return 2;
  return value > 0 ? 3 : null;
}

/** In: the moments (ms, ascending) of each signal, the model, the row of its relevance table that applies or null. Out: the axis. */
export function balanceOf(touches: Moments, model: Model, industry: string | null): Axis {
  const groups = [...touches]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([signal, moments]) => {
      const { label, family, of } = signalType(signal);
      const unit = weightOf(model, signal) * relevanceOf(model, industry, signal);
      const make = (now: number) => pieceOf(unit, RECENCY, moments, now);
      const row = { id: signal, label, family };
      return groupOf('balance', row, model.balance.capFactor * unit, [termOf(false, make, moments.at(-1) ?? null, of)]);
    });
  return axisOf([{ cap: null, groups }], null);
}

const relevanceOf = (model: Model, industry: string | null, signal: Signal): number =>
  (industry === null ? undefined : model.balance.relevance[industry]?.[signal]) ?? 1;
