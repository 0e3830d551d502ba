/** Numbers, spans of time and bands in a rep's words. */
import type { Sla } from '../../shared/score/snapshot';
import { BANDS, CLOCK, SLA, SPANS } from '../english/surfaces';
import type { Brief, Standing } from './reading';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LEVELS = ['cold', 'warm', 'hot', 'super_hot'] as const;

export const levelWord = (score: Standing): string => BANDS.levels[score.points.level];

/** In: a value. Out: at most one decimal, with a true minus sign: `−3.5`, `20`. */
export const figure = (value: number): string => (Math.round(value * 10) / 10 || 0).toString().replace('-', '−');

/** In: a value. Out: the same with a plus sign when it is above zero. */
export const signed = (value: number): string => (value > 0 ? '+' : '') + figure(value);

/** In: a span (ms). Out: its coarsest useful unit, rounded down: `40 s`, `12 min`, `31 h`, `9 days`. Hours reach to three days. */
export function span(ms: number): string {
  if (ms < MINUTE) return SPANS.seconds(Math.max(1, Math.floor(ms / 1000)));
  if (ms < HOUR) return SPANS.minutes(Math.floor(ms / MINUTE));
  if (ms < 3 * DAY) return SPANS.hours(Math.floor(ms / HOUR));
  return SPANS.days(Math.floor(ms / DAY));
}

/** In: a moment (RFC 3339) and now (ms). Out: how long ago; the very last minute is `just now`. */
export function ago(moment: string, now: number): string {
  const age = now - Date.parse(moment);
  return age < MINUTE ? SPANS.now : SPANS.ago(span(age));
}

/** In: what was promised, now (ms). Out: how long there is for it still, or was: `answer due in 3 h`, `answer 2 h overdue`. */
export const owed = ({ dueAt }: Sla, now: number): string =>
  now < dueAt ? SLA.due(span(dueAt - now)) : SLA.overdue(span(now - dueAt));

/** In: a reading and now (ms). Out: what happens to it by itself: `urgent for about 31 h more, then T2`, `cools to T3 in 9 h`; null when nothing does. */
export function clock({ score, next }: Brief, now: number): string | null {
  if (next === null) return null;
  const left = span(Math.max(0, next.at - now));
  const [tier, then] = [score.balance.tier, next.score.balance.tier];
  const nameOf = (of: typeof tier) => (of === null ? BANDS.noTier : BANDS.tier(of));
  if (tier === 1 && then !== 1) return CLOCK.urgent(left, nameOf(then));
  if (tier !== then) return then === null ? CLOCK.leaves(nameOf(tier), left) : CLOCK.cools(nameOf(then), left);
  const step = LEVELS.indexOf(next.score.points.level) - LEVELS.indexOf(score.points.level);
  return step === 0 ? null : CLOCK[step < 0 ? 'cools' : 'warms'](levelWord(next.score), left);
}
