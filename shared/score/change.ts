/** When a score will next change its tier or level if nothing happens (scoring.md §5, promise 6). */
import { HOUR } from '../event';

const MOST_HALVES = 500;

/** In: what can only fall with time read at one moment (ms), what can only rise at another. Out: the band of that bound. */
export type BandAt<Band> = (falling: number, rising: number) => Band;

/**
 * In: the band at a bound, whether any part can rise. Out: the first moment after `now` and not after `until` (ms) at which the band is
 * not today's any more; Infinity for none.
 * What can only fall leaves today's band once, and that moment is closed in on. Else, over a stretch of time, the value lies between the
 * bound that falls most and the one that rises most; where both are in today's band nothing changes. Each stretch is cut at the
 * roundest hour in it, and then in halves down to the millisecond. The hours are the clock's, so that the finding is the same from
 * whichever moment one looks. A rise and a fall that cancel out on a cut-off would be looked at millisecond by millisecond: after so
 * many halves a change that is undone within the hour is none.
 */
export function changeOf<Band>(band: BandAt<Band>, canRise: boolean, now: number, until: number): number {
  const today = band(now, now);
  /** The band is today's at `from` and another one at `to`. */
  const changeIn = (from: number, to: number): number => {
    if (to - from <= 1) return to;
    const cut = roundestHour(from, to) ?? Math.floor((from + to) / 2);
    return band(cut, cut) === today ? changeIn(cut, to) : changeIn(from, cut);
  };
  if (!canRise) return band(until, until) === today ? Infinity : changeIn(now, until);
  let halves = MOST_HALVES;
  const search = (from: number, to: number): number | null => {
    if (band(to, from) === today && band(from, to) === today) return null;
    const cut = roundestHour(from, to) ?? (halves-- > 0 ? Math.floor((from + to) / 2) : from);
    if (cut === from) return band(to, to) === today ? null : changeIn(from, to);
    return search(from, cut) ?? search(cut, to);
  };
  return search(now, until) ?? Infinity;
}

/** In: two moments (ms). Out: the full hour between them whose number since 1970 has the most factors of two, or null. */
function roundestHour(from: number, to: number): number | null {
  const first = Math.floor(from / HOUR) + 1;
  const last = Math.ceil(to / HOUR) - 1;
  if (last < first) return null;
  const step = 2 ** (31 - Math.clz32((first - 1) ^ last));
  return Math.floor(last / step) * step * HOUR;
}
