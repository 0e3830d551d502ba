/** How a score has moved in a week, and when nobody can say. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import { DEFAULT } from '../../shared/presets';
import { type Answer, score } from '../../shared/score';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';
import { TREND_SPAN, trendOf } from '../../shared/trend';
import { facts, LEAD, modelWith, NOW, rule } from './scoring';

const model = modelWith([rule('a', { when: { kind: 'touch', points: { pricing_viewed: 8, news: 5 } } })], {
  balance: { ...DEFAULT.balance, weights: { pricing_viewed: 6, news: 5 } },
});
const history = facts(['news', 8 * DAY], ['pricing_viewed', DAY]);
const answerAt = (at: number): Answer => {
  const past = history.filter((fact) => fact.at <= at);
  return score(snapshotOf(LEAD, null, tallyOf(past, model, at), model, at), model, at);
};

describe('a trend', () => {
  it('is the change of both axes within seven days', () => {
    expect(TREND_SPAN).toBe(7 * DAY);
    expect(trendOf(answerAt(NOW), answerAt(NOW - TREND_SPAN))).toEqual({ points: 8, balance: 1 });
    expect(trendOf(answerAt(NOW - TREND_SPAN), answerAt(NOW))).toEqual({ points: -8, balance: -1 });
  });

  it('is none while either moment has no score', () => {
    expect(trendOf(answerAt(NOW), answerAt(NOW - 9 * DAY))).toBeNull();
    expect(trendOf(answerAt(NOW - 9 * DAY), answerAt(NOW))).toBeNull();
  });
});
