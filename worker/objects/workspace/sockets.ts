/** The reps' sockets. The object may sleep while they are open: what is to be known of one is its tag, the id of its key or rep, and what it subscribes to. */
import * as v from 'valibot';
import { Subscription } from '../../../shared/wire';
import type { Told } from './live';
import { counted, isStuck, type Unheard } from './pace';
import { isFor } from './subscription';

const unheard = new WeakMap<WebSocket, Unheard>();
const EVERYBODY: Subscription = { leads: [], accounts: [], queue: null };
const subscriptions = new WeakMap<WebSocket, Subscription>();

/** Says what a socket wants to hear from now on; it is remembered while the object sleeps. */
export function subscribe(socket: WebSocket, wanted: Subscription): void {
  subscriptions.set(socket, wanted);
  socket.serializeAttachment(wanted);
}

/** In: the messages, who may hear them, when each was last heard (null: not since it opened), now (ms). A slow or dead one is dropped, not awaited. */
export function tell(
  sockets: WebSocket[],
  messages: Told[],
  heardAt: (socket: WebSocket) => Date | null,
  now: number,
): void {
  for (const { text, now: place, before } of messages) {
    for (const socket of sockets) {
      if (!isFor(subscriptionOf(socket), place, before)) continue;
      const count = counted(unheard.get(socket), text.length, heardAt(socket)?.getTime() ?? 0, now);
      unheard.set(socket, count);
      if (isStuck(count, now)) socket.close(1013, 'reads too slowly');
      else send(socket, text);
    }
  }
}

/** Ends sockets whose holder may no longer listen (1008: a policy's end, not an accident). */
export function hangUp(sockets: WebSocket[]): void {
  for (const socket of sockets) socket.close(1008, 'revoked');
}

/** Sends what is for one socket alone. */
export function send(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    socket.close(1011, 'unreachable');
  }
}

function subscriptionOf(socket: WebSocket): Subscription {
  const known = subscriptions.get(socket);
  if (known !== undefined) return known;
  const parsed = v.safeParse(Subscription, socket.deserializeAttachment());
  const wanted = parsed.success ? parsed.output : EVERYBODY;
  subscriptions.set(socket, wanted);
  return wanted;
}
