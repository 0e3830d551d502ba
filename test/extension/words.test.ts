/** Figures, spans of time and what comes next, in a rep's words. */
import { describe, expect, it } from 'vitest';
import { read } from '../../extension/ui/reading';
import { ago, clock, figure, signed, span } from '../../extension/ui/words';
import { DAY, HOUR, MINUTE } from '../../shared/event';
import { MODEL, NOW, snapshotOf } from './people';

const ada = await snapshotOf('ada@northwind.example', 'Ada', [
  ['demo_requested', 2],
  ['pricing_viewed', 9 * 24],
  ['unsubscribed', 40 * 24],
]);

describe('words', () => {
  it('round to one decimal with a true minus, and never say −0', () => {
    expect([figure(12), figure(11.25), figure(-3.04), figure(-0.01)]).toEqual(['12', '11.3', '−3', '0']);
    expect([signed(9), signed(-9), signed(0)]).toEqual(['+9', '−9', '0']);
  });
  it('name a span by its coarsest useful unit', () => {
    expect([span(900), span(59 * MINUTE), span(31.9 * HOUR), span(9.5 * DAY)]).toEqual([
      '1 s',
      '59 min',
      '31 h',
      '9 days',
    ]);
    expect(ago(new Date(NOW).toISOString(), NOW)).toBe('just now');
    expect(ago(new Date(NOW - HOUR).toISOString(), NOW)).toBe('1 h ago');
  });
  it('tell what comes next, also when it is not the tier', () => {
    const reading = read(ada, MODEL, NOW);
    if (reading === null) throw new Error('has no score');
    const { score } = reading;
    const warmer = { ...score, points: { ...score.points, level: 'hot' as const } };
    expect(clock({ ...reading, next: null }, NOW)).toBeNull();
    expect(clock({ ...reading, next: { at: NOW + 5 * DAY, score: warmer } }, NOW)).toBe('warms to hot in 5 days');
    const gone = { ...score, balance: { value: 0, tier: null } };
    expect(clock({ ...reading, next: { at: NOW + HOUR, score: gone } }, NOW)).toBe(
      'urgent for about 1 h more, then no tier',
    );
  });
});
