/** Where bands begin and end: cut-offs hold at any moment, and the next change is known (scoring.md §5, promises 4 and 6). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/event';
import type { Rule } from '../../shared/model';
import { CHURN, EXPANSION } from '../../shared/presets';
import { score } from '../../shared/score';
import { tallyOf } from '../../shared/score/interpret';
import { history, MODEL, NOW, person, scored, snapshotOf, told } from './history';
import { facts, GROWS, GROWTH, LEAD, modelWith, rule, scoreOf } from './scoring';

const often = { numRuns: 150 };
const YEARS = 5 * 365 * DAY;
const steady = (points: number) => rule('steady', { when: { kind: 'touch', points: { demo_requested: points } } });
const fading = rule('fading', {
  when: { kind: 'touch', points: { pricing_viewed: 16 } },
  decay: { kind: 'halfLife', days: 7 },
});
const TOLD = facts(['demo_requested', DAY], ['pricing_viewed', 0]);

describe('cut-offs hold', () => {
  it('at any moment: a fresh touch is worth its points to the bit, and 30 is cold', () => {
    const nobody = { attributes: {}, account: null, email: null };
    fc.assert(
      fc.property(fc.integer({ min: NOW - YEARS, max: NOW }), (at) => {
        const facts = ['pricing_viewed', 'webinar_attended'].map((type) => ({ id: type, type, at, subject: 'v' }));
        const answer = score(snapshotOf(tallyOf(facts, MODEL, at), nobody, at), MODEL, at);
        expect(answer).toMatchObject({ score: { points: { value: 30, level: 'cold' } } });
      }),
      often,
    );
  });
});

describe('the next change is known', () => {
  it('until then tier and level stay; at that moment one of them differs', () => {
    const moments = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(history, person, moments, (facts, who, shares) => {
        const snapshot = told(facts, who);
        const band = (at: number) =>
          scored(score(snapshot, MODEL, at), ({ balance, points }) => `${balance.tier} ${points.level}`);
        scored(score(snapshot, MODEL, NOW), ({ nextChangeAt }) => {
          const end = nextChangeAt === null ? NOW + YEARS : Date.parse(nextChangeAt);
          for (const share of shares) expect(band(Math.floor(NOW + share * (end - 1 - NOW)))).toBe(band(NOW));
          expect(band(end - 1)).toBe(band(NOW));
          if (nextChangeAt !== null) expect(band(end)).not.toBe(band(NOW));
        });
      }),
      often,
    );
  });

  it('also of customers whose use grows and falls, and though a trend may rise with time alone', () => {
    const uses = fc.array(fc.integer({ min: 0, max: 120 * 24 }), { minLength: 1, maxLength: 60 });
    const nobody = { attributes: {}, account: null, email: null };
    fc.assert(
      fc.property(
        uses,
        fc.constantFrom(EXPANSION, CHURN),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (hours, model, share) => {
          const facts = hours.map((hour, i) => ({
            id: `u${i}`,
            type: 'product_used',
            at: NOW - hour * HOUR,
            subject: 'v',
          }));
          const snapshot = snapshotOf(tallyOf(facts, model, NOW), nobody);
          const levelAt = (at: number) =>
            scored(score(snapshot, model, at), ({ points, balance }) => [points.level, balance.tier]);
          scored(score(snapshot, model, NOW), ({ nextChangeAt }) => {
            const end = nextChangeAt === null ? NOW + YEARS : Date.parse(nextChangeAt);
            expect(levelAt(Math.floor(NOW + share * (end - 1 - NOW)))).toEqual(levelAt(NOW));
            if (nextChangeAt !== null) expect(levelAt(end)).not.toEqual(levelAt(NOW));
          });
        },
      ),
      often,
    );
  });

  it('is found at once where a rise and a fall cancel out on a cut-off', () => {
    const touch = (id: string, points: Record<string, number>, decay: Rule['decay']): Rule => {
      return { id, family: 'intent', label: id, why: 'a test', cap: null, decay, when: { kind: 'touch', points } };
    };
    const rules = [
      touch('base', { demo_requested: 30 }, { kind: 'none' }),
      touch('up', { pricing_viewed: 15 }, { kind: 'halfLife', days: 7 }),
      touch('down', { unsubscribed: -15 }, { kind: 'halfLife', days: 7 }),
    ];
    const model = { ...MODEL, rules, balance: { ...MODEL.balance, weights: {} } };
    const facts = ['demo_requested', 'pricing_viewed', 'unsubscribed'].map((type) => ({
      id: type,
      type,
      at: NOW,
      subject: 'v',
    }));
    const who = { attributes: {}, account: null, email: null };
    const answer = score(snapshotOf(tallyOf(facts, model, NOW), who), model, NOW);
    expect(answer).toMatchObject({ score: { points: { value: 30, level: 'cold' }, nextChangeAt: null } });
  });

  it('a rise that is undone later is the next change: a trend that looks well for ten days, with time alone', () => {
    const model = modelWith([steady(30), GROWS]);
    const past = facts(['demo_requested', DAY], ...GROWTH);
    expect(scoreOf(model, past)).toMatchObject({
      points: { value: 30, level: 'cold' },
      nextChangeAt: '2026-11-28T00:00:00.000Z',
    });
    expect(scoreOf(model, past, LEAD, NOW + 6 * DAY)).toMatchObject({
      points: { value: 40, level: 'warm' },
      nextChangeAt: '2026-12-08T00:00:00.000Z',
    });
  });

  it.each([
    ['a minus ends', -20, { kind: 'fresh', of: 'lead', attribute: 'title', days: 30, points: -20 }],
    ['a touch that takes leaves its window', -20, { kind: 'touch', points: { pricing_viewed: -20 } }],
    ['a volume that takes', -20, { kind: 'volume', signals: ['pricing_viewed'], count: 1, days: 30, points: -20 }],
    ['a cluster that takes', -20, { kind: 'cluster', signals: ['pricing_viewed'], count: 1, hours: 1, points: -20 }],
    ['an absence gives', 0, { kind: 'inactive', steps: [{ days: 30, points: 20 }] }],
  ] as [string, number, Rule['when']][])(
    'a fall before a rise is the next change: points fade, and later %s',
    (_, of, when) => {
      const model = modelWith([steady(50 - of), fading, rule('late', { when, windowDays: 30 })]);
      expect(scoreOf(model, TOLD)).toMatchObject({
        points: { value: 66, level: 'hot' },
        // 16 points are 10 after 7 × log2 1.6 days.
        nextChangeAt: '2026-11-27T05:54:57.889Z',
      });
    },
  );

  it('is found behind a rise and a fall that cancel out on a cut-off, though it is undone later', () => {
    const down = rule('down', { when: { kind: 'touch', points: { unsubscribed: -16 } }, decay: fading.decay });
    const model = modelWith([steady(30), fading, down, GROWS]);
    const past = facts(['demo_requested', DAY], ['pricing_viewed', 0], ['unsubscribed', 0], ...GROWTH);
    expect(scoreOf(model, past)).toMatchObject({
      points: { value: 30, level: 'cold' },
      nextChangeAt: '2026-11-28T00:00:00.000Z',
    });
  });
});
