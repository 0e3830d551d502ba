/** The promises of a score (scoring.md §5), each for random histories. */
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import { type Score, type Snapshot, score, scoreAgain } from '../../shared/score';
import type { Fact } from '../../shared/score/fact';
import { tallyOf } from '../../shared/score/interpret';
import { SIGNAL_NAMES, SIGNALS } from '../../shared/signal';
import * as wire from '../../shared/wire';
import { arrivals, history, kept, MODEL, NOW, person, scored, snapshotOf, told } from './history';

const often = { numRuns: 150 };
const YEARS = 5 * 365 * DAY;
const later = fc.oneof(fc.integer({ min: 0, max: 10 * DAY }), fc.integer({ min: 0, max: YEARS }));
const positive = SIGNAL_NAMES.filter((signal) => SIGNALS[signal].weight > 0);

describe('derived, never incremented', () => {
  it('the order of the facts does not matter', () => {
    const shuffled = history.chain((facts) =>
      fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, { minLength: facts.length })),
    );
    fc.assert(
      fc.property(shuffled, person, ([facts, others], who) => {
        expect(tallyOf(others, MODEL, NOW)).toEqual(tallyOf(facts, MODEL, NOW));
        expect(score(told(others, who), MODEL, NOW)).toEqual(score(told(facts, who), MODEL, NOW));
      }),
      often,
    );
  });

  it('facts added as they arrive, in batches of any size, give what the whole history gives', () => {
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: 1, max: 8 })), person, (list, sizes, who) => {
        const tally = kept(list, sizes);
        const whole = tallyOf(
          list.map(({ fact }) => fact),
          MODEL,
          NOW,
        );
        expect(tally).toEqual(whole);
        expect(score(snapshotOf(tally, who), MODEL, NOW)).toEqual(score(snapshotOf(whole, who), MODEL, NOW));
      }),
      often,
    );
  });

  it('an older copy gives the same score at a later moment as the ledger', () => {
    fc.assert(
      fc.property(history, person, later, (facts, who, ms) => {
        const then = NOW + ms;
        const ledger = { ...told(facts, who), tally: tallyOf(facts, MODEL, then) };
        expect(score(told(facts, who), MODEL, then)).toEqual(score(ledger, MODEL, then));
      }),
      often,
    );
  });

  it('any split of a history over visitors and the lead gives the same', () => {
    const split = history.chain((facts) => {
      // Attention is to a view of the same subject, evidence and consent are about whoever gives them.
      const own = facts.filter(({ type }) => !['page_engaged', 'form_submitted', 'consent_changed'].includes(type));
      const subject = fc.constantFrom('v:a', 'v:b', 'l:ld_1');
      return fc.tuple(fc.constant(own), fc.array(subject, { minLength: own.length, maxLength: own.length }));
    });
    fc.assert(
      fc.property(split, person, ([facts, subjects], who) => {
        const others = facts.map((fact, i) => ({ ...fact, subject: subjects[i] ?? 'v:a' }));
        const whole = facts.map((fact) => ({ ...fact, subject: 'l:ld_1' }));
        expect(score(told(others, who), MODEL, NOW)).toEqual(score(told(whole, who), MODEL, NOW));
      }),
      often,
    );
  });

  it('what was asked before does not matter: a snapshot that is asked again says what a new one says', () => {
    const moments = fc.array(later, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(history, person, moments, (facts, who, asked) => {
        const snapshot = told(facts, who);
        for (const ms of asked.flatMap((at) => [at, at + 1])) {
          expect(scoreAgain(snapshot, MODEL, NOW + ms)).toEqual(score(snapshot, MODEL, NOW + ms));
        }
      }),
      often,
    );
  });

  it('the same again gives the same, and changes nothing that went in', () => {
    fc.assert(
      fc.property(history, person, (facts, who) => {
        const snapshot = freeze(told(freeze(facts), who));
        expect(score(snapshot, freeze(structuredClone(MODEL)), NOW)).toEqual(score(snapshot, MODEL, NOW));
      }),
      often,
    );
  });

  it('a snapshot that has travelled gives the same score', () => {
    fc.assert(
      fc.property(history, person, later, (facts, who, ms) => {
        const snapshot = told(facts, who);
        const travelled = v.parse(wire.Snapshot, JSON.parse(JSON.stringify(snapshot)));
        expect(travelled).toEqual(snapshot);
        expect(score(travelled, MODEL, NOW + ms)).toEqual(score(snapshot, MODEL, NOW + ms));
      }),
      often,
    );
  });

  it('an answer survives JSON unchanged and fits its schema', () => {
    fc.assert(
      fc.property(history, person, later, (facts, who, ms) => {
        const answer = score(told(facts, who), MODEL, NOW + ms);
        expect(v.parse(wire.ScoreAnswer, JSON.parse(JSON.stringify(answer)))).toEqual(answer);
      }),
      often,
    );
  });
});

