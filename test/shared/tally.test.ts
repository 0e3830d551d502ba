/** What a tally keeps of a history and what gives way: counts, days, exact touches, views that wait for attention. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/event';
import { DEFAULT, EXPANSION } from '../../shared/presets';
import type { Fact } from '../../shared/score/fact';
import { addFacts, tallyOf } from '../../shared/score/interpret';
import { horizonAt, nextCluster } from '../../shared/score/tally';
import { facts, modelWith, NOW, rule } from './scoring';

const HORIZON = horizonAt(NOW);
const fact = (type: string, at: number, more: Partial<Fact> = {}): Fact => {
  return { id: `${type}-${at}`, type, at, subject: 'v:a', ...more };
};
const view = (id: string, at: number) => fact('page_viewed', at, { id, url: 'https://acme.example/pricing' });
const attention = (page: string, at: number) => fact('page_engaged', at, { page, engagedMs: 1000 });
const repeated = (type: string, times: number) => facts(...Array.from({ length: times }, (_, i) => deed(type, i + 1)));
const deed = (type: string, ago: number): [string, number] => [type, ago];

describe('a tally', () => {
  it('counts touches, and deeds of the person among them', () => {
    const history = facts(['page_viewed', HOUR], ['email_opened', HOUR], ['news', HOUR], ['demo_requested', HOUR]);
    expect(tallyOf(history, DEFAULT, NOW)).toMatchObject({ touches: 4, deeds: 2 });
  });

  it('counts uses by day, of as many days as a trend looks at', () => {
    const midnight = NOW - 12 * HOUR;
    const uses = [0, 0, DAY, 55 * DAY, 56 * DAY].map((ago, i) => fact('product_used', NOW - ago, { id: `u${i}` }));
    expect(tallyOf(uses, EXPANSION, NOW).days.usage_trend).toEqual([
      [midnight - 55 * DAY, 1],
      [midnight - DAY, 1],
      [midnight, 2],
    ]);
  });

  it('keeps touches of one moment in the order of their names', () => {
    const tally = tallyOf(facts(['pricing_viewed', HOUR], ['email_clicked', HOUR], ['news', HOUR]), DEFAULT, NOW);
    expect(tally.recent.map(([, signal]) => signal)).toEqual(['email_clicked', 'news', 'pricing_viewed']);
  });

  it('keeps 500 exact touches of a signal; the oldest of that signal is summed', () => {
    const other = fact('news', NOW - HOUR);
    const kept = tallyOf([other, ...repeated('pricing_viewed', 500)], DEFAULT, NOW);
    expect([kept.recent.length, kept.lines]).toEqual([501, {}]);
    const full = tallyOf([other, ...repeated('pricing_viewed', 501)], DEFAULT, NOW);
    expect(full.recent.length).toBe(501);
    expect(full.recent.slice(0, 2)).toEqual([
      [NOW - HOUR, 'news'],
      [NOW - 500, 'pricing_viewed'],
    ]);
    expect(full.lines['pricing.pricing_viewed']).toMatchObject({ count: 1, lastAt: NOW - 501, exact: [] });
  });

  it('folds what lies before its horizon, whether told at once or caught up with', () => {
    const history = [fact('pricing_viewed', HORIZON), fact('pricing_viewed', HORIZON - 1)];
    const tally = tallyOf(history, DEFAULT, NOW);
    expect(tally.recent).toEqual([[HORIZON, 'pricing_viewed']]);
    const early = tallyOf(history, DEFAULT, NOW - DAY);
    expect(early.recent).toHaveLength(2);
    expect(addFacts(early, [], DEFAULT, NOW)).toBe(true);
    expect(early).toEqual(tally);
  });

  it('keeps folded touches that are still whole one by one, in order', () => {
    const decay = { kind: 'holdThenHalfLife', holdDays: 60, days: 5 } as const;
    const model = modelWith([rule('a', { decay, when: { kind: 'touch', points: { news: 5 } } })]);
    const ages = [20 * DAY, 40 * DAY, 30 * DAY];
    const history = facts(...ages.map((ago) => deed('news', ago)));
    expect(tallyOf(history, model, NOW).lines['a.news']?.exact).toEqual([
      NOW - 40 * DAY,
      NOW - 30 * DAY,
      NOW - 20 * DAY,
    ]);
  });
});

describe('views that wait for attention', () => {
  it('are forgotten a day after the horizon has passed them, and so is attention that waits for a view', () => {
    const since = HORIZON - DAY;
    const history = [
      ...[view('kept', since), view('past', since - 1)],
      ...[attention('heard', since), attention('unheard', since - 1)],
    ];
    expect(tallyOf(history, DEFAULT, NOW).views).toEqual({
      'v:a kept': { at: since, meaning: 0, engagedMs: 0, early: [] },
      'v:a heard': { at: null, meaning: null, engagedMs: 0, early: [[since, 1000]] },
    });
  });

  it('are forgotten though attention of more than a day later is not', () => {
    const history = [view('v', HORIZON - DAY - 1), attention('v', HORIZON)];
    expect(tallyOf(history, DEFAULT, NOW).views).toEqual({
      'v:a v': { at: null, meaning: null, engagedMs: 0, early: [[HORIZON, 1000]] },
    });
  });

  it('are 300 at most: the oldest gives way, to attention without a view as well', () => {
    const views = Array.from({ length: 300 }, (_, i) => view(`v${i}`, NOW - 1000 + i));
    expect(Object.keys(tallyOf(views, DEFAULT, NOW).views)).toHaveLength(300);
    const names = Object.keys(tallyOf([...views, attention('new', NOW)], DEFAULT, NOW).views);
    expect(names).toHaveLength(300);
    expect([names.includes('v:a v0'), names.includes('v:a new')]).toEqual([false, true]);
  });

  it('have 50 pieces of attention at most, the newest', () => {
    const pieces = Array.from({ length: 51 }, (_, i) => attention('v', NOW - 51 + i));
    const early = (count: number) => tallyOf(pieces.slice(-count), DEFAULT, NOW).views['v:a v']?.early ?? [];
    expect([early(50).length, early(50)[0]?.[0]]).toEqual([50, NOW - 50]);
    expect([early(51).length, early(51)[0]?.[0]]).toEqual([50, NOW - 50]);
  });
});

describe('a cluster', () => {
  it('keeps as many moments as may begin the next one', () => {
    expect(nextCluster({ at: null, tail: [] }, 5, 1, 10)).toEqual({ at: 5, tail: [] });
    expect(nextCluster({ at: null, tail: [1, 2] }, 11, 3, 10)).toEqual({ at: 11, tail: [2, 11] });
    expect(nextCluster({ at: 2, tail: [1, 2] }, 12, 3, 10)).toEqual({ at: 2, tail: [2, 12] });
  });
});
