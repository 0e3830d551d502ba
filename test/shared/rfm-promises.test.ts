/** What RFM promises for any base of customers, each for random ones. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import { Borders, bordersOf, DEFAULT_SEGMENTS, type Purchase, type Rfm, rfmOf, rfmScore } from '../../shared/rfm';

const NOW = Date.UTC(2026, 10, 22, 12);
const often = { numRuns: 300 };

/** Few different moments and amounts, so that ties, refunds and purchases ahead are common; or any at all. */
const purchase = fc.oneof(
  fc.record({
    at: fc.integer({ min: -1, max: 6 }).map((days) => NOW - days * DAY),
    amount: fc.constantFrom(-5, 0, 0.1, 0.2, 0.3, 10, 20),
  }),
  fc.record({
    at: fc.integer({ min: NOW - 999 * DAY, max: NOW + DAY }),
    amount: fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  }),
);
const base = fc
  .array(fc.array(purchase, { maxLength: 4 }), { maxLength: 30 })
  .map((lists) => new Map(lists.map((purchases, i) => [`c${i}`, purchases])));

const scoredOf = (customers: Map<string, Purchase[]>): Rfm[] =>
  [...rfmOf(customers, DEFAULT_SEGMENTS, NOW).customers.values()].filter((answer) => 'segment' in answer);

const AXES = [
  { axis: 'recencyDays', score: 'r', better: -1 },
  { axis: 'frequency', score: 'f', better: 1 },
  { axis: 'monetary', score: 'm', better: 1 },
] as const;

describe('one customer scored against stored borders', () => {
  it('gets what the whole computation gives', () => {
    fc.assert(
      fc.property(base, (customers) => {
        const whole = rfmOf(customers, DEFAULT_SEGMENTS, NOW);
        const stored = v.parse(Borders, JSON.parse(JSON.stringify(whole.borders)));
        for (const answer of whole.customers.values()) {
          if (!('segment' in answer)) continue;
          const { recencyDays, frequency, monetary, leftOut: _, ...rest } = answer;
          const alone = rfmScore({ recencyDays, frequency, monetary }, stored, DEFAULT_SEGMENTS);
          expect(alone).toEqual({ recencyDays, frequency, monetary, ...rest });
        }
      }),
      often,
    );
  });
});

describe('the order of customers and purchases', () => {
  it('does not matter, and nothing that went in is changed', () => {
    const shuffled = base.chain((customers) => {
      const lists = [...customers].map(([name, purchases]) =>
        fc
          .shuffledSubarray(purchases, { minLength: purchases.length })
          .map((list): [string, Purchase[]] => [name, list]),
      );
      const entries = fc.tuple(...lists).chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
      return fc.tuple(fc.constant(customers), entries);
    });
    fc.assert(
      fc.property(shuffled, ([customers, entries]) => {
        const before = JSON.stringify([...customers]);
        const whole = rfmOf(customers, DEFAULT_SEGMENTS, NOW);
        expect(rfmOf(new Map(entries), DEFAULT_SEGMENTS, NOW)).toEqual(whole);
        expect(JSON.stringify([...customers])).toBe(before);
      }),
      often,
    );
  });
});

describe.each(AXES)('the scores for $axis', ({ axis, score, better }) => {
  it('are shared by ties, never lower for the better, 1 for the worst, 5 for the best, 3 when all are alike', () => {
    fc.assert(
      fc.property(base, (customers) => {
        const ranked = scoredOf(customers).toSorted((a, b) => better * (a[axis] - b[axis]));
        const [worst, best] = [ranked[0], ranked.at(-1)];
        for (const [i, one] of ranked.entries()) {
          const next = ranked[i + 1] ?? one;
          if (one[axis] === next[axis]) expect(next[score]).toBe(one[score]);
          expect(next[score]).toBeGreaterThanOrEqual(one[score]);
        }
        const isAlike = worst?.[axis] === best?.[axis];
        if (worst !== undefined) expect(worst[score]).toBe(isAlike ? 3 : 1);
        if (best !== undefined) expect(best[score]).toBe(isAlike ? 3 : 5);
        const different = new Set(ranked.map((one) => one[axis])).size;
        expect(new Set(ranked.map((one) => one[score])).size).toBeLessThanOrEqual(different);
      }),
      often,
    );
  });

  it('are fifths of the base where nobody ties', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 5, maxLength: 60 }), (values) => {
        const all = values.map((n) => ({ recencyDays: n, frequency: n, monetary: n }));
        const borders = bordersOf(all);
        const scores = all.map((one) => rfmScore(one, borders, DEFAULT_SEGMENTS)[score]);
        for (const wanted of [1, 2, 3, 4, 5]) {
          const share = scores.filter((given) => given === wanted).length;
          expect(Math.abs(share - values.length / 5)).toBeLessThanOrEqual(1);
        }
      }),
      often,
    );
  });
});

describe('the left out', () => {
  it('add up: what counts, what went back and what lies ahead are all purchases', () => {
    fc.assert(
      fc.property(base, (customers) => {
        const { leftOut } = rfmOf(customers, DEFAULT_SEGMENTS, NOW);
        const counted = scoredOf(customers).reduce((sum, { frequency }) => sum + frequency, 0);
        const all = [...customers.values()].flat();
        expect(leftOut.future).toBe(all.filter(({ at }) => at > NOW).length);
        expect(counted + leftOut.refunds + leftOut.future).toBe(all.length);
      }),
      often,
    );
  });
});
