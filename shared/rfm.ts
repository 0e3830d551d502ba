/** RFM: how recently, how often and for how much customers buy, scored by quintile over the base and named as a segment. */
import { DAY } from './event';
import { Borders, bordersOf, type Figures, scoresOf } from './rfm/borders';
import { DEFAULT_SEGMENTS } from './rfm/default';
import { type Scores, Segment, Segments, segmentOf } from './rfm/segments';

export { Borders, bordersOf, DEFAULT_SEGMENTS, type Figures, type Scores, Segment, Segments, segmentOf };

/** In no currency is a purchase larger; what is came from a broken import, and would drown the base. */
const MOST = 1e15;
/** Parts of a unit that are kept: no currency of ISO 4217 has more than four decimals. */
const PARTS = 1e4;

export interface Purchase {
  /** Epoch milliseconds. */
  at: number;
  /** In the workspace's currency; below 0 it is a refund. */
  amount: number;
}

/** Purchases that do not count: money that went back, and what lies after `now` (a refund there is counted here). */
export interface LeftOut {
  refunds: number;
  future: number;
}

export interface Rfm extends Figures, Scores {
  /** The segment's name and what people read for it. */
  segment: string;
  label: string;
  /** One sentence: what the customer did, and what that makes of it. */
  reason: string;
}
/** A customer without a purchase that counts has no score and is no part of the base. */
export type RfmAnswer = (Rfm | { unscored: 'no_purchases' }) & { leftOut: LeftOut };

export interface RfmBase {
  /** One answer per customer, in the order in which they came in. */
  customers: Map<string, RfmAnswer>;
  /** To score one customer later, without the base. */
  borders: Borders;
  leftOut: LeftOut;
}

/**
 * In: each customer's purchases in any order, the table of segments, the moment (ms). Out: everybody's scores with their
 * reason, the borders between the scores, and what was left out. Throws on a number that is none, naming customer and field.
 */
export function rfmOf(
  purchasesByCustomer: ReadonlyMap<string, readonly Purchase[]>,
  segments: Segments,
  now: number,
): RfmBase {
  const histories = [...purchasesByCustomer].map(([customer, purchases]) => ({
    customer,
    ...figuresOf(customer, purchases, now),
  }));
  const borders = bordersOf(histories.flatMap(({ figures }) => figures ?? []));
  const answers = histories.map(({ customer, figures, leftOut }): [string, RfmAnswer] => [
    customer,
    { ...(figures === null ? { unscored: 'no_purchases' } : rfmScore(figures, borders, segments)), leftOut },
  ]);
  const count = (kind: keyof LeftOut): number => histories.reduce((sum, { leftOut }) => sum + leftOut[kind], 0);
  return { customers: new Map(answers), borders, leftOut: { refunds: count('refunds'), future: count('future') } };
}

/**
 * In: a customer's name for errors, its purchases in any order, the moment (ms). Out: their figures, null when none counts, and
 * how many were left out. A purchase for 0 counts.
 */
export function figuresOf(
  customer: string,
  purchases: readonly Purchase[],
  now: number,
): { figures: Figures | null; leftOut: LeftOut } {
  if (!Number.isFinite(now)) throw new RangeError(`now is ${now}: pass epoch milliseconds`);
  for (const [i, purchase] of purchases.entries()) {
    const fault = faultOf(purchase);
    if (fault !== null) throw new RangeError(`customer "${customer}": purchases.${i}.${fault}`);
  }
  const past = purchases.filter(({ at }) => at <= now);
  const bought = past.filter(({ amount }) => amount >= 0);
  const leftOut = { refunds: past.length - bought.length, future: purchases.length - past.length };
  if (bought.length === 0) return { figures: null, leftOut };
  const lastAt = bought.reduce((last, { at }) => Math.max(last, at), Number.NEGATIVE_INFINITY);
  const recencyDays = Math.floor((now - lastAt) / DAY);
  return { figures: { recencyDays, frequency: bought.length, monetary: total(bought) }, leftOut };
}

/**
 * In: one customer's figures, the borders of a base, the table of segments. Out: the scores with segment and reason: for a
 * customer of that base, the very ones that `rfmOf` gives.
 */
export function rfmScore(one: Figures, borders: Borders, segments: Segments): Rfm {
  const scores = scoresOf(one, borders);
  const { name, label } = segmentOf(scores, segments);
  return {
    ...one,
    ...scores,
    segment: name,
    label,
    reason: `${deeds(one)}: ${standing(scores, borders)}, hence “${label}”.`,
  };
}

function faultOf({ at, amount }: Purchase): string | null {
  if (!Number.isFinite(at)) return `at is ${at}: pass epoch milliseconds`;
  if (!Number.isFinite(amount)) return `amount is ${amount}: pass a finite number`;
  return amount > MOST ? `amount is ${amount}: pass at most ${MOST}` : null;
}

/** Added from the smallest on, so that the order of arrival never matters, and rounded, so that 0.1 + 0.2 ties with 0.3. */
function total(bought: readonly Purchase[]): number {
  const amounts = bought.map(({ amount }) => amount).sort((a, b) => a - b);
  return Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * PARTS) / PARTS;
}

function deeds({ recencyDays, frequency, monetary }: Figures): string {
  const ago = recencyDays === 0 ? 'less than a day ago' : recencyDays === 1 ? '1 day ago' : `${recencyDays} days ago`;
  const money = monetary.toFixed(2);
  return frequency === 1 ? `Bought once, for ${money}, ${ago}` : `Bought ${frequency} times for ${money}, last ${ago}`;
}

function standing({ r, f, m }: Scores, borders: Borders): string {
  const scores = `recency ${r}, frequency ${f} and amount ${m} of 5`;
  const alike = [
    ...(borders.recencyDays.length === 0 ? ['recency'] : []),
    ...(borders.frequency.length === 0 ? ['frequency'] : []),
    ...(borders.monetary.length === 0 ? ['amount'] : []),
  ];
  if (alike.length === 0) return scores;
  return `${scores}, as nothing sets customers apart${alike.length === 3 ? '' : ` in ${alike.join(' and ')}`}`;
}
