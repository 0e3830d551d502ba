/** When a score will next change its tier or level if nothing happens (scoring.md §5, promise 6). */
import { HOUR } from '../event';

/**
 * In: the moment now and the last one to look at (ms), and the band at a bound: `band(falling, rising)` takes what can only fall
 * with time at one moment and what can only rise at another. Out: the first later ms whose band differs, or null.
 * Over a stretch of time the value lies between the bound that falls most and the one that rises most; where both are in
 * today's band nothing changes, else the stretch is halved, down to an hour: a change that is undone within the hour is none
 * (else a rise and a fall that cancel out on a cut-off would be looked at millisecond by millisecond).
 */
export function firstChange<Band>(
  now: number,
  until: number,
  band: (falling: number, rising: number) => Band,
): number | null {
  const today = band(now, now);
  const search = (from: number, to: number): number | null => {
    if (band(to, from) === today && band(from, to) === today) return null;
    if (to - from <= HOUR) return band(to, to) === today ? null : changeIn(from, to);
    const middle = Math.floor((from + to) / 2);
    return search(from, middle) ?? search(middle, to);
  };
  /** The band is today's at `from` and another one at `to`. */
  const changeIn = (from: number, to: number): number => {
    if (to - from <= 1) return to;
    const middle = Math.floor((from + to) / 2);
    return band(middle, middle) === today ? changeIn(middle, to) : changeIn(from, middle);
  };
  return search(now, until);
}
