/** The stage that outcomes set. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, OutcomeKind, stageAfter } from '../../shared/outcome';

describe('a stage', () => {
  it('is set by the newest outcome that has a say, in whatever order they came', () => {
    const outcomes = [
      { outcome: 'won', at: 3 },
      { outcome: 'opportunity', at: 1 },
      { outcome: 'meeting', at: 4 },
      { outcome: 'lost', at: 2 },
    ] as const;
    expect(stageAfter([...outcomes])).toBe('customer');
    expect(stageAfter(outcomes.toReversed())).toBe('customer');
  });

  it.each([
    ['meeting', null],
    ['good', null],
    ['opportunity', 'opportunity'],
    ['won', 'customer'],
    ['lost', 'lost'],
    ['disqualified', 'disqualified'],
    ['junk', 'disqualified'],
  ] as const)('after %s is %s', (outcome, stage) => {
    expect(stageAfter([{ outcome, at: 1 }])).toBe(stage);
  });

  it('is open without outcomes', () => {
    expect(stageAfter([])).toBeNull();
  });
});

describe('an outcome', () => {
  it('is one of seven', () => {
    expect(OUTCOMES.every((outcome) => v.is(OutcomeKind, outcome))).toBe(true);
    expect(v.is(OutcomeKind, 'constructor')).toBe(false);
  });
});
