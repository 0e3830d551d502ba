/** A model that somebody writes: every mistake is told with its place and its cure, before anything is scored by it. */
import { describe, expect, it } from 'vitest';
import { checkModel } from '../../shared/model/check';
import { BASIC, CHURN, DEFAULT, EXPANSION, SIMPLE } from '../../shared/presets';

const [pricing] = DEFAULT.rules.filter(({ id }) => id === 'pricing');
const withRule = (more: object) => ({ ...DEFAULT, rules: [{ ...pricing, ...more }] });
const mistakesOf = (input: unknown) => {
  const checked = checkModel(input);
  return 'mistakes' in checked ? checked.mistakes : [];
};

describe('a preset', () => {
  it.each([DEFAULT, BASIC, SIMPLE, EXPANSION, CHURN])('$name is a model', (preset) => {
    const checked = checkModel(JSON.parse(JSON.stringify(preset)));
    expect(checked).toMatchObject({ model: { name: preset.name } });
  });

  it('has 15 active rules at most, and says which are switched off', () => {
    const checked = checkModel(DEFAULT);
    const warnings = 'warnings' in checked ? checked.warnings : [];
    expect(warnings.map(({ message }) => message)).toEqual([
      'is switched off by its empty list',
      'is switched off by its empty list',
    ]);
  });
});

