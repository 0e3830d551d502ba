/** One line of the receipt: what gave points, how many at its peak, and what decay took. Answers share the lines that stay the same. */
import type { Family } from '../signal';

export interface Reason {
  readonly axis: 'points' | 'balance';
  readonly rule: string;
  readonly label: string;
  readonly family: Family;
  /** What it is worth now; a cap that bites is a line of its own with negative points. */
  readonly points: number;
  /** What it was worth undecayed. */
  readonly peak: number;
  readonly lostToDecay: number;
  readonly touches: number;
  readonly lastAt: string | null;
  readonly source: string;
}
/** What a line is about: a rule of the model, a signal, a cap. */
export interface Row {
  id: string;
  label: string;
  family: Family;
}

/** In: ms. Out: RFC 3339 in UTC. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/** Out: the same, several times as fast for moments that mostly lie in one second. */
export function isoClock(): typeof iso {
  let second = Number.NaN;
  let text = '';
  return (ms) => {
    const rest = ms - second;
    if (rest >= 0 && rest < 1000) return `${text}${String(1000 + rest).slice(1)}Z`;
    second = Math.floor(ms / 1000) * 1000;
    text = iso(second).slice(0, 20);
    return iso(ms);
  };
}

const BILLION = 1e9;

/**
 * In: points as floating point left them. Out: their billionths, an integer: a value meant to be 30 is 30, in whatever order it was
 * added up and whichever engine raised the powers, and what is given and taken alike is 0.
 */
export const billionths = (points: number): number =>
  points < 0 ? -Math.round(-points * BILLION) : Math.round(points * BILLION);

/** In: billionths. Out: points. Never −0. */
export const points = (billionths: number): number => billionths / BILLION + 0;

/** In: points as floating point left them. Out: the nearest billionth. */
export const exact = (value: number): number => points(billionths(value));

/** Writes the lines of one row. In: points and peak in billionths, touches, which the peak tells apart. Out: the line, the last one while it says the same. */
export type Writer = (value: number, peak: number, touches: number) => Reason;

/** In: what is the same on every line of a row. Out: its writer, which tells what decay took. */
export function writer(
  axis: Reason['axis'],
  { id, label, family }: Row,
  lastAt: number | null,
  source: string,
): Writer {
  const seenAt = lastAt === null ? null : iso(lastAt);
  let [lastValue, lastPeak] = [0, 0];
  let line: Reason | undefined;
  return (value, peak, touches) => {
    if (line !== undefined && value === lastValue && peak === lastPeak) return line;
    lastValue = value;
    lastPeak = peak;
    line = {
      axis,
      rule: id,
      label,
      family,
      points: points(value),
      peak: points(peak),
      lostToDecay: points(peak - value),
      touches,
      lastAt: seenAt,
      source,
    };
    return line;
  };
}
