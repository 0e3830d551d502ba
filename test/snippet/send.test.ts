/** Delivery: nothing lost over errors, hiding and bad answers; nothing asked again that was answered for good. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { guard } from '../../snippet/guard';
import { carry } from './tag';

const ADDRESS = 'https://host.example/v1/events';
const fetch = vi.fn<typeof window.fetch>();
let sender: typeof import('../../snippet/send');

const answer = (status: number, headers: Record<string, string> = {}) => new Response('', { status, headers });
const bodies = () => fetch.mock.calls.map(([, init]) => JSON.parse(`${init?.body}`));
const settled = () => vi.advanceTimersByTimeAsync(1);
const track = (name: string) => sender.record({ type: 'custom', name });
const kept = () => Object.keys(localStorage).filter((name) => /^_sypk_1:.{36}$/.test(name));

/** Another page of the site, or another tab, on which somebody is there: what was left behind is taken over. */
async function load(): Promise<typeof sender> {
  carry();
  const loaded = await import('../../snippet/send');
  const again = await import('../../snippet/parts/again');
  const late = await import('../../snippet/parts/late');
  const { retry, open, QUEUE } = loaded;
  loaded.allow(true, (failed, answer) => again.begin(guard, retry, open, QUEUE, failed, answer));
  late.adopt(open, QUEUE, []);
  again.wait(guard, retry, open, QUEUE, 0);
  loaded.handOver();
  return loaded;
}
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  fetch.mockReset().mockResolvedValue(answer(202));
  vi.stubGlobal('fetch', fetch);
  localStorage.clear();
  sender = await load();
  await settled();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a batch', () => {
  it('carries what was recorded together, as text and without credentials', async () => {
    const ids = [track('a'), track('b')];
    await settled();
    expect(fetch).toHaveBeenCalledOnce();
    expect(fetch).toHaveBeenCalledWith(
      ADDRESS,
      expect.objectContaining({ method: 'POST', keepalive: true, credentials: 'omit' }),
    );
    expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty('headers');
    expect(bodies()[0]).toMatchObject({ key: 'pk_1', visitor: expect.any(String), sentAt: expect.any(Number) });
    expect(bodies()[0].events.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(kept()).toEqual([]);
  });

  it('holds at most 100 events', async () => {
    for (let i = 0; i < 250; i++) track(`${i}`);
    await settled();
    const sizes: number[] = bodies().map(({ events }) => events.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(250);
    expect(sizes.length).toBeLessThan(7);
  });

  it('holds at most 60 KB', async () => {
    for (let i = 0; i < 40; i++)
      sender.record({ type: 'custom', name: `${i}`, properties: { text: '語'.repeat(1000) } });
    await settled();
    const sizes = fetch.mock.calls.map(([, init]) => new TextEncoder().encode(`${init?.body}`).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThan(61_000);
    expect(bodies().flatMap(({ events }) => events)).toHaveLength(40);
  });

  it('waits for no other', async () => {
    fetch.mockReturnValueOnce(new Promise(() => {}));
    track('a');
    await settled();
    track('b');
    track('c');
    await settled();
    expect(bodies().map(({ events }) => events.length)).toEqual([1, 2]);
  });
});

describe('an answer', () => {
  it.each([200, 202, 400, 401, 403, 413, 415, 422])('%i is final', async (status) => {
    fetch.mockResolvedValue(answer(status));
    track('a');
    await wait(60_000);
    expect(fetch).toHaveBeenCalledOnce();
    expect(kept()).toEqual([]);
  });

  it.each([404, 408, 429, 500, 503])('%i is asked again, later and later', async (status) => {
    fetch.mockResolvedValue(answer(status));
    track('a');
    await wait(900);
    expect(fetch).toHaveBeenCalledTimes(1);
    await wait(1200);
    expect(fetch).toHaveBeenCalledTimes(2);
    await wait(800);
    expect(fetch).toHaveBeenCalledTimes(2);
    fetch.mockResolvedValue(answer(202));
    await wait(2000);
    expect(kept()).toEqual([]);
    expect(new Set(bodies().map(({ events }) => events[0].id)).size).toBe(1);
  });

  it('that never came keeps the event; the second attempt does without keepalive', async () => {
    fetch.mockRejectedValueOnce(new TypeError('network'));
    track('a');
    await settled();
    expect(kept()).toHaveLength(1);
    await wait(2100);
    expect(fetch.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true, false]);
    expect(kept()).toEqual([]);
  });

  it.each([20, 7200, 80_000])(
    'with Retry-After: %i is obeyed, by later events, pages and by hiding ones',
    async (seconds) => {
      fetch.mockResolvedValueOnce(answer(503, { 'Retry-After': `${seconds}` }));
      track('a');
      await settled();
      track('b');
      sender.handOver();
      await wait((seconds - 1) * 1000);
      await load();
      sender.retry();
      await settled();
      expect(fetch).toHaveBeenCalledOnce();
      await wait(2000);
      expect(kept()).toEqual([]);
    },
  );

  it('with a Retry-After that a clock set back has made endless is not', async () => {
    localStorage.setItem('_sypk_1:pause', `${Date.now() + 40 * 86_400_000}`);
    fetch.mockResolvedValueOnce(answer(500));
    track('a');
    await wait(2000);
    expect(kept()).toEqual([]);
  });

  it('is asked for at once when the network is back', async () => {
    fetch.mockRejectedValueOnce(new TypeError('network'));
    track('a');
    await settled();
    sender.retry();
    await settled();
    expect(kept()).toEqual([]);
  });
});

describe('a page that hides', () => {
  it('hands over what no request holds, in requests that outlive it', async () => {
    fetch.mockReturnValue(new Promise(() => {}));
    track('a');
    await settled();
    track('b');
    sender.handOver();
    sender.handOver();
    expect(bodies().map(({ events }) => events.map(({ name }: { name: string }) => name))).toEqual([['a'], ['b']]);
    expect(fetch.mock.calls.every(([, init]) => init?.keepalive)).toBe(true);
    expect(kept()).toHaveLength(2);
  });

  it('sends it again when that did not arrive', async () => {
    fetch.mockRejectedValueOnce(new TypeError('network'));
    track('a');
    sender.handOver();
    await wait(3000);
    expect(kept()).toEqual([]);
  });

  it('leaves to the next page what nobody confirmed', async () => {
    fetch.mockReturnValue(new Promise(() => {}));
    const id = track('a');
    sender.handOver();
    fetch.mockReset().mockResolvedValue(answer(202));
    (await load()).record({ type: 'custom', name: 'b' });
    await settled();
    expect(bodies().flatMap(({ events }) => events.map((event: { id: string }) => event.id))).toContain(id);
    expect(kept()).toEqual([]);
  });
});

it('records nothing while it may not', async () => {
  sender.allow(false, () => {});
  expect(track('a')).toBeUndefined();
  await settled();
  expect(fetch).not.toHaveBeenCalled();
  expect(kept()).toEqual([]);
});
