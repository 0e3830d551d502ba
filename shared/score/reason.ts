/** One line of the receipt: what gave points, how many at its peak, and what decay took. */
import type { Family } from '../signal';

export interface Reason {
  axis: 'points' | 'balance';
  rule: string;
  label: string;
  family: Family;
  /** What it is worth now; a cap that bites is a line of its own with negative points. */
  points: number;
  /** What it was worth undecayed. */
  peak: number;
  lostToDecay: number;
  touches: number;
  lastAt: string | null;
  source: string;
}
/** What a line is about: a rule of the model, a signal, a cap. */
export interface Row {
  id: string;
  label: string;
  family: Family;
}

/** In: ms. Out: RFC 3339 in UTC. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * In: points as floating point left them. Out: the nearest billionth: a value meant to be 30 is 30, in whatever order it was
 * added up and whichever engine raised the powers, and what is given and taken alike is 0. Never −0.
 */
export const exact = (points: number): number => (Math.sign(points) * Math.round(Math.abs(points) * 1e9)) / 1e9 + 0;

/** In: a line's parts, points to the billionth. Out: the line, with what decay took. */
export const reason = (
  axis: Reason['axis'],
  { id, label, family }: Row,
  points: number,
  peak: number,
  touches: number,
  lastAt: string | null,
  source: string,
): Reason => ({
  axis,
  rule: id,
  label,
  family,
  points,
  peak,
  lostToDecay: exact(peak - points),
  touches,
  lastAt,
  source,
});

/** In: what a cap covers. Out: the row of the cap's own line. */
export const capRow = ({ id, label, family }: Row): Row => ({ id: `cap:${id}`, label: `${label}: cap`, family });

/** In: a cap's row, and by how much it bites (signed). Out: the cap's own line. */
export const capReason = (axis: Reason['axis'], row: Row, points: number): Reason =>
  reason(axis, row, points, points, 0, null, 'model');

/** The value of an axis: the sum of its lines. */
export function sumOf(reasons: Reason[]): number {
  let sum = 0;
  for (const { points } of reasons) sum += points;
  return exact(sum);
}
