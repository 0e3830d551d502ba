/** What a line keeps one by one, what it sums, in which buckets, and when it lets go. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/event';
import type { Fading } from '../../shared/score/decay';
import { addToLine, emptyLine, settleLine } from '../../shared/score/line';

const MIDNIGHT = Date.UTC(2026, 10, 22);
const UNIT = 2 ** 40;
const halved = (days: number): Fading => ({ decay: { kind: 'halfLife', days } });
const held: Fading = { decay: { kind: 'holdThenHalfLife', holdDays: 2, days: 4 } };
const lineOf = (...exact: number[]) => ({ ...emptyLine(), exact });

describe('sums', () => {
  it('end at the next midnight, for half-lives below a day at the next full hour', () => {
    const [day, hour] = [emptyLine(), emptyLine()];
    addToLine(day, halved(1), MIDNIGHT);
    addToLine(hour, halved(0.5), MIDNIGHT);
    expect(day).toMatchObject({ count: 1, buckets: [[MIDNIGHT + DAY, UNIT / 2]] });
    expect(hour).toMatchObject({ count: 1, buckets: [[MIDNIGHT + HOUR, Math.round(UNIT * 0.5 ** (1 / 12))]] });
  });

  it('are one a day, in order', () => {
    const line = emptyLine();
    for (const at of [MIDNIGHT, MIDNIGHT - DAY, MIDNIGHT, MIDNIGHT - 2 * DAY]) addToLine(line, halved(1), at);
    expect(line.buckets).toEqual([
      [MIDNIGHT - DAY, UNIT / 2],
      [MIDNIGHT, UNIT / 2],
      [MIDNIGHT + DAY, UNIT],
    ]);
  });

  it('are none where nothing fades', () => {
    const line = emptyLine();
    addToLine(line, { decay: { kind: 'none' } }, MIDNIGHT);
    expect(line).toMatchObject({ count: 1, buckets: [] });
  });

  it('are let go after sixty half-lives', () => {
    const line = emptyLine();
    for (const days of [60, 61, 1]) addToLine(line, halved(1), MIDNIGHT - days * DAY - 1);
    settleLine(line, halved(1), MIDNIGHT);
    expect(line.buckets.map(([end]) => end)).toEqual([MIDNIGHT - 60 * DAY, MIDNIGHT - DAY]);
    expect(line.count).toBe(3);
  });
});

describe('touches kept one by one', () => {
  it('are summed once their hold is over, at once without one', () => {
    const line = lineOf(MIDNIGHT - 2 * DAY - 1, MIDNIGHT - 2 * DAY);
    settleLine(line, held, MIDNIGHT);
    expect(line).toMatchObject({ count: 1, exact: [MIDNIGHT - 2 * DAY] });
    const plain = lineOf(MIDNIGHT, MIDNIGHT + 1);
    settleLine(plain, halved(1), MIDNIGHT);
    expect(plain).toMatchObject({ count: 2, exact: [] });
  });

  it('are dropped past an end of their own', () => {
    const line = lineOf(MIDNIGHT - 3 * DAY - 1, MIDNIGHT - 3 * DAY);
    settleLine(line, { decay: { kind: 'linear', days: 3 } }, MIDNIGHT);
    expect(line).toMatchObject({ count: 0, exact: [MIDNIGHT - 3 * DAY] });
  });

  it('are 500 at most: the oldest are summed before their time', () => {
    const line = lineOf(...Array.from({ length: 502 }, (_, i) => MIDNIGHT + i));
    settleLine(line, held, MIDNIGHT);
    expect([line.count, line.exact.length, line.exact[0]]).toEqual([2, 500, MIDNIGHT + 2]);
  });
});
