/** Each kind of decay at the ages where somebody would check it, by hand; and what a window ends. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import type { Rule } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import { score } from '../../shared/score';
import { addFacts, tallyOf } from '../../shared/score/interpret';
import { pieceOf, pointsAt } from '../../shared/score/piece';
import { snapshotOf } from '../../shared/score/snapshot';

const NOW = Date.UTC(2028, 1, 29, 12);
const rule = (decay: Rule['decay'], windowDays?: number): Rule => {
  const base = { id: 'r', family: 'intent', label: 'R', why: 'a test', cap: null, decay } as const;
  const window = windowDays === undefined ? {} : { windowDays };
  return { ...base, ...window, when: { kind: 'touch', points: { pricing_viewed: 16 } } };
};
const none = rule({ kind: 'none' });
const half = rule({ kind: 'halfLife', days: 10 });
const hold = rule({ kind: 'holdThenHalfLife', holdDays: 20, days: 10 });
const linear = rule({ kind: 'linear', days: 40 });
const window = rule({ kind: 'halfLife', days: 10 }, 30);
const cutShort = rule({ kind: 'linear', days: 40 }, 10);

/** rule, age in days, what is left */
const CASES: [string, Rule, number, number][] = [
  ['none', none, 0, 1],
  ['none', none, 3650, 1],
  ['half-life', half, -0.003, 1],
  ['half-life', half, 10, 0.5],
  ['half-life', half, 20, 0.25],
  ['hold', hold, 20, 1],
  ['hold', hold, 30, 0.5],
  ['hold', hold, 50, 0.125],
  ['linear', linear, 10, 0.75],
  ['linear', linear, 40, 0],
  ['linear', linear, 41, 0],
  ['window', window, 30, 0.125],
  ['window', window, 30.01, 0],
  ['linear in a window', cutShort, 10, 0.75],
  ['linear in a window', cutShort, 10.01, 0],
];

describe.each(CASES)('%s', (_, given, days, left) => {
  it(`leaves ${left} after ${days} days`, () => {
    const age = days * DAY;
    expect(pointsAt(pieceOf(1, given, [0], age), age)).toBe(left * 1e9);
  });

  it('is the same in a score, fresh and folded', () => {
    const model = { ...DEFAULT, rules: [given] };
    const at = NOW - days * DAY;
    const tally = tallyOf([{ id: 'a', type: 'pricing_viewed', at, subject: 'l:1' }], model, NOW);
    const lead = {
      id: 'ld_1',
      email: null,
      name: null,
      account: null,
      owner: null,
      stage: null,
      optedOut: false,
      attributes: {},
    };
    const answer = score(snapshotOf(lead, null, tally, model, NOW), model, NOW);
    expect('score' in answer ? answer.score.points.value : null).toBeCloseTo(16 * left, 8);
  });
});

describe('a piece of time', () => {
  it.each([none, half, hold, linear, window, cutShort])('says of itself how long it holds: $decay.kind', (given) => {
    const moments = [0, 3, 3.5, 20, 41].map((day) => day * DAY);
    for (let now = 0; now < 90 * DAY; now += DAY / 4) {
      const { after, until, ...formula } = pieceOf(16, given, moments, now);
      expect(now).toBeGreaterThanOrEqual(after);
      expect(now).toBeLessThanOrEqual(until);
      const others = [after + 1, (after + now) / 2, (now + until) / 2, until].filter(Number.isFinite);
      for (const other of others) expect(pieceOf(16, given, moments, Math.floor(other))).toMatchObject(formula);
    }
  });
});

describe('more touches than are kept one by one', () => {
  const held = rule({ kind: 'holdThenHalfLife', holdDays: 30, days: 30 });
  const facts = Array.from({ length: 1200 }, (_, i) => {
    return { id: `u${i}`, type: 'pricing_viewed', at: NOW - 60 * DAY + i * 60_000, subject: 'l:1' };
  });
  const model = { ...DEFAULT, rules: [held] };

  it('are all there once their hold is over, whether they were folded as they came or at once', () => {
    let at = NOW - 60 * DAY;
    const tally = tallyOf([], model, at);
    for (const fact of facts) addFacts(tally, [fact], model, fact.at);
    for (; at < NOW; at += DAY) addFacts(tally, [], model, at);
    addFacts(tally, [], model, NOW);
    const [line, whole] = [tally, tallyOf(facts, model, NOW)].map(({ lines }) => Object.values(lines)[0]);
    expect(line?.count).toBe(1200);
    expect(line).toEqual(whole);
  });

  it('are forgotten as numbers when they are worth nothing, and still counted', () => {
    const fast: Rule = rule({ kind: 'halfLife', days: 1 });
    const tally = tallyOf(facts, { ...DEFAULT, rules: [fast] }, NOW + 60 * DAY);
    expect(Object.values(tally.lines)).toMatchObject([{ count: 1200, buckets: [] }]);
  });
});
