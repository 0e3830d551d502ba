/** A piece of time in which no touch begins to fade and none ends: what touches are worth in it is one formula, whatever their decay. */
import { DAY } from '../event';
import { type Fading, halfLifeOf, holdOf, spanOf } from './decay';
import { addToLine, emptyLine, type Line, worth } from './line';
import { billionths } from './reason';

/** What something gives at t ms after `since`: `whole + slope × t + fading × e^(rate × t)` points. */
export interface Piece {
  whole: number;
  slope: number;
  fading: number;
  rate: number;
  since: number;
  /** What it would give had nothing faded, in billionths of a point; how many touches count. */
  peak: number;
  touches: number;
  /** It holds after one moment and until another (ms). */
  after: number;
  until: number;
}

/** In: points, how many touches make them, after and until when (ms). Out: the same points at any moment of it. */
export const still = (points: number, touches: number, after: number, until = Infinity): Piece => {
  return { whole: points, slope: 0, fading: 0, rate: 0, since: 0, peak: billionths(points), touches, after, until };
};

/** In: a piece, a moment of it (ms). Out: what it gives then, in billionths of a point. */
export function pointsAt({ whole, slope, fading, rate, since }: Piece, now: number): number {
  const time = now - since;
  return billionths(whole + slope * time + (fading === 0 ? 0 : fading * Math.exp(rate * time)));
}

/**
 * In: what a touch gives, its decay, the moments (ms, ascending) of touches, now (ms), the sums that older touches were folded into.
 * Out: the piece that now lies in. Touches count whole until their hold is over (or a clock that runs ahead is caught up with).
 */
export function pieceOf(points: number, rule: Fading, moments: number[], now: number, line = emptyLine()): Piece {
  const [hold, span] = [holdOf(rule), spanOf(rule)];
  const living = moments.filter((at) => now - at <= span);
  const dead = moments.length - living.length;
  const after = dead === 0 ? -Infinity : (moments[dead - 1] ?? 0) + span;
  const until = (living[0] ?? Infinity) + span;
  const touches = living.length + line.count;
  if (rule.decay.kind === 'none') return still(points * touches, touches, after, until);

  const over = living.filter((at) => now - at >= hold);
  const began = (over.at(-1) ?? -Infinity) + hold;
  const next = (living[over.length] ?? Infinity) + hold - 1;
  // Assigned, not spread: pieces of one shape are read faster.
  return Object.assign(
    still(points * touches, touches, Math.max(after, began), Math.min(until, next)),
    fadingOf(points, rule, over, line),
    { whole: points * (living.length - over.length) },
  );
}

/** What fades, as one sum: all of it fades alike. */
function fadingOf(points: number, rule: Fading, over: number[], line: Line): Partial<Piece> {
  const { decay } = rule;
  if (decay.kind === 'linear') {
    const length = decay.days * DAY;
    const mean = over.reduce((all, at) => all + at, 0) / Math.max(1, over.length);
    return { slope: (-points * over.length) / length, since: mean + length };
  }
  const halfLife = halfLifeOf(rule) ?? 0;
  const { buckets } = withTouches(line, rule, over);
  const since = buckets.at(-1)?.[0] ?? 0;
  return { fading: points * worth(buckets, halfLife, since), rate: -Math.LN2 / halfLife, since };
}

/** In: a line, its rule, moments. Out: a line with these touches in its sums; the input is not changed. */
function withTouches(line: Line, rule: Fading, moments: number[]): Line {
  const copy: Line = { ...line, buckets: line.buckets.map(([end, part]) => [end, part]) };
  for (const at of moments) addToLine(copy, rule, at);
  return copy;
}

/** In: what makes a value and says after and until when it holds (ms). Out: the value at a moment, made again only when it may differ. */
export function kept<T extends { after: number; until: number }>(make: (now: number) => T): (now: number) => T {
  let last: T | undefined;
  return (now) => {
    if (last === undefined || now <= last.after || now > last.until) last = make(now);
    return last;
  };
}
