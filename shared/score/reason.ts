/** One line of the receipt: what gave points, how many at its peak, and what decay took. */
import { HOUR } from '../event';
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

/** Out: the same, several times as fast for moments that mostly lie in one hour. */
export function isoClock(): typeof iso {
  let hour = Number.NaN;
  let text = '';
  return (ms) => {
    const rest = ms - hour;
    if (rest >= 0 && rest < HOUR) {
      // A minute has 60,000 ms, and the next one 100,000 of this number: it ends in mmssSSS.
      const digits = String(1e7 + rest + Math.floor(rest / 60_000) * 40_000);
      return `${text}${digits.slice(1, 3)}:${digits.slice(3, 5)}.${digits.slice(5)}Z`;
    }
    hour = Math.floor(ms / HOUR) * HOUR;
    const whole = iso(ms);
    text = whole.slice(0, -10);
    return whole;
  };
}

const BILLION = 1e9;

/**
 * In: points as floating point left them. Out: their billionths, an integer: a value meant to be 30 is 30, in whatever order it was
 * added up and whichever engine raised the powers, and what is given and taken alike is 0. (`Math.round` asks which side it is on, which no
 * processor foresees: a fifth of a score's time.)
 */
export const billionths = (points: number): number => Math.trunc(points * BILLION + (points < 0 ? -0.5 : 0.5));

/** In: billionths. Out: points. Never −0. */
export const points = (billionths: number): number => billionths / BILLION + 0;

/** In: points as floating point left them. Out: the nearest billionth. */
export const exact = (value: number): number => points(billionths(value));

/** What is the same on every line that a term or a cap makes. */
export type Head = Pick<Reason, 'axis' | 'rule' | 'label' | 'family' | 'lastAt' | 'source'>;

/** In: the axis, what its lines are about, the moment of the last touch (ms), whose word it is. Out: what they have in common. */
export const headOf = (
  axis: Reason['axis'],
  { id, label, family }: Row,
  lastAt: number | null,
  source: string,
): Head => ({
  ...{ axis, rule: id, label, family, source },
  lastAt: lastAt === null ? null : iso(lastAt),
});

/** In: what is the same on every line; points and peak in billionths, touches. Out: the line, which tells what decay took. */
export const lineOf = (head: Head, value: number, peak: number, touches: number): Reason => ({
  axis: head.axis,
  rule: head.rule,
  label: head.label,
  family: head.family,
  points: points(value),
  peak: points(peak),
  lostToDecay: points(peak - value),
  touches,
  lastAt: head.lastAt,
  source: head.source,
});
