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

/** In: ms. Out: RFC 3339 in UTC. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * In: points as floating point left them. Out: the nearest billionth: a value meant to be 30 is 30, in whatever order it was
 * added up and whichever engine raised the powers, and what is given and taken alike is 0. Never −0.
 */
export const exact = (points: number): number => (Math.sign(points) * Math.round(Math.abs(points) * 1e9)) / 1e9 + 0;

/** In: a line's parts. Out: the line, with what decay took. */
export function reason(
  axis: Reason['axis'],
  { id, label, family }: { id: string; label: string; family: Family },
  line: { points: number; peak: number; touches: number; lastAt: number | null; source: string },
): Reason {
  const { touches, lastAt, source } = line;
  const points = exact(line.points);
  const peak = exact(line.peak);
  const lastSeen = lastAt === null ? null : iso(lastAt);
  return {
    axis,
    rule: id,
    label,
    family,
    points,
    peak,
    lostToDecay: exact(peak - points),
    touches,
    lastAt: lastSeen,
    source,
  };
}

/** In: the lines that a cap covers, and by how much it bites (signed). Out: the cap's own line. */
export const capReason = (
  axis: Reason['axis'],
  of: { id: string; label: string; family: Family },
  points: number,
): Reason =>
  reason(
    axis,
    { ...of, id: `cap:${of.id}`, label: `${of.label}: cap` },
    { points, peak: points, touches: 0, lastAt: null, source: 'model' },
  );

/** The value of an axis: the sum of its lines. */
export const sumOf = (reasons: Reason[]): number => exact(reasons.reduce((sum, { points }) => sum + points, 0));
