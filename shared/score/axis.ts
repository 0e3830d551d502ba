/** One axis of a score: what is given in groups, these in families, each under its cap, and the receipt of it. */
import { pointsAt } from './piece';
import { billionths, type Head, headOf, lineOf, points, type Reason, type Row } from './reason';
import type { Term } from './terms';

export interface Axis {
  /** The receipt's sum without the receipt; two moments (ms) give a bound, as in `Term`. */
  at(falling: number, rising: number): number;
  /** Adds the receipt's lines of a moment (ms) to a list. Out: their sum. */
  addReasons(to: Reason[], now: number): number;
  /** What the first family gives at a moment (ms), of what was true since another one; what no source said is always true. */
  firstAt(now: number, since: number): number;
  /** Whether any part can rise with time. */
  canRise: boolean;
}
/** A bound in billionths, which makes a line of the receipt when it bites. */
interface Cap {
  most: number;
  head: Head;
}
/** Terms, each a line of the receipt, under a cap of their own. */
interface Group {
  cap: Cap | null;
  terms: (Term & { head: Head })[];
}
export interface Family {
  cap: Cap | null;
  groups: Group[];
}
type Name = Reason['axis'];

/** In: an axis, what a cap covers, the points that it leaves. Out: the cap, if any. */
export const capOf = (axis: Name, { id, label, family }: Row, most: number | null = null): Cap | null =>
  most === null
    ? null
    : {
        most: billionths(most),
        head: headOf(axis, { id: `cap:${id}`, label: `${label}: cap`, family }, null, 'model'),
      };

/** In: an axis, the row of its lines, the points at most (null: any), what is given. Out: the group. */
export const groupOf = (axis: Name, row: Row, most: number | null, terms: Term[]): Group => ({
  cap: capOf(axis, row, most),
  terms: terms.map((term) => ({ ...term, head: headOf(axis, row, term.lastAt, term.source) })),
});

/** In: families in the order of the receipt, the cap on all. Out: the axis. */
export const axisOf = (families: Family[], total: Cap | null): Axis => ({
  addReasons: (to, now) => {
    let value = 0;
    for (const family of families) value += addFamily(to, family, now);
    return points(addCap(to, total, value));
  },
  at: (falling, rising) => {
    let value = 0;
    for (const family of families) value += familyAt(family, falling, rising, Number.NEGATIVE_INFINITY);
    return points(under(total, value));
  },
  firstAt: (now, since) => points(familyAt(families[0], now, now, since)),
  canRise: families.some(({ groups }) => groups.some(({ terms }) => terms.some(({ canRise }) => canRise))),
});

function addFamily(to: Reason[], { groups, cap }: Family, now: number): number {
  let sum = 0;
  for (const group of groups) sum += addGroup(to, group, now);
  return addCap(to, cap, sum);
}

function addGroup(to: Reason[], { cap, terms }: Group, now: number): number {
  let sum = 0;
  for (const { pieceAt, head } of terms) {
    const piece = pieceAt(now);
    if (piece.peak === 0) continue;
    const value = pointsAt(piece, now);
    to.push(lineOf(head, value, piece.peak, piece.touches));
    sum += value;
  }
  return addCap(to, cap, sum);
}

/** Adds the line of a cap that bites. Out: what it leaves of a sum. */
function addCap(to: Reason[], cap: Cap | null, sum: number): number {
  if (cap === null) return sum;
  const left = under(cap, sum);
  if (left !== sum) to.push(lineOf(cap.head, left - sum, left - sum, 0));
  return left;
}

/** A family under its cap; of groups only what was true since a moment (ms), each under its own. */
function familyAt(family: Family | undefined, falling: number, rising: number, since: number): number {
  if (family === undefined) return 0;
  let value = 0;
  for (const { cap, terms } of family.groups) {
    let sum = 0;
    for (const { at, lastAt } of terms) if ((lastAt ?? since) >= since) sum += at(falling, rising);
    value += under(cap, sum);
  }
  return under(family.cap, value);
}

/** In: a cap and a sum. Out: what is left of the sum: a cap below 0 bounds a loss. */
function under(cap: Cap | null, sum: number): number {
  if (cap === null) return sum;
  return cap.most >= 0 ? Math.min(sum, cap.most) : Math.max(sum, cap.most);
}
