/** What a score says beside its receipt: whose it is, its moments, and what was done in one sentence. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/event';
import { DEFAULT } from '../../shared/presets';
import { score } from '../../shared/score';
import type { Fact } from '../../shared/score/fact';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';
import { facts, LEAD, modelWith, NOW, rule, scoreOf } from './scoring';

describe('a score says', () => {
  it('its moments, its version, its owner, and the next change', () => {
    const model = modelWith([rule('a', { when: { kind: 'touch', points: { page_viewed: 8 } } })], { version: 7 });
    const answer = score(
      snapshotOf(LEAD, null, tallyOf(facts(['page_viewed', 0]), model, NOW), model, NOW),
      model,
      NOW + 12_345,
    );
    expect(answer).toMatchObject({
      lead: { id: 'ld_1', email: 'ada@gmail.com', name: null, stage: 'lead', account: null, owner: 'Rita' },
      score: { modelVersion: 7, now: '2026-11-22T12:00:12.345Z', asOf: '2026-11-22T12:00:00.000Z', nextChangeAt: null },
    });
  });

  it.each([
    ['2026-11-22T00:00:00.000Z'],
    ['2026-11-22T09:08:07.006Z'],
    ['2026-12-31T23:59:59.999Z'],
    ['2028-02-29T12:30:00.040Z'],
    ['2027-01-01T00:00:00.500Z'],
  ])('the moment as the platform writes it: %s', (moment) => {
    const model = modelWith([rule('a', { when: { kind: 'touch', points: { page_viewed: 8 } } })]);
    const history: Fact[] = [{ id: 'e', type: 'page_viewed', at: NOW - 9 * DAY, subject: 'l:ld_1' }];
    const snapshot = snapshotOf(LEAD, null, tallyOf(history, model, NOW - DAY), model, NOW - DAY);
    for (const ms of [Date.parse(moment), Date.parse(moment) + 1, Date.parse(moment)]) {
      expect(score(snapshot, model, ms)).toMatchObject({ score: { now: new Date(ms).toISOString() } });
    }
  });

  it.each([
    [[['pricing_viewed', HOUR]], 'Viewed pricing in the last day; CEO.'],
    [[['pricing_viewed', DAY]], 'Viewed pricing in the last day; CEO.'],
    [[['pricing_viewed', DAY + 1]], 'Viewed pricing in the last 2 days; CEO.'],
    [
      [
        ['pricing_viewed', HOUR],
        ['pricing_viewed', 2 * DAY],
      ],
      'Viewed pricing twice in the last 2 days; CEO.',
    ],
    [
      [
        ['news', HOUR],
        ['page_viewed', 2 * HOUR],
        ['demo_requested', 3 * HOUR],
      ],
      'Asked for a demo and the company is in the news in the last day; CEO.',
    ],
    [
      [
        ['page_viewed', 0],
        ['page_viewed', 0],
        ['page_viewed', 0],
      ],
      'Visited the site 3 times in the last day; CEO.',
    ],
    [[['pricing_viewed', 20 * DAY]], 'Last active 20 days ago; CEO.'],
  ] satisfies [[string, number][], string][])('what they did: %j', (deeds, sentence) => {
    expect(scoreOf(DEFAULT, facts(...deeds)).summary).toBe(sentence);
  });
});