describe('reasons add up', () => {
  it('to the value of their axis, and the fit ones to the fit', () => {
    fc.assert(
      fc.property(history, person, later, (facts, who, ms) => {
        scored(score(told(facts, who), MODEL, NOW + ms), ({ balance, points, reasons }) => {
          const sum = (of: typeof reasons) => of.reduce((total, reason) => total + reason.points, 0);
          expect(sum(reasons.filter(({ axis }) => axis === 'balance'))).toBeCloseTo(balance.value, 9);
          expect(sum(reasons.filter(({ axis }) => axis === 'points'))).toBeCloseTo(points.value, 9);
          expect(sum(reasons.filter(({ family }) => family === 'fit'))).toBeCloseTo(points.fit.points, 9);
        });
      }),
      often,
    );
  });

  it('each with what decay took', () => {
    fc.assert(
      fc.property(history, person, later, (facts, who, ms) => {
        scored(score(told(facts, who), MODEL, NOW + ms), ({ reasons }) => {
          for (const { peak, points, lostToDecay } of reasons) expect(lostToDecay).toBeCloseTo(peak - points, 9);
        });
      }),
      often,
    );
  });
});

describe('monotone', () => {
  it('one more positive touch never lowers a score (but an old first visit may show an absence)', () => {
    const more = fc.record({ type: fc.constantFrom(...positive), ago: fc.integer({ min: 0, max: 40 * DAY }) });
    fc.assert(
      fc.property(history, person, more, (facts, who, { type, ago }) => {
        const fact: Fact = { id: 'more', type, at: NOW - ago, subject: 'lead:one_more' };
        const [before, after] = [told(facts, who), told([...facts, fact], who)];
        const isFirstVisit = before.tally.lastVisitAt === null;
        scored(score(before, MODEL, NOW), (less) => {
          scored(score(after, MODEL, NOW), (more) => {
            expect(more.balance.value).toBeGreaterThanOrEqual(less.balance.value);
            const absence = more.reasons.find(({ rule }) => rule === 'inactive')?.points ?? 0;
            expect(more.points.value - (isFirstVisit ? absence : 0)).toBeGreaterThanOrEqual(less.points.value - 1e-9);
            if (ago < 30 * DAY) expect(more.points.value).toBeGreaterThanOrEqual(less.points.value);
          });
        });
      }),
      often,
    );
  });

  it('time alone never raises what is positive', () => {
    fc.assert(
      fc.property(history, person, later, later, (facts, who, a, b) => {
        const [first, last] = [
          score(told(facts, who), MODEL, NOW + Math.min(a, b)),
          score(told(facts, who), MODEL, NOW + Math.max(a, b)),
        ];
        scored(first, (early) => {
          scored(last, (late) => {
            expect(late.balance.value).toBeLessThanOrEqual(early.balance.value);
            expect(positivePart(late)).toBeLessThanOrEqual(positivePart(early) + 1e-9);
          });
        });
      }),
      often,
    );
  });
});

/** What each rule gives above zero, with its cap. (What the bound of a family gives back of a loss is no gain.) */
function positivePart({ reasons }: Score): number {
  const rules = Map.groupBy(
    reasons.filter(({ axis, rule }) => axis === 'points' && !/^cap:(family_|total$)/.test(rule)),
    ({ rule }) => rule.replace(/^cap:/, ''),
  );
  return [...rules.values()].reduce(
    (sum, lines) =>
      sum +
      Math.max(
        0,
        lines.reduce((s, { points }) => s + points, 0),
      ),
    0,
  );
}

function freeze<T extends Snapshot | Fact[] | typeof MODEL>(value: T): T {
  const all = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    Object.values(inner).forEach(all);
    Object.freeze(inner);
  };
  all(value);
  return value;
}
