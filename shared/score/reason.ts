/** One line of the receipt: what gave points, how many at its peak, and what decay took. */
import { DAY } from '../event';
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

/** Out: the same for moments that mostly lie on one day, four times as fast: only the time of day is written anew. */
export function isoClock(): typeof iso {
  let midnight = Number.NaN;
  let date = '';
  return (ms) => {
    if (!(ms >= midnight && ms < midnight + DAY)) {
      midnight = Math.floor(ms / DAY) * DAY;
      date = iso(midnight).slice(0, 11);
    }
    const s = Math.floor((ms - midnight) / 1000);
    const rest = ms - midnight - 1000 * s;
    return `${date}${two(s / 3600)}:${two((s / 60) % 60)}:${two(s % 60)}.${rest < 100 ? '0' : ''}${two(rest)}Z`;
  };
}
const two = (n: number): string => (n < 10 ? `0${Math.floor(n)}` : `${Math.floor(n)}`);

/**
 * In: points as floating point left them. Out: the nearest billionth: a value meant to be 30 is 30, in whatever order it was
 * added up and whichever engine raised the powers, and what is given and taken alike is 0. Never −0.
 */
export function exact(points: number): number {
  if ((points | 0) === points) return points + 0;
  return (points < 0 ? -Math.round(-points * 1e9) : Math.round(points * 1e9)) / 1e9 + 0;
}

/** In: a line's parts, points and peak to the billionth. Out: the line, with what decay took. */
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
  lostToDecay: peak === points ? 0 : exact(peak - points),
  touches,
  lastAt,
  source,
});

/** In: what a cap covers. Out: the row of the cap's own line. */
export const capRow = ({ id, label, family }: Row): Row => ({ id: `cap:${id}`, label: `${label}: cap`, family });

/** In: a cap's row, and by how much it bites (signed). Out: the cap's own line. */
export const capReason = (axis: Reason['axis'], row: Row, points: number): Reason =>
  reason(axis, row, points, points, 0, null, 'model');
