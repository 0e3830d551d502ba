/** Delivery: each event arrives, on a bad network too; the server counts each id once, so that we may send twice but never lose. */
import type { PageEvent } from '../shared/event';
import { clean } from './address';
import { guard } from './guard';
import { NAME, uuid, visitorId } from './identity';
import { beside, consent, key } from './site';
import { drop, keep } from './storage';

/** Which event it is, when it was and where. */
export type Stamp = Pick<PageEvent, 'id' | 'occurredAt'> & { url: string };
type Unstamped<Event> = Event extends PageEvent ? Omit<Event, keyof Stamp> & Partial<Stamp> : never;
/** An event as a room sees it; it is stamped here, unless it has been. */
export type Draft = Unstamped<PageEvent>;
/** In: an event. Out: its id; undefined while nothing may be kept. */
export type Recorder = (draft: Draft) => string | undefined;
/** An event as text, under its name. */
export type Named = [name: string, text: string];
/** In: events that could not be delivered, what the server said, if anything. */
export type Helper = (failed: Named[], answer?: Response) => void;

/** Each event has a name of its own, so that no tab erases another's; of each key its own, since two sites may share an origin. */
export const QUEUE = `${NAME + key}:`;
/** A character takes at most three bytes. */
const MOST_LENGTH = 16_000;
/** Each event counts for at least this much, since a body has at most 100. */
const LEAST_LENGTH = 160;

// Taken at once, for pages patch them later.
const post = fetch;
export const stringify = JSON.stringify;

/** Events that no server has confirmed, as text, by name; and the names of those in requests. */
export const open = new Map<string, string>();
const flying = new Set<string>();
export let isAllowed = false;
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

/** Out: what makes an event of what happens now. Never the same moment twice: events are in the order of their ids. */
export function stamp(): Stamp {
  lastTime = Math.max(lastTime + 1, Date.now());
  return { url: clean(location.href), id: uuid(lastTime), occurredAt: lastTime };
}

/** Takes an event, and sends it as soon as the running code is done. */
export const record: Recorder = (draft) => {
  if (!isAllowed) return;
  const event = { ...stamp(), ...draft };
  open.set(QUEUE + event.id, stringify(event));
  queueMicrotask(flush);
  return event.id;
};

const flush = guard(() => {
  if (!isStuck) send();
});

/** Another attempt is made: the page or the network is back. In: until when (ms) to wait with it. Out: when it has been answered. */
export function retry(until = quietUntil): unknown {
  quietUntil = until;
  isKept = true;
  const answers = send();
  isStuck = false;
  return answers;
}

/** Sends what is open, and keeps whatever nobody has confirmed: the page hides and may never come back. */
export function handOver(): void {
  isStuck = false;
  retry();
  for (const [name, text] of open) keep(name, text);
}

/** Sends what no request carries yet, the oldest first, as much as one body takes, yet at least one event: too large, it is refused for good. Out: when all of it has been answered. */
function send(): unknown {
  let room = Date.now() < quietUntil ? 0 : MOST_LENGTH;
  const batch = [...open].filter(([name, text]) => {
    if (flying.has(name) || room <= 0) return false;
    room -= text.length + LEAST_LENGTH;
    return flying.add(name);
  });
  return batch[0] && Promise.all([deliver(batch), send()]);
}

/** In: the events that one request carries. Never rejects. */
async function deliver(batch: Named[]): Promise<void> {
  const answer = await post(beside('v1/events'), {
    method: 'POST',
    // Text without own headers needs no preflight. It is put together as text, for what is open is JSON already.
    body: `{"consent":"${consent}","key":"${key}","visitor":"${visitorId()}","sentAt":${Date.now()},"events":[${batch.map(([, text]) => text)}]}`,
    // Bodies that outlive a page share 64 KiB in flight. What is too much fails at once, and is sent again without that.
    keepalive: !isStuck,
    credentials: 'omit',
    priority: 'low',
  }).catch(() => undefined);
  for (const [name] of batch) {
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
