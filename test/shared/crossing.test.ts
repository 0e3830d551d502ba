/** Actions fire on crossing into a band, once per cool-down; never for being there. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../shared/event';
import type { ActionRule } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import { crossings, type Position } from '../../shared/score/crossing';

const action = (id: string, on: ActionRule['on'], coolDownHours = 24): ActionRule => {
  return { id, why: 'a test', on, do: 'notify_owner', coolDownHours, settings: {} };
};
const model = {
  ...DEFAULT,
  actions: [
    action('tier_1', { kind: 'tier', tier: 1 }),
    action('tier_2', { kind: 'tier', tier: 2 }),
    action('hot', { kind: 'level', level: 'hot' }),
    action('prospect', { kind: 'stage', stage: 'prospect' }),
    action('demo', { kind: 'signal', signal: 'demo_requested' }, 0),
  ],
};
const cold: Position = { tier: null, level: 'cold', stage: 'lead' };
const fired = (
  before: Position | null,
  after: Position,
  signals: 'demo_requested'[] = [],
  last: Record<string, number> = {},
  now = 0,
) => crossings('ld_1', before, after, signals, model, last, now).map(({ action }) => action.id);

describe('a crossing', () => {
  it('upwards fires every band that is reached', () => {
    expect(fired(cold, { tier: 1, level: 'super_hot', stage: 'prospect' })).toEqual([
      'tier_1',
      'tier_2',
      'hot',
      'prospect',
    ]);
    expect(fired({ ...cold, tier: 3 }, { ...cold, tier: 2 })).toEqual(['tier_2']);
  });

  it('is none for staying, nor for falling', () => {
    const hot: Position = { tier: 1, level: 'hot', stage: 'prospect' };
    expect(fired(hot, { ...hot, level: 'super_hot' })).toEqual([]);
    expect(fired(hot, cold)).toEqual([]);
  });

  it('counts from nothing for a new lead', () => {
    expect(fired(null, { ...cold, tier: 3 })).toEqual([]);
    expect(fired(null, { ...cold, level: 'hot' })).toEqual(['hot']);
  });

  it('waits for its cool-down', () => {
    const after = { ...cold, level: 'hot' } as const;
    expect(fired(cold, after, [], { hot: 0 }, 24 * HOUR - 1)).toEqual([]);
    expect(fired(cold, after, [], { hot: 0 }, 24 * HOUR)).toEqual(['hot']);
    expect(fired(cold, after, [], JSON.parse('{"__proto__": 1}'), 0)).toEqual(['hot']);
  });

  it('by a signal fires whatever the band', () => {
    expect(fired(cold, cold, ['demo_requested'])).toEqual(['demo']);
  });

  it('has one key until its firing is recorded, whenever it is looked at again, and the next one has another', () => {
    const keyAt = (last: Record<string, number>, now: number) =>
      crossings('ld_1', cold, cold, ['demo_requested'], model, last, now)[0]?.key;
    expect([keyAt({}, 5), keyAt({}, 6)]).toEqual(['ld_1:1:demo:first', 'ld_1:1:demo:first']);
    expect([keyAt({ demo: 6 }, 7), keyAt({ demo: 6 }, 8)]).toEqual(['ld_1:1:demo:6', 'ld_1:1:demo:6']);
  });
});
