/** Clocks that are wrong: what they say is kept, what we count with is ours, and a score is as if they had been right. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const YEAR = 365 * DAY;

/** A visit of four minutes by a clock that is off: pricing, a download, and who it is. */
function visit(name: string, clock: (realMs: number) => number) {
  const now = Date.now();
  const at = (minutesAgo: number) => Math.round(clock(now - minutesAgo * MINUTE));
  return [
    { id: `${name}-1`, type: 'page_viewed', occurredAt: at(4), url: 'https://acme.example/pricing' },
    {
      id: `${name}-2`,
      type: 'page_engaged',
      occurredAt: at(3),
      url: 'https://acme.example/pricing',
      engagedMs: 40_000,
    },
    { id: `${name}-3`, type: 'file_downloaded', occurredAt: at(2), file: '/guide.pdf' },
    { id: `${name}-4`, type: 'identified', occurredAt: at(1), email: `${name}@clocks.example` },
  ];
}
const send = (name: string, clock: (realMs: number) => number, sentAt?: number) =>
  edge.call('POST', '/v1/events', {
    key: edge.keys.siteKey,
    visitor: `v-${name}`,
    ...(sentAt === undefined ? {} : { sentAt }),
    events: visit(name, clock),
  });
const figures = async (name: string) => {
  const { score } = await edge.score(`${name}@clocks.example`, '&fresh=1');
  return score === undefined
    ? undefined
    : [Math.round(score.points.value), score.balance.value, score.reasons.map(({ rule }) => rule).toSorted()];
};
const timeline = async (name: string) => {
  const { lead } = await edge.score(`${name}@clocks.example`, '&fresh=1');
  return (await edge.api('GET', `/v1/leads/${lead.id}/timeline`)).body.touches;
};

describe('a device whose clock is wrong', () => {
  it.each([
    ['three days ahead', 3 * DAY],
    ['two years behind', -2 * YEAR],
  ])('%s, which says when it sends, scores like one that is right', async (what, off) => {
    const name = what.replaceAll(' ', '-');
    await send(`right-${name}`, (ms) => ms);
    expect((await send(name, (ms) => ms + off, Date.now() + off)).body).toMatchObject({ accepted: 4, rejected: [] });
    expect(await figures(name)).toEqual(await figures(`right-${name}`));
    for (const touch of await timeline(name)) {
      expect(Math.abs(Date.parse(touch.occurredAt) - Date.now())).toBeLessThan(6 * MINUTE);
      expect(touch).toMatchObject({ deviceAt: expect.any(String) });
    }
  });

  it('three days ahead, which does not say so, is clamped, and its own time is noted', async () => {
    const before = Date.now();
    expect((await send('ahead', (ms) => ms + 3 * DAY)).body).toMatchObject({ accepted: 4 });
    const touches = await timeline('ahead');
    expect(touches.length).toBe(4);
    for (const touch of touches) {
      expect(Date.parse(touch.occurredAt)).toBeLessThan(Date.now() + 5 * MINUTE + 1000);
      expect(Date.parse(touch.deviceAt ?? '')).toBeGreaterThan(before + 2 * DAY);
    }
    expect((await figures('ahead'))?.[0]).toBeGreaterThan(0);
  });

  it('two years behind, which does not say so, is told which field, and loses nothing else', async () => {
    const good = { id: 'behind-5', type: 'identified', occurredAt: Date.now(), email: 'behind@clocks.example' };
    const events = [...visit('behind', (ms) => ms - 2 * YEAR).slice(0, 3), good];
    const { body } = await edge.events(
      'v-behind',
      events.map((event) => ({ ...event })),
      {},
    );
    expect(body.accepted + body.rejected.length).toBe(4);
    expect(body.rejected.map(({ index, path }) => [index, path])).toEqual(
      [0, 1, 2].map((index) => [index, 'occurredAt']),
    );
  });

  it('that jumps between two events keeps each in bounds, and the score is a number', async () => {
    let turn = 0;
    const jumping = (ms: number) => ms + ([0, 3 * DAY, -20 * DAY][turn++] ?? 0);
    expect((await send('jumping', jumping)).body).toMatchObject({ accepted: 4 });
    const moments = (await timeline('jumping')).map(({ occurredAt }) => Date.parse(occurredAt));
    expect(Math.max(...moments)).toBeLessThan(Date.now() + 5 * MINUTE + 1000);
    expect(moments.toSorted((a, b) => b - a)).toEqual(moments);
    const [points, balance] = (await figures('jumping')) ?? [];
    expect([Number.isFinite(points), Number.isFinite(balance)]).toEqual([true, true]);
  });
});
