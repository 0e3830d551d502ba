/** The live connection: one socket that comes back by itself and goes on where it stopped. */
import { signal } from '@preact/signals';
import * as v from 'valibot';
import { LiveMessage } from '../../shared/wire';
import { api } from './api';

const PING_EVERY = 20_000;
const LONGEST_WAIT = 30_000;

export const connection = signal<'connecting' | 'live' | 'waiting'>('connecting');

/**
 * In: who hears the messages; how long to stay. A `hello` is passed on only when the connection starts afresh: what was read
 * before it may then be old. After a break we resume with `since`, and nothing is missing.
 */
export async function stayLive(hear: (message: LiveMessage) => void, lifetime: AbortSignal): Promise<void> {
  let cursor: number | null = null;
  let failures = 0;
  const listen = (message: LiveMessage) => {
    failures = 0;
    connection.value = 'live';
    // A hello names the newest message, and what we missed may still be on its way: our own cursor stands. Unless the
    // other side has started its count anew: then so do we.
    const isResumed = message.type === 'hello' && cursor !== null && message.cursor >= cursor;
    if (isResumed) return;
    cursor = message.cursor;
    hear(message);
  };
  while (!lifetime.aborted) {
    connection.value = failures === 0 ? 'connecting' : 'waiting';
    await untilClosed(listen, cursor, lifetime).catch(() => {});
    if (lifetime.aborted) return;
    connection.value = 'waiting';
    await pause(backoff(failures), lifetime);
    failures += 1;
  }
}

/** Resolves when the socket has closed. */
async function untilClosed(listen: (message: LiveMessage) => void, cursor: number | null, lifetime: AbortSignal) {
  const { ticket } = await api.liveTicket();
  if (lifetime.aborted) return;
  const socket = new WebSocket(addressOf(ticket, cursor));
  const close = () => socket.close();
  lifetime.addEventListener('abort', close);
  const stopPinging = keepAwake(socket);
  await new Promise<void>((resolve) => {
    socket.addEventListener('close', () => resolve());
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = parsed(data);
      if (message !== null) listen(message);
    });
  });
  stopPinging();
  lifetime.removeEventListener('abort', close);
}

function addressOf(ticket: string, cursor: number | null): string {
  const address = new URL('/v1/live', location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  address.searchParams.set('ticket', ticket);
  if (cursor !== null) address.searchParams.set('since', String(cursor));
  return address.href;
}

/** A line that has gone silent is closed, because a browser may not notice for minutes that it is dead. */
function keepAwake(socket: WebSocket): () => void {
  let isAnswered = true;
  socket.addEventListener('message', () => {
    isAnswered = true;
  });
  const timer = setInterval(() => {
    if (!isAnswered) return socket.close();
    if (socket.readyState !== WebSocket.OPEN) return;
    isAnswered = false;
    socket.send('ping');
  }, PING_EVERY);
  return () => clearInterval(timer);
}

function parsed(data: unknown): LiveMessage | null {
  if (typeof data !== 'string' || data === 'pong') return null;
  try {
    const result = v.safeParse(LiveMessage, JSON.parse(data));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

/** 1 s, 2 s, 4 s … 30 s, spread so that a restart does not bring everybody at once. */
const backoff = (failures: number): number => Math.min(LONGEST_WAIT, 1000 * 2 ** failures) * (0.75 + Math.random() / 2);

const pause = (ms: number, lifetime: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    lifetime.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
