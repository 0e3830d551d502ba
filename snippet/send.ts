/** Delivery: each event arrives, on a bad network too; the server counts each id once, so that we may send twice but never lose. */
import type { PageEvent } from '../shared/event';
import { clean } from './address';
import { guard, listen } from './guard';
import { uuid, visitorId } from './identity';
import { keep, openEvents, settle } from './queue';
import { load, save } from './storage';

type Unstamped<Event> = Event extends PageEvent ? Omit<Event, 'id' | 'occurredAt'> : never;
/** An event as a room sees it; the sender gives it its id, its moment and its page. */
export type Draft = Unstamped<PageEvent>;

export interface Sender {
  /** Keeps an event, and sends it as soon as the running code is done. Out: its id; '' while nothing may be kept. */
  record(draft: Draft): string;
  /** True: the page hides and may never come back, so the browser gets what is open, for it outlives the page. False: it is seen. */
  leave(isLeaving: boolean): void;
}

/** Bodies in flight that outlive a page share 64 KiB; a character takes at most three bytes. */
const MOST_LENGTH = 20_000;
const MOST_EVENTS = 100;
/** Answers after which an event is done with: it has arrived, or asking again would change nothing. */
const DONE = /^(2|4(0[013]|1[35]|22))/;
const PAUSE = '_syp';
const HOUR = 3_600_000;

/** In: the address of the API's events, the site's public key, whether we may keep anything (still). Out: what records and delivers. */
export function createSender(address: string, key: string, mayKeep: () => boolean): Sender {
  // Taken at once, for pages patch them later.
  const fetch = window.fetch.bind(window);
  const beacon = navigator.sendBeacon?.bind(navigator);
  /** Ids in requests that outlive the page; whether they have arrived is not known yet. */
  const handed = new Set<string>();
  let isGone = false;
  let isSending = false;
  let failures = 0;
  let retryAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = guard(() => {
    // The server's word on when to come back holds for all pages and tabs. A pause of hours is a clock that was set back.
    const wait = Math.max(isGone ? 0 : retryAt, +load(PAUSE)) - Date.now();
    clearTimeout(timer);
    if (wait > 0 && wait <= HOUR) timer = setTimeout(flush, wait);
    else if (isGone) handOver();
    else if (!isSending) sendAlone();
  });

  listen(window, 'online', () => {
    retryAt = 0;
    flush();
  });

  return {
    record(draft) {
      if (!mayKeep()) return '';
      const event: PageEvent = { url: clean(location.href), ...draft, id: uuid(), occurredAt: Date.now() };
      keep(event);
      queueMicrotask(flush);
      return event.id;
    },
    leave(isLeaving) {
      if (isLeaving === isGone) return;
      isGone = isLeaving;
      // A beacon tells nobody whether it arrived: who comes back sends again what it took.
      if (!isGone) handed.clear();
      flush();
    },
  };

  function handOver(): void {
    for (let batch = nextBatch(); batch.length; batch = nextBatch()) {
      for (const { id } of batch) handed.add(id);
      if (!beacon?.(address, envelope(batch))) post(batch).catch(() => {});
    }
  }

  /** One sender at a time across the tabs; where locks are missing or forbidden, the server's dedupe is enough. */
  function sendAlone(): void {
    isSending = true;
    if (navigator.locks) navigator.locks.request('_sy', drain).catch(drain);
    else drain();
  }

  async function drain(): Promise<void> {
    let batch = nextBatch();
    while (batch.length && !isGone && (await deliver(batch))) batch = nextBatch();
    // Here and not when the lock is free again, which is later: an event recorded in between would lie until the next one.
    isSending = false;
  }

  /** Out: whether the batch is done with; else another attempt is due. Never rejects. */
  async function deliver(batch: PageEvent[]): Promise<boolean> {
    // The first attempt is one with keepalive: it outlives the page.
    if (!failures) for (const { id } of batch) handed.add(id);
    const answer = await post(batch).catch(() => undefined);
    for (const { id } of batch) handed.delete(id);
    if (DONE.test(`${answer?.status}`)) {
      failures = 0;
      settle(batch);
      return true;
    }
    const seconds = +(answer?.headers.get('retry-after') ?? 0);
    if (seconds) save(PAUSE, `${Date.now() + seconds * 1000}`);
    retryAt = Date.now() + Math.min(1000 * 2 ** failures++, 300_000) * (0.5 + Math.random());
    // Not at once, even where the page is hiding: requests seem to fail in a page that goes, and yet arrive.
    timer = setTimeout(flush, retryAt - Date.now());
    return false;
  }

  /** Text without own headers needs no preflight. A second attempt does without keepalive, whose quota may be what failed. */
  function post(batch: PageEvent[]): Promise<Response> {
    return fetch(address, {
      method: 'POST',
      body: envelope(batch),
      keepalive: isGone || !failures,
      credentials: 'omit',
      priority: 'low',
      signal: AbortSignal.timeout?.(20_000) ?? null,
    });
  }

  function envelope(events: PageEvent[]): string {
    return JSON.stringify({ key, visitor: visitorId(), sentAt: Date.now(), events });
  }

  /** Out: the oldest events that no request holds, as many as one body takes, yet at least one: too large, it is refused for good. */
  function nextBatch(): PageEvent[] {
    let length = 0;
    const open = openEvents().filter(({ id }) => !handed.has(id));
    return open.slice(0, MOST_EVENTS).filter((event, i) => {
      length += JSON.stringify(event).length;
      return !i || length < MOST_LENGTH;
    });
  }
}
