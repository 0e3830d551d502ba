/** The queue: what no server has confirmed survives pages, tabs, full disks and other people's rubbish. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guard } from '../../snippet/guard';
import type { Call } from '../../snippet/index';
import { carry } from './tag';

const fetch = vi.fn<typeof window.fetch>();
let sender: typeof import('../../snippet/send');
const calls: Call[] = [];

const answer = (status: number) => new Response('', { status });
const bodies = () => fetch.mock.calls.map(([, init]) => JSON.parse(`${init?.body}`));
const settled = () => vi.advanceTimersByTimeAsync(1);
const track = (name: string) => sender.record({ type: 'custom', name });
const kept = () => Object.keys(localStorage).filter((name) => /^_sypk_\d:.{36}$/.test(name));

/** Another page of the site, or another tab, on which somebody is there: what was left behind is taken over. */
async function load(attributes?: Record<string, string>): Promise<typeof sender> {
  carry(attributes);
  const loaded = await import('../../snippet/send');
  const again = await import('../../snippet/parts/again');
  const late = await import('../../snippet/parts/late');
  const { retry, open, QUEUE } = loaded;
  loaded.allow(true, (failed, given) => again.begin(guard, retry, open, QUEUE, failed, given));
  calls.length = 0;
  late.adopt(open, QUEUE, calls);
  again.wait(guard, retry, open, QUEUE, 0);
  loaded.handOver();
  await settled();
  return loaded;
}
const FULL = new Proxy<Record<string, string>>(
  {},
  {
    set: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  },
);
const BLOCKED = () => {
  throw new DOMException('blocked', 'SecurityError');
};

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  fetch.mockReset().mockResolvedValue(answer(202));
  vi.stubGlobal('fetch', fetch);
  localStorage.clear();
  sender = await load();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the queue', () => {
  const ids = () => [...sender.open.keys()].map((name) => name.slice(-36));
  const keptIds = () =>
    kept()
      .sort()
      .map((name) => name.slice(-36));
  beforeEach(() => {
    fetch.mockReturnValue(new Promise(() => {}));
  });

  it('keeps events in the order in which they came, also within a millisecond', () => {
    const came = ['a', 'b', 'c', 'd'].map(track);
    expect(ids()).toEqual(came);
    expect(ids().sort()).toEqual(came);
  });

  it('holds 500, and lets the oldest views go first', async () => {
    fetch.mockImplementation(async () => answer(503));
    const form = sender.record({ type: 'form_submitted' });
    const views = Array.from({ length: 500 }, () => sender.record({ type: 'page_viewed' }));
    await settled();
    expect(ids()).toEqual([form, ...views.slice(1)]);
    expect(keptIds()).toEqual([form, ...views.slice(1)]);
  });

  it('is kept as the page goes, each event until it is confirmed', async () => {
    const id = track('a');
    await settled();
    expect(kept()).toEqual([]);
    sender.handOver();
    expect(keptIds()).toEqual([id]);
    fetch.mockResolvedValue(answer(202));
    await load();
    expect(bodies().at(-1).events).toMatchObject([{ id }]);
    expect(kept()).toEqual([]);
  });

  it('lets go what the server would refuse for its age, and what is rubbish', async () => {
    const old = '01900000-0000-7000-8000-000000000000';
    localStorage.setItem(`_sypk_1:${old}`, JSON.stringify({ id: old, type: 'page_viewed' }));
    for (const rubbish of ['{', '7', '{"a":1}', '[null,1]', 'null'])
      localStorage.setItem(`_sypk_1:fffff${rubbish}`, rubbish);
    sender = await load();
    expect(Object.keys(localStorage).filter((name) => name.startsWith('_sypk_1:'))).toEqual([]);
    const id = track('a');
    await settled();
    expect(ids()).toEqual([id]);
    expect(bodies()[0].events).toHaveLength(1);
  });

  it('of another key on the same origin is another one', async () => {
    track('a');
    sender.handOver();
    const other = await load({ 'data-key': 'pk_2' });
    other.record({ type: 'custom', name: 'b' });
    await settled();
    const sent = bodies().map(({ key, events }) => [key, events.map(({ name }: { name: string }) => name)]);
    expect(sent).toEqual([
      ['pk_1', ['a']],
      ['pk_2', ['b']],
    ]);
  });

  it.each<[string, () => unknown]>([
    ['is full', () => vi.stubGlobal('localStorage', FULL)],
    ['is blocked', () => vi.spyOn(window, 'localStorage', 'get').mockImplementation(BLOCKED)],
  ])('lives in memory where storage %s', async (_, set) => {
    set();
    sender = await load();
    fetch.mockResolvedValueOnce(answer(503)).mockResolvedValue(answer(202));
    track('a');
    await settled();
    track('b');
    sender.handOver();
    await settled();
    expect(bodies().at(-1).events).toMatchObject([{ name: 'a' }, { name: 'b' }]);
    expect(sender.open.size).toBe(0);
  });
});

describe('what was said when no part had come in time to hear it', () => {
  const call = (id: string, name: string): Call => [{ id, url: 'https://x.test/', occurredAt: 1 }, 'track', name];
  const leave = (at: number, ...said: unknown[]) => localStorage.setItem(`_sypk_1:${at}`, JSON.stringify(said));

  it('is heard on the next page', async () => {
    leave(performance.timeOrigin + 5, call('x', 'late'), call('y', 'later'), { not: 'a call' });
    await load();
    expect(calls).toEqual([call('x', 'late'), call('y', 'later')]);
    expect(Object.keys(localStorage)).toEqual([]);
  });

  it('is told as it should be, not as it was sent when the page went', async () => {
    const { id } = sender.stamp();
    localStorage.setItem(`_sypk_1:${id}`, JSON.stringify({ id, type: 'custom', properties: [] }));
    leave(performance.timeOrigin + 5, call(id, 'raw'));
    fetch.mockClear();
    sender = await load();
    expect(calls).toEqual([call(id, 'raw')]);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is left to the page that it was said on, while that lives', async () => {
    leave(performance.timeOrigin, call('x', 'late'));
    await load();
    expect(calls).toEqual([]);
    expect(Object.keys(localStorage)).toEqual([`_sypk_1:${performance.timeOrigin}`]);
  });
});
