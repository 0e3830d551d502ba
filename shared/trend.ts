/** How a score has moved in a week: computed from two moments, never stored. */
import { DAY } from './event';
import type { Answer } from './score';
import { exact } from './score/reason';

/** ms */
export const TREND_SPAN = 7 * DAY;

export interface Trend {
  points: number;
  balance: number;
}

/** In: the answers of now and of a week ago. Out: the change of both axes; null while either has no score. */
export function trendOf(now: Answer, before: Answer): Trend | null {
  if (!('score' in now) || !('score' in before)) return null;
  return {
    points: exact(now.score.points.value - before.score.points.value),
    balance: exact(now.score.balance.value - before.score.balance.value),
  };
}
