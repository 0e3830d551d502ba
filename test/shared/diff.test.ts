/** What changed between two versions of a model, each at its place. */
import { describe, expect, it } from 'vitest';
import { diff } from '../../shared/model/diff';
import { DEFAULT } from '../../shared/presets';

const rules = DEFAULT.rules.map((rule) => (rule.id === 'pricing' ? { ...rule, cap: 45, windowDays: 90 } : rule));

describe('a diff', () => {
  it('is empty between equals, also when a list is built anew', () => {
    expect(diff(DEFAULT, structuredClone(DEFAULT))).toEqual([]);
  });

  it('names a rule by its id, whatever its place', () => {
    expect(diff(DEFAULT, { ...DEFAULT, rules: rules.toReversed() })).toEqual([
      { path: 'rules.pricing.cap', before: 30, after: 45 },
      { path: 'rules.pricing.windowDays', before: undefined, after: 90 },
    ]);
  });

  it('tells of a rule that came and one that went, whole', () => {
    const [first, ...rest] = DEFAULT.rules;
    const added = { ...first, id: 'new' };
    expect(diff({ rules: DEFAULT.rules }, { rules: [...rest, added] })).toEqual([
      { path: `rules.${first?.id}`, before: first, after: undefined },
      { path: 'rules.new', before: undefined, after: added },
    ]);
  });

  it('takes a list without ids as one word, and a number and nothing for what they are', () => {
    expect(diff({ a: [1, 2], b: 0 }, { a: [2, 1], b: null })).toEqual([
      { path: 'a', before: [1, 2], after: [2, 1] },
      { path: 'b', before: 0, after: null },
    ]);
  });
});
