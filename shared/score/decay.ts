/** How a touch's points fade with its age, for each kind of decay (scoring.md §3). */
import { DAY } from '../event';
import type { Rule } from '../model';

/** In: a rule, a touch's age (ms; negative counts as 0). Out: what is left of its points, 0–1. */
export function fade(rule: Rule, age: number): number {
  const { decay } = rule;
  if (age > spanOf(rule)) return 0;
  if (decay.kind === 'none') return 1;
  if (decay.kind === 'linear') return Math.min(1, 1 - age / (decay.days * DAY));
  return Math.min(1, 0.5 ** ((age - holdOf(rule)) / (decay.days * DAY)));
}

/** The age (ms) up to which points stay whole before they are halved. */
export const holdOf = ({ decay }: Rule): number => (decay.kind === 'holdThenHalfLife' ? decay.holdDays * DAY : 0);

/** The half-life (ms), or null for a decay without one. */
export const halfLifeOf = ({ decay }: Rule): number | null =>
  decay.kind === 'halfLife' || decay.kind === 'holdThenHalfLife' ? decay.days * DAY : null;

/** The age (ms) after which a touch is worth nothing; endless for what only halves. */
export function spanOf({ decay, windowDays = Number.POSITIVE_INFINITY }: Rule): number {
  return DAY * Math.min(windowDays, decay.kind === 'linear' ? decay.days : Number.POSITIVE_INFINITY);
}

/** Whether touches can be summed once and for all: what ends at an age of its own must be kept one by one until then. */
export const isSummable = (rule: Rule): boolean => spanOf(rule) === Number.POSITIVE_INFINITY;
