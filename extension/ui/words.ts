/** Numbers, spans of time and bands in a rep's words. */
import type { Brief, Standing } from './reading';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LEVELS = { cold: 'cold', warm: 'warm', hot: 'hot', super_hot: 'super hot' } as const;
const BANDS = ['cold', 'warm', 'hot', 'super_hot'] as const;

export const levelWord = (score: Standing): string => LEVELS[score.points.level];

/** In: a value. Out: at most one decimal, with a true minus sign: `−3.5`, `20`. */
export const figure = (value: number): string => (Math.round(value * 10) / 10 || 0).toString().replace('-', '−');

/** In: a value. Out: the same with a plus sign when it is above zero. */
export const signed = (value: number): string => (value > 0 ? '+' : '') + figure(value);

/** In: a span (ms). Out: its coarsest useful unit, rounded down: `40 s`, `12 min`, `31 h`, `9 days`. Hours reach to three days. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(1, Math.floor(ms / 1000))} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 3 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return `${Math.floor(ms / DAY)} days`;
}

/** In: a moment (RFC 3339) and now (ms). Out: how long ago; the very last minute is `just now`. */
export function ago(moment: string, now: number): string {
  const age = now - Date.parse(moment);
  return age < MINUTE ? 'just now' : `${span(age)} ago`;
}

/** In: a reading and now (ms). Out: what happens to it by itself: `urgent for about 31 h more, then T2`, `cools to T3 in 9 h`; null when nothing does. */
export function clock({ score, next }: Brief, now: number): string | null {
  if (next === null) return null;
  const left = span(Math.max(0, next.at - now));
  const [tier, then] = [score.balance.tier, next.score.balance.tier];
  if (tier === 1 && then !== 1) return `urgent for about ${left} more, then ${then === null ? 'no tier' : `T${then}`}`;
  if (tier !== then) return then === null ? `leaves T${tier} in ${left}` : `cools to T${then} in ${left}`;
  const step = BANDS.indexOf(next.score.points.level) - BANDS.indexOf(score.points.level);
  return step === 0 ? null : `${step < 0 ? 'cools' : 'warms'} to ${levelWord(next.score)} in ${left}`;
}
