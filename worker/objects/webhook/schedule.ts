/** When a delivery that failed is tried again: ten times over a day, as Standard Webhooks suggests. */
import { HOUR, MINUTE } from '../../../shared/event';

/** Moments after the first attempt (ms). */
const ATTEMPTS = [0, 5000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** Up to so much of a pause is added to it, so that what failed together does not come back together. */
const JITTER = 0.1;

/** In: how many attempts have failed, a number in [0, 1). Out: the pause before the next one (ms), or null after the last. */
export function pauseAfter(attempts: number, random: number): number | null {
  const [last, next] = [ATTEMPTS[attempts - 1], ATTEMPTS[attempts]];
  return last === undefined || next === undefined ? null : Math.round((next - last) * (1 + JITTER * random));
}

/** A wish to be left alone for longer than this (ms) counts as this. */
const LONGEST_REST = HOUR;

/** In: a `Retry-After` (seconds or a date, RFC 9110 §10.2.3) or null, now (ms). Out: how long to wait (ms); 0 for nonsense. */
export function restAfter(header: string | null, now: number): number {
  const text = header?.trim() ?? '';
  const wished = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return wished > 0 ? Math.min(LONGEST_REST, wished) : 0;
}
