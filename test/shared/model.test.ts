/** A model is data: the presets are valid, and each kind of nonsense is refused under its path. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Model, weightOf } from '../../shared/model';
import { Rule } from '../../shared/model/rule';
import { BASIC, DEFAULT, SIMPLE } from '../../shared/presets';
import { isSignal, SIGNAL_NAMES, SIGNALS, signalType } from '../../shared/signal';
import { refusedAt } from './refused';

const rule = { id: 'r', family: 'intent', label: 'R', why: 'because', decay: { kind: 'none' }, cap: null };

describe('a preset', () => {
  it.each([DEFAULT, BASIC, SIMPLE])('$name is a valid model that travels as JSON', (preset) => {
    expect(v.parse(Model, JSON.parse(JSON.stringify(preset)))).toEqual(preset);
  });

  it.each([DEFAULT, BASIC, SIMPLE])('$name weighs every signal and names each rule once', ({ balance, rules }) => {
    expect(Object.keys(balance.weights).toSorted()).toEqual(SIGNAL_NAMES.toSorted());
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });

  it('has the published cut-offs', () => {
    expect(DEFAULT.levels).toEqual({ warm: 30, hot: 60, superHot: 100 });
    expect(DEFAULT.grades).toEqual({ a: 75, b: 50, c: 25 });
    expect(DEFAULT.balance).toMatchObject({ tier1: 9, tier2: 4, capFactor: 2 });
  });
});

describe('a rule', () => {
  const touch = { kind: 'touch', points: { pricing_viewed: 15 } };
  it('is accepted with its reason why', () => {
    expect(v.is(Rule, { ...rule, when: touch })).toBe(true);
  });

  it.each<[string, object]>([
    ['why', { when: touch, why: '' }],
    ['why', { when: touch, why: undefined }],
    ['id', { when: touch, id: 'Has Space' }],
    ['id', { when: touch, id: '__proto__' }],
    ['family', { when: touch, family: 'luck' }],
    ['label', { when: touch, label: '' }],
    ['decay.days', { when: touch, decay: { kind: 'halfLife', days: 0 } }],
    ['decay.days', { when: touch, decay: { kind: 'halfLife', days: 1 / 25 } }],
    ['cap', { when: touch, cap: Number.POSITIVE_INFINITY }],
    ['when.kind', { when: { kind: 'luck' } }],
    ['when.points.luck', { when: { kind: 'touch', points: { luck: 1 } } }],
    ['when.points.pricing_viewed', { when: { kind: 'touch', points: { pricing_viewed: 'many' } } }],
    ['when.signals', { when: { kind: 'volume', signals: [], count: 2, days: 3, points: 1 } }],
    ['when.signals.0', { when: { kind: 'cluster', signals: ['toString'], count: 2, hours: 3, points: 1 } }],
    ['when.count', { when: { kind: 'volume', signals: ['news'], count: 0, days: 3, points: 1 } }],
    ['when.of', { when: { kind: 'present', of: 'planet', attribute: 'x', points: 1 } }],
  ])('is refused at %s: %j', (path, wrong) => {
    expect(refusedAt(Rule, { ...rule, ...wrong })).toContain(path);
  });
});

describe('a model', () => {
  it.each<[string, object]>([
    ['version', { version: 0 }],
    ['balance.weights.news', { balance: { ...DEFAULT.balance, weights: { news: 11 } } }],
    ['balance.relevance.software.news', { balance: { ...DEFAULT.balance, relevance: { software: { news: 1.6 } } } }],
    ['balance.tier1', { balance: { ...DEFAULT.balance, tier1: 0 } }],
    ['levels.warm', { levels: { ...DEFAULT.levels, warm: 'low' } }],
    ['surprise', { surprise: 1 }],
  ])('is refused at %s', (path, wrong) => {
    expect(refusedAt(Model, { ...DEFAULT, ...wrong })).toContain(path);
  });
});

describe('a signal', () => {
  it('is none by a name that every object has', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', ''])
      expect(isSignal(name)).toBe(false);
  });

  it('has a weight of 0–10, and readiness is said by those who ask for us', () => {
    for (const name of SIGNAL_NAMES) expect(signalType(name).weight).toBeGreaterThanOrEqual(0);
    for (const name of SIGNAL_NAMES) expect(signalType(name).weight).toBeLessThanOrEqual(10);
    const ready = SIGNAL_NAMES.filter((name) => SIGNALS[name].kind === 'readiness');
    expect(ready).toEqual(['quote_requested', 'demo_requested', 'contact_sales', 'trial_started']);
  });

  it('that a model does not name weighs nothing', () => {
    expect(weightOf({ ...DEFAULT, balance: { ...DEFAULT.balance, weights: {} } }, 'news')).toBe(0);
  });
});
