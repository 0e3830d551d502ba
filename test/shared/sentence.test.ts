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

  it('what is in doubt, from the millisecond on and until it, in whatever order one asks', () => {
    const said = (value: string, source: string, observedAt: number) => ({ value, source, observedAt });
    const title = [said('CEO', 'crm', NOW), said('Clerk', 'vendor', NOW - 100 * DAY)];
    const model = modelWith([rule('a', { when: { kind: 'touch', points: { page_viewed: 8 } } })]);
    const lead = { ...LEAD, attributes: { title } };
    const snapshot = snapshotOf(lead, null, tallyOf(facts(['page_viewed', 0]), model, NOW), model, NOW);
    const kinds = (now: number) => {
      const answer = score(snapshot, model, now);
      return 'score' in answer ? answer.score.notes.map(({ kind }) => kind) : null;
    };
    const [other, own] = [NOW + 265 * DAY, NOW + 365 * DAY];
    for (const now of [NOW, other, other + 1, own, own + 1, own, other + 1, other, NOW]) {
      const wanted = [...(now <= other ? ['conflict'] : []), ...(now > own ? ['stale'] : [])];
      expect([now - NOW, kinds(now)]).toEqual([now - NOW, wanted]);
    }
  });

  it('the sentence of each moment, in whatever order one asks', () => {
    const snapshot = snapshotOf(LEAD, null, tallyOf(facts(['pricing_viewed', HOUR]), DEFAULT, NOW), DEFAULT, NOW);
    const sentence = (now: number) => {
      const answer = score(snapshot, DEFAULT, now);
      return 'score' in answer ? answer.score.summary : null;
    };
    const day = NOW - HOUR + DAY;
    for (const now of [NOW, day, day + 1, day + 20 * DAY, day + 1, day, NOW]) {
      const deed = now <= day ? 'Viewed pricing in the last day' : 'Viewed pricing in the last 2 days';
      expect(sentence(now)).toBe(now > day + DAY ? 'Last active 21 days ago; CEO.' : `${deed}; CEO.`);
    }
  });
});
