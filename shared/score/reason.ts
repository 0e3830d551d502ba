/** One line of the receipt: what gave points, how many at its peak, and what decay took. */
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
