/** Attention: pieces that add up to the time a view was looked at. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAttention } from '../../snippet/attention';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('attention', () => {
  it('is told when it reaches five seconds and every thirty after that', () => {
    const pieces: number[] = [];
    createAttention((ms) => pieces.push(ms)).turn(true);
    vi.advanceTimersByTime(4999);
    expect(pieces).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(pieces).toHaveLength(1);
    expect(pieces[0]).toBeGreaterThanOrEqual(5000);
    vi.advanceTimersByTime(61_000);
    expect(pieces).toHaveLength(3);
    expect(pieces[2]).toBeGreaterThanOrEqual(30_000);
  });

  it('does not run while it is turned off', () => {
    const pieces: number[] = [];
    const attention = createAttention((ms) => pieces.push(ms));
    attention.turn(true);
    vi.advanceTimersByTime(2000);
    attention.turn(false);
    vi.advanceTimersByTime(3_600_000);
    attention.tell();
    attention.tell();
    expect(pieces).toEqual([2000]);
  });

  it('reaches five seconds over several looks', () => {
    const pieces: number[] = [];
    const attention = createAttention((ms) => pieces.push(ms));
    attention.turn(true);
    vi.advanceTimersByTime(3000);
    attention.tell();
    vi.advanceTimersByTime(2100);
    expect(pieces[0]).toBe(3000);
    expect(pieces.reduce((sum, ms) => sum + ms)).toBeGreaterThanOrEqual(5000);
    expect(pieces).toHaveLength(2);
  });

  it('does not count the hours of a machine that slept', () => {
    const pieces: number[] = [];
    const attention = createAttention((ms) => pieces.push(ms));
    attention.turn(true);
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 8 * 3_600_000);
    attention.tell();
    expect(pieces).toEqual([31_000]);
  });

  it('begins at nothing for the next view', () => {
    const pieces: number[] = [];
    const attention = createAttention((ms) => pieces.push(ms));
    attention.turn(true);
    vi.advanceTimersByTime(4000);
    attention.restart();
    vi.advanceTimersByTime(4500);
    expect(pieces).toEqual([4000]);
  });
});
