/** The live socket: opened with a ticket, resumed from a cursor, kept awake by a word every 20 seconds, reopened when lost. */
import * as v from 'valibot';
import { Snapshot } from '../../shared/wire/answer';
import type { Api } from './api';

/** Chrome ends a worker after 30 s without traffic (ms). */
const PING = 20_000;
/** Two pings without any answer: the line is dead, whatever the socket believes (ms). */
const SILENCE = 50_000;
const FIRST_RETRY = 1000;
const LAST_RETRY = 60_000;

/** Of the API's messages (`LiveMessage` in shared/wire) we take what we can use. */
const cursor = v.number();
const News = v.variant('type', [
  v.object({ type: v.literal('hello'), cursor }),
  v.object({
    type: v.literal('alert'),
    cursor,
    lead: v.object({ id: v.string(), name: v.nullable(v.string()), email: v.nullable(v.string()) }),
    alert: v.string(),
  }),
  v.object({
    type: v.literal('score_changed'),
    cursor,
    lead: v.object({ id: v.string(), email: v.nullable(v.string()) }),
    snapshot: v.optional(Snapshot),
  }),
]);
export type News = v.InferOutput<typeof News>;

export interface LiveOptions {
  /** Out: the last message that was taken in, or null at the very first time. */
  cursor(): Promise<number | null>;
  onMessage(message: News): Promise<void>;
  onOpen(): void;
  onClose(): void;
  /** The socket could not be had; the caller decides whether that ends the pairing. */
  onRefused(error: unknown): void;
}
export interface Live {
  /** Opens now if it is not open and nobody is at it. */
  wake(): void;
  isOpen(): boolean;
  /** When the server was last heard (ms; 0: never). */
  heardAt(): number;
  close(): void;
}

/** In: the API and what to do with news. Out: the socket, which tries until `close`. */
export function openLive(api: Api, options: LiveOptions): Live {
  let socket: WebSocket | null = null;
  let isBusy = false;
  let isClosed = false;
  let attempts = 0;
  let heardAt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let ping: ReturnType<typeof setInterval> | undefined;

  const open = async () => {
    if (isClosed || isBusy || socket !== null) return;
    isBusy = true;
    try {
      const address = await api.liveAddress(await options.cursor());
      if (!isClosed) socket = connect(new WebSocket(address));
    } catch (error) {
      retryLater();
      options.onRefused(error);
    }
    isBusy = false;
  };

  const connect = (fresh: WebSocket): WebSocket => {
    let order = Promise.resolve();
    fresh.onopen = () => {
      attempts = 0;
      heardAt = Date.now();
      ping = setInterval(() => (Date.now() - heardAt > SILENCE ? lose(fresh) : fresh.send('ping')), PING);
      options.onOpen();
    };
    fresh.onmessage = ({ data }) => {
      heardAt = Date.now();
      const message = parse(data);
      if (message === null) return;
      // One after the other: the cursor may only pass what is stored.
      order = order.then(() => options.onMessage(message)).catch(() => lose(fresh));
    };
    fresh.onclose = () => lose(fresh);
    return fresh;
  };

  const lose = (lost: WebSocket) => {
    if (socket !== lost) return;
    socket = null;
    clearInterval(ping);
    lost.close();
    options.onClose();
    retryLater();
  };

  const retryLater = () => {
    clearTimeout(retry);
    if (isClosed) return;
    const wait = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** attempts++);
    retry = setTimeout(open, wait * (0.5 + Math.random() / 2));
  };

  void open();
  return {
    wake: () => void open(),
    isOpen: () => socket?.readyState === WebSocket.OPEN,
    heardAt: () => heardAt,
    close: () => {
      isClosed = true;
      clearTimeout(retry);
      if (socket !== null) lose(socket);
    },
  };
}

/** In: a frame. Out: the message, or null for `pong` and for kinds that a newer server may send. */
function parse(data: unknown): News | null {
  if (typeof data !== 'string' || !data.startsWith('{')) return null;
  try {
    const message = v.safeParse(News, JSON.parse(data));
    return message.success ? message.output : null;
  } catch {
    return null;
  }
}
