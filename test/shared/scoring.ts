/** One lead, a few facts, a model of a few rules: for tests that read a score word for word. */
import { DAY } from '../../shared/event';
import type { Lead } from '../../shared/lead';
import type { Model, Rule } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import { type Score, score } from '../../shared/score';
import type { Fact } from '../../shared/score/fact';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';

export const NOW = Date.UTC(2026, 10, 22, 12);
export const at = (ago: number) => new Date(NOW - ago).toISOString();
export const LEAD: Lead = {
  ...{ id: 'ld_1', email: 'ada@gmail.com', name: null, account: null, owner: 'Rita', stage: null },
  ...{ optedOut: false, attributes: { title: [{ value: 'CEO', source: 'crm', observedAt: NOW - DAY }] } },
};

export const rule = (id: string, more: Partial<Rule> & Pick<Rule, 'when'>): Rule => ({
  ...{ id, family: 'engagement', label: `Rule ${id}`, why: 'a test', decay: { kind: 'none' }, cap: null },
  ...more,
});
export const modelWith = (rules: Rule[], more: Partial<Model> = {}): Model => ({
  ...DEFAULT,
  balance: { ...DEFAULT.balance, weights: {} },
  rules,
  ...more,
});
export const facts = (...deeds: [type: string, ago: number][]): Fact[] =>
  deeds.map(([type, ago], i) => ({ id: `e${i}`, type, at: NOW - ago, subject: 'l:ld_1' }));

export function scoreOf(model: Model, history: Fact[], lead = LEAD, now = NOW): Score {
  const answer = score(snapshotOf(lead, null, tallyOf(history, model, NOW), model, NOW), model, now);
  if (!('score' in answer)) throw new Error(answer.unscored);
  return answer.score;
}

/** Use that is a third of what it was before, and twice as much six days later, though nothing happens until then. */
export const GROWTH = [...used(20, 50), ...used(5, 40), ...used(10, 10)];
export const GROWS = rule('grows', {
  when: { kind: 'trend', signals: ['product_used'], days: 28, least: 5, bands: [{ atLeast: 2, points: 10 }] },
});

function used(times: number, days: number): [string, number][] {
  return Array.from({ length: times }, () => ['product_used', days * DAY]);
}
