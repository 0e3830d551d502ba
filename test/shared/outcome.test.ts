/** The stage that outcomes set. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, OutcomeKind, stageAfter } from '../../shared/outcome';

describe('a stage', () => {
  it('is set by the last outcome that has a say, also of one moment', () => {
    const said = (...outcomes: OutcomeKind[]) => stageAfter(outcomes.map((outcome) => ({ outcome })));
    expect(said('opportunity', 'lost', 'won', 'meeting')).toBe('customer');
    expect(said('won', 'lost')).toBe('lost');
    expect(said('meeting', 'good')).toBeNull();
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
    expect(stageAfter([{ outcome }])).toBe(stage);
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
