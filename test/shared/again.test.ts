/** Looking again at a snapshot, in any order of moments, says what a first look says: whatever was remembered meanwhile. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import type { Rule } from '../../shared/model';
import { score, scoreAgain } from '../../shared/score';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';
import { facts, GROWS, GROWTH, LEAD, modelWith, NOW, rule } from './scoring';

const YEAR = 366 * DAY;
const demo = (points: number, more: Partial<Rule> = {}): Rule =>
  rule('demo', { when: { kind: 'touch', points: { demo_requested: points } }, ...more });
const absence = rule('absence', { when: { kind: 'inactive', steps: [{ days: 30, points: 20 }] } });
const slow = demo(40, { decay: { kind: 'halfLife', days: 20 * 365 } });

describe('looking again says what a first look says', () => {
  it.each([
    ['after two changes, one of which took the other back', [0, 17 * DAY], [demo(30), GROWS]],
    ['before them, when it was asked first what comes after', [17 * DAY, 0], [demo(30), GROWS]],
    [
      'at the moment of a step and just before, in any order',
      [30 * DAY - 1, 30 * DAY, 30 * DAY - 1],
      [demo(20), absence],
    ],
    [
      'at the last moment of a window and just after',
      [30 * DAY, 30 * DAY + 1, 30 * DAY],
      [demo(40, { windowDays: 30 })],
    ],
    ['when a change that was too far off to be looked for comes near', [0, 2 * YEAR, 4 * YEAR], [slow]],
  ] as [string, number[], Rule[]][])('%s', (_, moments, rules) => {
    const model = modelWith(rules);
    const snapshot = snapshotOf(LEAD, null, tallyOf(facts(['demo_requested', 0], ...GROWTH), model, NOW), model, NOW);
    const known = moments.map((ms) => scoreAgain(snapshot, model, NOW + ms));
    expect(known).toEqual(moments.map((ms) => score(snapshot, model, NOW + ms)));
    const next = known.map((answer) => 'score' in answer && answer.score.nextChangeAt);
    expect(new Set(next).size).toBeGreaterThan(1);
  });

  it('writes each moment out in full, however near the last one it lies', () => {
    const model = modelWith([demo(30)]);
    const snapshot = snapshotOf(LEAD, null, tallyOf(facts(['demo_requested', 0]), model, NOW), model, NOW);
    for (const ms of [0, 1, 59_999, 60_000, 17 * 60_000 + 4_005, 3_599_999, 3_600_000, 3_600_001, 7, DAY]) {
      const now = new Date(NOW + ms).toISOString();
      expect(scoreAgain(snapshot, model, NOW + ms)).toMatchObject({ score: { now } });
    }
  });
});
