/** When a webhook is tried again: ten attempts over a day, spread by up to a tenth of each pause. */
import { expect, it } from 'vitest';
import { pauseAfter } from '../../worker/objects/webhook/schedule.ts';

it('tries at 0 s, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h', () => {
  let at = 0;
  const moments = [at];
  for (let pause = pauseAfter(1, 0); pause !== null; pause = pauseAfter(moments.length, 0)) {
    at += pause;
    moments.push(at);
  }
  expect(moments.map((ms) => ms / 60_000)).toEqual([0, 5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440]);
});

it('never pauses for less, nor for more than a tenth more', () => {
  for (const random of [0, 0.5, 0.999]) {
    const pause = pauseAfter(3, random) ?? 0;
    expect(pause).toBeGreaterThanOrEqual(25 * 60_000);
    expect(pause).toBeLessThanOrEqual(25 * 60_000 * 1.1);
  }
});