describe('a mistake names its place and its cure', () => {
  const stage = { to: 'prospect', from: ['lead', 'prospect'] };
  it.each([
    ['an unknown signal', withRule({ when: { kind: 'touch', points: { luck: 1 } } }), 'rules.0.when.points.luck'],
    ['a stage rule that refers to itself', { ...DEFAULT, stages: [stage] }, 'stages.0.from'],
    ['a negative half-life', withRule({ decay: { kind: 'halfLife', days: -1 } }), 'rules.0.decay.days'],
    ['an unknown decay', withRule({ decay: { kind: 'luck' } }), 'rules.0.decay.kind'],
    ['no reason why', withRule({ why: '' }), 'rules.0.why'],
    ['a tier below the next', { ...DEFAULT, balance: { ...DEFAULT.balance, tier1: 3 } }, 'balance.tier1'],
    ['a level below the one before', { ...DEFAULT, levels: { warm: 30, hot: 30, superHot: 100 } }, 'levels.hot'],
    ['a grade below the next', { ...DEFAULT, grades: { a: 40, b: 50, c: 25 } }, 'grades.a'],
    ['spam before suspicion', { ...DEFAULT, spam: { ...DEFAULT.spam, spamAt: 10 } }, 'spam.spamAt'],
    ['10,000 rules', { ...DEFAULT, rules: Array.from({ length: 10_000 }, () => pricing) }, 'rules'],
    ['two rules of one id', { ...DEFAULT, rules: [pricing, pricing] }, 'rules.1.id'],
    [
      'NaN',
      withRule({ when: { kind: 'touch', points: { pricing_viewed: Number.NaN } } }),
      'rules.0.when.points.pricing_viewed',
    ],
    ['1e308', withRule({ cap: 1e308 }), 'rules.0.cap'],
    ['an id that every object has', withRule({ id: 'constructor' }), 'rules.0.id'],
    ['a key that every object has', JSON.parse('{"__proto__": {"name": "x"}}'), '__proto__'],
    ['an unknown field', { ...DEFAULT, luck: 1 }, 'luck'],
    ['a missing part', { ...DEFAULT, levels: undefined }, 'levels'],
    [
      'an action without a cool-down',
      { ...DEFAULT, actions: [{ id: 'a', why: 'x', on: { kind: 'tier', tier: 1 }, do: 'webhook' }] },
      'actions.0.coolDownHours',
    ],
    [
      'freshness of no grade',
      { ...DEFAULT, stages: [{ to: 'prospect', from: ['lead'], freshDays: 9 }] },
      'stages.0.freshDays',
    ],
    ['segments with a gap', { ...DEFAULT, segments: DEFAULT.segments.slice(0, -1) }, 'segments'],
    [
      'a segment that runs backwards',
      { ...DEFAULT, segments: [{ ...DEFAULT.segments[0], r: [5, 4] }] },
      'segments.0.r',
    ],
    ['nothing', null, ''],
  ])('%s', (_, input, path) => {
    const found = mistakesOf(input).find((mistake) => mistake.path === path);
    expect(found?.message).toMatch(/\w/);
    expect(found?.cure).toMatch(/\.$/);
  });

  it('a word that names no industry or country is a warning: it only fits itself', () => {
    const list = (attribute: string, values: string[]) => ({
      ...withRule({
        decay: { kind: 'none' },
        when: { kind: 'oneOf', of: 'account', attribute, values, isIn: true, points: 5 },
      }),
      balance: { ...DEFAULT.balance, relevance: { Software: {}, zxcv: {} } },
    });
    const warned = (model: unknown) => {
      const checked = checkModel(model);
      return 'warnings' in checked ? checked.warnings.map(({ path, message }) => `${path} ${message}`) : [];
    };
    expect(warned(list('country', ['Germany', 'Atlantis']))).toEqual([
      'rules.0.when.values.1 is no company country that we know',
      'balance.relevance.zxcv is no industry that we know',
    ]);
    expect(warned(list('segment', ['gold']))).toEqual(['balance.relevance.zxcv is no industry that we know']);
  });

  it.each([
    [
      'a number below its bound',
      withRule({ decay: { kind: 'halfLife', days: 0 } }),
      'must be an hour (1/24) or more',
      'Use 0.0417 or more.',
    ],
    ['a number above it', withRule({ cap: 2000 }), 'is above 1000', 'Use 1000 or less.'],
    ['a list for a model', [DEFAULT], 'is not an object', 'Write it as an object with named fields.'],
    ['text for a number', withRule({ cap: '30' }), 'is not a number', 'Use a finite number.'],
    [
      'half a count',
      withRule({ when: { kind: 'volume', signals: ['news'], count: 1.5, days: 1, points: 1 } }),
      'is not a whole number',
      'Use a whole number.',
    ],
    ['a number for text', withRule({ label: 7 }), 'is not text', 'Write it as text.'],
    ['no list', { ...DEFAULT, rules: {} }, 'is not a list', 'Write it as a list.'],
    [
      'a stage rule that refers to itself',
      { ...DEFAULT, stages: [stage] },
      'refers to the stage that it leads to',
      'Choose another value: this one contradicts itself.',
    ],
  ])('in words: %s', (_, input, message, cure) => {
    expect(mistakesOf(input)).toContainEqual(expect.objectContaining({ message, cure }));
  });

  it('what has no effect is a warning: a band that is covered, a window on an attribute', () => {
    const bands = [
      { atLeast: 10, points: 5 },
      { atLeast: 50, points: 10 },
      { atLeast: 9, below: 9, points: 1 },
    ];
    const when = { kind: 'number', of: 'account', attribute: 'employees', bands };
    const checked = checkModel(withRule({ when, windowDays: 3, decay: { kind: 'none' } }));
    expect('warnings' in checked ? checked.warnings.map(({ path, message }) => `${path} ${message}`) : []).toEqual([
      'rules.0.windowDays has no effect on this kind of rule',
      'rules.0.when.bands.1 is never reached',
      'rules.0.when.bands.2 holds no number',
    ]);
  });

  it('more than 15 active rules is a warning, not a mistake', () => {
    const rules = Array.from({ length: 16 }, (_, i) => ({ ...pricing, id: `r${i}` }));
    const checked = checkModel({ ...DEFAULT, rules });
    expect(checked).toMatchObject({ warnings: [{ path: 'rules', message: 'has 16 active rules' }] });
  });
});
