/** Delivery: each event arrives, on a bad network too; the server counts each id once, so that we may send twice but never lose. */
import type { PageEvent } from '../shared/event';
import { clean } from './address';
import { guard } from './guard';
import { NAME, uuid, visitorId } from './identity';
import { beside, consent, key } from './site';
import { drop, keep } from './storage';

type Unstamped<Event> = Event extends PageEvent ? Omit<Event, 'id' | 'occurredAt'> : never;
/** An event as a room sees it; here it gets its id, its moment and its page. */
export type Draft = Unstamped<PageEvent>;
/** In: an event. Out: its id; undefined while nothing may be kept. */
export type Recorder = (draft: Draft) => string | undefined;
/** In: the names of events that could not be delivered, what the server said, if anything. */
export type Helper = (names: string[], answer?: Response) => void;

/** Each event has a name of its own, so that no tab erases another's; of each key its own, since two sites may share an origin. */
export const QUEUE = `${NAME + key}:`;
/** A character takes at most three bytes. */
const MOST_LENGTH = 16_000;
/** Each event counts for at least this much, since a body has at most 100. */
const LEAST_LENGTH = 160;

// Taken at once, for pages patch them later.
const { fetch } = window;
const { stringify } = JSON;

/** Events that no server has confirmed, as text, by name; and the names of those in requests. */
export const open = new Map<string, string>();
const flying = new Set<string>();
let isAllowed = false;
let help: Helper;
/** Something failed: nothing is sent until another attempt is made. */
let isStuck = false;
/** Until when (ms) the server wants to be left alone. */
let quietUntil = 0;
/** Whether any of it may be kept in storage. */
let isKept = false;
let lastTime = 0;

/** In: whether events may be taken (from now on), for those that wait go when they may not; who knows what to do about a failure. */
export function allow(isGranted: boolean, helper: Helper): void {
  isAllowed = isGranted;
  help = helper;
  if (!isGranted) open.clear();
}

/** Takes an event, and sends it as soon as the running code is done. */
export const record: Recorder = (draft) => {
  if (!isAllowed) return;
  // Never the same moment twice: events are in the order of their ids.
  lastTime = Math.max(lastTime + 1, Date.now());
  const id = uuid(lastTime);
  open.set(QUEUE + id, stringify({ url: clean(location.href), ...draft, id, occurredAt: lastTime }));
  queueMicrotask(flush);
  return id;
};

const flush = guard(() => {
  if (!isStuck) send();
});

/** Another attempt is made: the page or the network is back. In: until when (ms) to wait with it. Out: when it has been answered. */
export function retry(until = quietUntil): ReturnType<typeof send> {
  quietUntil = until;
  isKept = true;
  const answers = send();
  isStuck = false;
  return answers;
}

/** Sends what is open, and keeps whatever nobody has confirmed: the page hides and may never come back. */
export function handOver(): void {
  isStuck = false;
  isKept = true;
  send();
  for (const [name, text] of open) keep(name, text);
}

/** Sends what no request carries yet. Out: when all of it has been answered. */
function send(): Promise<unknown> | undefined {
  const batch = Date.now() < quietUntil ? [] : nextBatch();
  return batch[0] ? Promise.all([deliver(batch), send()]) : undefined;
}

/** In: the names of the events that one request carries. Never rejects. */
async function deliver(batch: string[]): Promise<void> {
  const answer = await fetch(beside('v1/events'), {
    method: 'POST',
    // Text without own headers needs no preflight. It is put together as text, for what is open is JSON already.
    body: `{"consent":"${consent}","key":"${key}","visitor":"${visitorId()}","sentAt":${Date.now()},"events":[${batch.map((name) => open.get(name))}]}`,
    // Bodies that outlive a page share 64 KiB in flight. What is too much fails at once, and is sent again without that.
    keepalive: !isStuck,
    credentials: 'omit',
    priority: 'low',
  }).catch(() => undefined);
  for (const name of batch) {
    flying.delete(name);
    if (answer?.ok) {
      open.delete(name);
      if (isKept) drop(name);
    }
  }
  // In a page that goes requests seem to fail, and yet arrive.
  if (!answer?.ok && !document.hidden) {
    isStuck = true;
    help(batch, answer);
  }
}

/** Out: the names of the oldest events that no request carries, as many as one body takes, yet at least one: too large, it is refused for good. */
function nextBatch(): string[] {
  let room = MOST_LENGTH;
  return [...open.keys()].filter((name) => {
    if (flying.has(name) || room < 0) return false;
    room -= `${open.get(name)}`.length + LEAST_LENGTH;
    return flying.add(name);
  });
}
