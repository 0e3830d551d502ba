/** Segments of customers as data: the name that each combination of the three scores gets, from the first row that fits. */
import * as v from 'valibot';
import { text } from '../event';

/** A customer's scores, each 1 (worst) to 5 (best). */
export interface Scores {
  r: number;
  f: number;
  m: number;
}

const Score = v.picklist([1, 2, 3, 4, 5], 'is not a score: write 1, 2, 3, 4 or 5');
const Range = v.pipe(
  v.strictTuple([Score, Score], 'is not a range: write [lowest, highest]'),
  v.check(([lowest, highest]) => lowest <= highest, 'runs backwards: write the lower score first'),
);

/** One row: the customers whose three scores all lie in its ranges, both ends included. */
export const Segment = v.strictObject({
  name: v.pipe(
    v.string(),
    v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a name: write up to 40 lower-case letters, digits and "_"'),
  ),
  label: v.pipe(text(80), v.minLength(1, 'is empty: write what people read')),
  r: Range,
  f: Range,
  m: Range,
});
export type Segment = v.InferOutput<typeof Segment>;

/** The table: rows may overlap (the first that fits wins), none has another's name, and none of the 125 combinations is left over. */
export const Segments = v.pipe(
  v.array(Segment),
  v.maxLength(125, 'has more rows than there are combinations (125): join some'),
  v.check(
    (rows) => twice(rows) === undefined,
    ({ input }) => `has two rows named "${twice(input)?.name}": give each a name of its own`,
  ),
  v.check(
    (rows) => uncovered(rows) === undefined,
    ({ input }) => `${leftOver(uncovered(input))}: widen a row, or end with one of r, f and m [1, 5]`,
  ),
);
export type Segments = v.InferOutput<typeof Segments>;

/** In: scores and a table. Out: the first row that fits. Throws when the table never went through its schema and has none. */
export function segmentOf(scores: Scores, segments: Segments): Segment {
  const segment = segments.find((row) => isIn(row, scores));
  if (segment === undefined) throw new RangeError(`the table of segments ${leftOver(scores)}`);
  return segment;
}

const isIn = ({ r, f, m }: Segment, scores: Scores): boolean =>
  isWithin(r, scores.r) && isWithin(f, scores.f) && isWithin(m, scores.m);

const isWithin = ([lowest, highest]: Segment['r'], score: number): boolean => lowest <= score && score <= highest;

const twice = (rows: Segment[]): Segment | undefined =>
  rows.find(({ name }, i) => rows.findIndex((other) => other.name === name) < i);

const uncovered = (rows: Segment[]): Scores | undefined =>
  combinations().find((scores) => !rows.some((row) => isIn(row, scores)));

const EVERY_SCORE = [1, 2, 3, 4, 5];
/** All 125, worst first. */
const combinations = (): Scores[] =>
  EVERY_SCORE.flatMap((r) => EVERY_SCORE.flatMap((f) => EVERY_SCORE.map((m) => ({ r, f, m }))));

const leftOver = (scores: Scores | undefined): string =>
  `leaves r ${scores?.r}, f ${scores?.f}, m ${scores?.m} without a segment`;
