/** When a webhook is tried again: ten attempts over a day, spread by up to a tenth of each pause. */
import { expect, it } from 'vitest';
import { pauseAfter, restAfter } from '../../worker/objects/webhook/schedule.ts';
import { STEPS } from '../../worker/objects/webhook/tables.ts';
import { emptyStorage } from './sqlite.ts';

/** It knows of the platform, whose types are not ours: read apart from them. */
const modules = { deliveries: '../../worker/objects/webhook/deliveries.ts' };
const { addDeliveries, nextAttempt, noteAttempts } = await import(modules.deliveries);

const NOW = Date.UTC(2026, 10, 22, 9);

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

it('reads how long the other end asks to be left alone: seconds or a date, an hour at most', () => {
  expect(restAfter('120', NOW)).toBe(120_000);
  expect(restAfter('Sun, 22 Nov 2026 09:01:00 GMT', NOW)).toBe(60_000);
  expect(restAfter('86400', NOW)).toBe(3_600_000);
  for (const nonsense of [null, '', 'soon', '-5', '0', 'Sun, 22 Nov 2020 09:00:00 GMT'])
    expect([nonsense, restAfter(nonsense, NOW)]).toEqual([nonsense, 0]);
});

it('leaves the other end alone as long as it asks, with everything that waits', () => {
  const storage = emptyStorage();
  for (const step of STEPS) if (typeof step !== 'function') for (const statement of step) storage.sql.exec(statement);
  const messages = ['m1', 'm2'].map((id) => ({ id, type: 'tier_changed', lead: 'ld_1', body: '{}', at: NOW }));
  addDeliveries(storage.sql, messages, NOW);
  const due = { id: 'm1', type: 'tier_changed', body: '{}', attempts: 0 };
  const sent = { status: 429, error: null, took: 5, rest: 120_000 };
  noteAttempts(storage, [{ due, sent, at: NOW }]);
  expect(nextAttempt(storage.sql)).toBe(NOW + 120_000);
});
