/** Delivery: each event arrives, on a bad network too; the server counts each id once, so that we may send twice but never lose. */
import type { PageEvent } from '../shared/event';
import { clean } from './address';
import { guard } from './guard';
import { NAME, uuid, visitorId } from './identity';
import { key, src } from './site';
import { drop, keep, names, shelf } from './storage';

type Unstamped<Event> = Event extends PageEvent ? Omit<Event, 'id' | 'occurredAt'> : never;
/** An event as a room sees it; here it gets its id, its moment and its page. */
export type Draft = Unstamped<PageEvent>;
/** In: an event. Out: its id; undefined while nothing may be kept. */
export type Recorder = (draft: Draft) => string | undefined;

/** Until when (ms) the server wants to be left alone; of each key its own, since two sites may share an origin. */
const PAUSE = NAME + key;
/** Each event under a name of its own, so that no tab erases another's. */
const QUEUE = `${PAUSE}:`;
const MOST_KEPT = 500;
const DAY = 86_400_000;
/** Bodies in flight that outlive a page share 64 KiB; a character takes at most three bytes. */
const MOST_LENGTH = 16_000;
/** Each event counts for at least this much, since a body has at most 100. */
const LEAST_LENGTH = 160;
/** Answers after which an event is done with: it has arrived, or asking again would change nothing. */
const DONE = /^(2|4[012][^489])/;

// Taken at once, for pages patch them later.
const { fetch } = window;
const { stringify } = JSON;

/** The names of events in requests that outlive the page; whether they have arrived is not known yet. */
const handed = new Set<string>();
let isAllowed = false;
let isSending = false;
let failures = 0;
let retryAt = 0;
let lastTime = 0;

/** Says whether events may be kept (from now on); those that are kept go when they may not. */
export function allow(isGranted: boolean): void {
  isAllowed = isGranted;
  if (!isAllowed) names(QUEUE).forEach(drop);
}

/** Keeps an event, and sends it as soon as the running code is done. */
export const record: Recorder = (draft) => {
  if (!isAllowed) return;
  // Never the same moment twice: events are in the order of their ids.
  lastTime = Math.max(lastTime + 1, Date.now());
  const id = uuid(lastTime);
  keep(QUEUE + id, stringify({ url: clean(location.href), ...draft, id, occurredAt: lastTime }));
  const open = names(QUEUE);
  // The oldest view or attention goes first, since forms weigh more.
  if (open[MOST_KEPT]) drop(open.find((name) => shelf[name]?.includes('"page_')) ?? QUEUE + id);
  queueMicrotask(flush);
  return id;
};

/** Sends what is open, one batch after another. */
export const flush = guard(() => {
  if (isSending || Date.now() < retryAt || !nextBatch()[0]) return;
  isSending = true;
  // One sender at a time across the tabs; where locks are missing or forbidden, the server's dedupe is enough.
  navigator.locks?.request(PAUSE, drain).catch(drain) ?? drain();
});

/** Another attempt may be made at once: the network is back. */
export function retry(): void {
  retryAt = 0;
}

/** Sends what is open all at once: the page hides and may never come back, but these requests outlive it. */
export function handOver(): void {
  for (let batch = nextBatch(); batch[0]; batch = nextBatch()) deliver(batch, true);
}

async function drain(): Promise<void> {
  let batch = nextBatch();
  while (batch[0] && (await deliver(batch, !failures))) batch = nextBatch();
  // Here and not when the lock is free again, which is later: an event recorded in between would lie until the next one.
  isSending = false;
}

/**
 * In: names of events, whether the request outlives the page. A second attempt does not: the quota for those may be what failed.
 * Out: whether the batch is done with; else another attempt is due. Never rejects.
 */
async function deliver(batch: string[], keepalive: boolean): Promise<boolean> {
  if (keepalive) batch.forEach(handed.add, handed);
  const answer = await fetch(`${new URL('v1/events', src)}`, {
    method: 'POST',
    // Text without own headers needs no preflight. It is put together as text, for what is kept is JSON already.
    body: `{"key":"${key}","visitor":"${visitorId()}","sentAt":${Date.now()},"events":[${batch.map((name) => shelf[name])}]}`,
    keepalive,
    credentials: 'omit',
    priority: 'low',
    signal: AbortSignal.timeout?.(20_000),
  }).catch(() => undefined);
  batch.forEach(handed.delete, handed);
  if (DONE.test(`${answer?.status}`)) {
    failures = 0;
    batch.forEach(drop);
    return true;
  }
  const seconds = Number(answer?.headers.get('retry-after'));
  if (seconds) keep(PAUSE, `${Date.now() + seconds * 1000}`);
  // Not at once, even where the page is hiding: requests seem to fail in a page that goes, and yet arrive.
  retryAt = Date.now() + Math.min(1000 * 2 ** failures++, 300_000) * (0.5 + Math.random());
  return false;
}

/**
 * Out: the names of the oldest events that no server has confirmed and no request holds, as many as one body takes, yet at least one:
 * too large, it is refused for good. None while the server wants to be left alone: its word holds for all pages and tabs.
 */
function nextBatch(): string[] {
  const pause = Number(shelf[PAUSE]) - Date.now();
  const oldest = QUEUE + uuid(Date.now() - 30 * DAY);
  let room = MOST_LENGTH;
  return names(QUEUE).filter((name) => {
    const text = `${shelf[name]}`;
    // The server refuses what is older than 30 days. What does not hold its own id is somebody's rubbish.
    if (name < oldest || !text.includes(name.slice(QUEUE.length))) {
      drop(name);
      return false;
    }
    // A pause of days is a clock that was set back.
    if (handed.has(name) || room < 0 || (pause > 0 && pause < DAY)) return false;
    room -= text.length + LEAST_LENGTH;
    return true;
  });
}
