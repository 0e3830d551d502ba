/** Delivery: nothing lost over errors, hiding and bad answers; nothing asked again that was answered for good. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetEvents, openEvents } from '../../snippet/queue';
import { createSender, type Sender } from '../../snippet/send';
import { save } from '../../snippet/storage';

const ADDRESS = 'https://host.example/v1/events';
const fetch = vi.fn<typeof window.fetch>();
const beacon = vi.fn<typeof navigator.sendBeacon>();
let sender: Sender;

const answer = (status: number, headers: Record<string, string> = {}) => new Response('', { status, headers });
const bodies = () => fetch.mock.calls.map(([, init]) => JSON.parse(`${init?.body}`));
const settled = () => vi.advanceTimersByTimeAsync(0);
const track = (name: string) => sender.record({ type: 'custom', name });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  fetch.mockReset().mockResolvedValue(answer(202));
  beacon.mockReset().mockReturnValue(true);
  vi.stubGlobal('fetch', fetch);
  Object.defineProperty(navigator, 'sendBeacon', { value: beacon, configurable: true });
  forgetEvents();
  save('_syp', '');
  sender = createSender(ADDRESS, 'pk_1', () => true);
});
afterEach(() => {
  forgetEvents();
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
    expect(bodies()[0]).toMatchObject({ key: 'pk_1', visitor: expect.any(String), sentAt: Date.now() });
    expect(bodies()[0].events.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(openEvents()).toEqual([]);
  });

  it('holds at most 100 events', async () => {
    for (let i = 0; i < 250; i++) track(`${i}`);
    await settled();
    expect(bodies().map(({ events }) => events.length)).toEqual([100, 100, 50]);
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

  it('is one at a time; what comes meanwhile goes into the next', async () => {
    let arrive = (_: Response) => {};
    fetch.mockReturnValueOnce(new Promise((resolve) => (arrive = resolve)));
    track('a');
    await settled();
    track('b');
    track('c');
    await settled();
    expect(fetch).toHaveBeenCalledOnce();
    arrive(answer(202));
    await settled();
    expect(bodies().map(({ events }) => events.length)).toEqual([1, 2]);
  });
});

describe('an answer', () => {
  it.each([200, 202, 400, 401, 403, 413, 415, 422])('%i is final', async (status) => {
    fetch.mockResolvedValue(answer(status));
    track('a');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetch).toHaveBeenCalledOnce();
    expect(openEvents()).toEqual([]);
  });

  it.each([404, 429, 500, 503])('%i is asked again, later and later', async (status) => {
    fetch.mockResolvedValue(answer(status));
    track('a');
    await vi.advanceTimersByTimeAsync(900);
    expect(fetch).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(fetch).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(1800);
    expect(fetch).toHaveBeenCalledTimes(2);
    fetch.mockResolvedValue(answer(202));
    await vi.advanceTimersByTimeAsync(200);
    expect(openEvents()).toEqual([]);
    expect(new Set(bodies().map(({ events }) => events[0].id)).size).toBe(1);
  });

  it('that never came keeps the event; the second attempt does without keepalive', async () => {
    fetch.mockRejectedValueOnce(new TypeError('network'));
    track('a');
    await settled();
    expect(openEvents()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1100);
    expect(fetch.mock.calls.map(([, init]) => init?.keepalive)).toEqual([true, false]);
    expect(openEvents()).toEqual([]);
  });

  it('with Retry-After is obeyed, by later events and by later pages too', async () => {
    fetch.mockResolvedValueOnce(answer(503, { 'Retry-After': '20' }));
    track('a');
    await vi.advanceTimersByTimeAsync(10_000);
    createSender(ADDRESS, 'pk_1', () => true).record({ type: 'custom', name: 'b' });
    sender.leave(true);
    await vi.advanceTimersByTimeAsync(9000);
    expect(fetch).toHaveBeenCalledOnce();
    expect(beacon).not.toHaveBeenCalled();
    sender.leave(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(openEvents()).toEqual([]);
  });

  it('is asked for at once when the network is back', async () => {
    fetch.mockRejectedValueOnce(new TypeError('network'));
    track('a');
    await settled();
    window.dispatchEvent(new Event('online'));
    await settled();
    expect(openEvents()).toEqual([]);
  });
});

describe('a page that hides', () => {
  it('hands over what no request holds, and sends it again when it is back', async () => {
    sender.leave(true);
    track('a');
    await settled();
    expect(fetch).not.toHaveBeenCalled();
    expect(beacon).toHaveBeenCalledOnce();
    sender.leave(true);
    await settled();
    expect(beacon).toHaveBeenCalledOnce();
    expect(openEvents()).toHaveLength(1);
    sender.leave(false);
    await settled();
    expect(fetch).toHaveBeenCalledOnce();
    expect(openEvents()).toEqual([]);
  });

  it('leaves to the next page what nobody confirmed', async () => {
    sender.leave(true);
    const id = track('a');
    await settled();
    createSender(ADDRESS, 'pk_1', () => true).record({ type: 'custom', name: 'b' });
    await settled();
    expect(bodies()[0].events.map((event: { id: string }) => event.id)).toContain(id);
  });

  it('does not hand over what is on its way', async () => {
    fetch.mockReturnValue(new Promise(() => {}));
    track('a');
    await settled();
    sender.leave(true);
    expect(beacon).not.toHaveBeenCalled();
  });

  it('uses fetch where the beacon is refused', async () => {
    beacon.mockReturnValue(false);
    sender.leave(true);
    track('a');
    await settled();
    expect(fetch).toHaveBeenCalledWith(ADDRESS, expect.objectContaining({ keepalive: true }));
  });
});

it('records nothing while it may not', async () => {
  expect(createSender(ADDRESS, 'pk_1', () => false).record({ type: 'custom', name: 'a' })).toBe('');
  await settled();
  expect(fetch).not.toHaveBeenCalled();
  expect(openEvents()).toEqual([]);
});
