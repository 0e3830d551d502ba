/** How a touch's points fade with its age, for each kind of decay (scoring.md §3). */
import { DAY } from '../event';
import type { Rule } from '../model';

/** The part of a rule that is about time. */
export type Fading = Pick<Rule, 'decay' | 'windowDays'>;

/** In: a time, a half-life (ms each). Out: what is left of 1. The exponential is faster than the power, and no less exact. */
export const halved = (time: number, halfLife: number): number => Math.exp((-Math.LN2 * time) / halfLife);

/** The age (ms) up to which points stay whole before they are halved. */
export const holdOf = ({ decay }: Fading): number => (decay.kind === 'holdThenHalfLife' ? decay.holdDays * DAY : 0);

/** The half-life (ms), or null for a decay without one. */
export const halfLifeOf = ({ decay }: Fading): number | null =>
  decay.kind === 'halfLife' || decay.kind === 'holdThenHalfLife' ? decay.days * DAY : null;

/** The age (ms) after which a touch is worth nothing; endless for what only halves. */
export function spanOf({ decay, windowDays = Number.POSITIVE_INFINITY }: Fading): number {
  return DAY * Math.min(windowDays, decay.kind === 'linear' ? decay.days : Number.POSITIVE_INFINITY);
}

/** Whether touches can be summed once and for all: what ends at an age of its own must be kept one by one until then. */
export const isSummable = (fading: Fading): boolean => spanOf(fading) === Number.POSITIVE_INFINITY;
