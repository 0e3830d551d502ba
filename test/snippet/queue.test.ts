/** The queue: what no server has confirmed survives pages, tabs, full disks and other people's rubbish. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { carry } from './tag';

const fetch = vi.fn<typeof window.fetch>();
let sender: typeof import('../../snippet/send');

const answer = (status: number) => new Response('', { status });
const bodies = () => fetch.mock.calls.map(([, init]) => JSON.parse(`${init?.body}`));
const settled = () => vi.advanceTimersByTimeAsync(0);
const track = (name: string) => sender.record({ type: 'custom', name });
const kept = () => Object.keys(localStorage).filter((name) => name.startsWith('_sypk_1:'));

/** Another page of the site, or another tab. */
async function load(attributes?: Record<string, string>): Promise<typeof sender> {
  carry(attributes);
  const loaded = await import('../../snippet/send');
  loaded.allow(true);
  return loaded;
}
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
  const ids = () =>
    kept()
      .sort()
      .map((name) => name.slice(-36));
  beforeEach(() => {
    fetch.mockReturnValue(new Promise(() => {}));
  });

  it('keeps events in the order in which they came, also within a millisecond', () => {
    const came = ['a', 'b', 'c', 'd'].map(track);
    expect(ids()).toEqual(came);
  });

  it('holds 500, and lets the oldest views go first', async () => {
    const form = sender.record({ type: 'form_submitted' });
    const views = Array.from({ length: 500 }, () => sender.record({ type: 'page_viewed' }));
    expect(ids()).toEqual([form, ...views.slice(1)]);
  });

  it('lets go what the server would refuse for its age, and what is rubbish', async () => {
    const old = '01900000-0000-7000-8000-000000000000';
    localStorage.setItem(`_sypk_1:${old}`, JSON.stringify({ id: old, type: 'page_viewed' }));
    for (const rubbish of ['{', '7', '{"a":1}', '[null,1]']) localStorage.setItem(`_sypk_1:fffff${rubbish}`, rubbish);
    const id = track('a');
    await settled();
    expect(ids()).toEqual([id]);
    expect(bodies()[0].events).toHaveLength(1);
  });

  it('of another key on the same origin is another one', async () => {
    track('a');
    const other = await load({ 'data-key': 'pk_2' });
    other.record({ type: 'custom', name: 'b' });
    await settled();
    const sent = bodies().map(({ key, events }) => [key, events.map(({ name }: { name: string }) => name)]);
    expect(sent).toEqual([
      ['pk_1', ['a']],
      ['pk_2', ['b']],
    ]);
  });

  it('lives in memory from the moment on that storage is full', async () => {
    const full = new Proxy(
      {},
      {
        set: () => {
          throw new DOMException('full', 'QuotaExceededError');
        },
      },
    );
    vi.stubGlobal('localStorage', full);
    sender = await load();
    track('a');
    track('b');
    fetch.mockReset().mockResolvedValue(answer(202));
    sender.handOver();
    expect(bodies()[0].events).toHaveLength(2);
  });

  it('lives in memory where storage is blocked', async () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    sender = await load();
    track('a');
    sender.handOver();
    expect(bodies()[0].events).toHaveLength(1);
  });
});
