/** What goes out: webhooks to a receiver on this machine, and live messages to a thousand sockets. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Bench } from './runtime.ts';

const MESSAGES = 2000;
const SOCKETS = 1000;
const CHANGES = 20;
/** Nothing here takes longer (ms). */
const PATIENCE = 120_000;

export interface Outcome {
  row: string;
  result: string;
}

/** In: the runtime. Out: how many webhooks a second it delivers, and what one costs. */
export async function webhookRate(bench: Bench): Promise<Outcome> {
  let [count, first] = [0, 0];
  const all = Promise.withResolvers<void>();
  const receiver = createServer((request, answer) => {
    request.resume();
    answer.writeHead(204).end();
    if (count++ === 0) first = performance.now();
    if (count === MESSAGES) all.resolve();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const { id } = await post(bench, '/v1/webhooks', { url, events: ['tier_changed'] });
  const cpuBefore = bench.cpu();
  for (let from = 0; from < MESSAGES; from += 500) await touch(bench, 'hook', from, 500);
  await within(all.promise);
  const seconds = (performance.now() - first) / 1000;
  const cpu = Math.round((bench.cpu() - cpuBefore) / MESSAGES);
  await call(bench, 'DELETE', `/v1/webhooks/${id}`);
  receiver.closeAllConnections();
  receiver.close();
  return {
    row: 'webhooks to one address',
    result: `${Math.round(MESSAGES / seconds)} a second, ${cpu} µs of CPU each, ingest and score included`,
  };
}

/** In: the runtime. Out: how long a change takes to reach the last of a thousand sockets. */
export async function fanOut(bench: Bench): Promise<Outcome> {
  let received = 0;
  let round = Promise.withResolvers<void>();
  const sockets: WebSocket[] = [];
  for (let i = 0; i < SOCKETS; i++) {
    const { ticket } = await post(bench, '/v1/live/tickets', {});
    const socket = new WebSocket(`ws://127.0.0.1:${bench.ports.worker}/v1/live?ticket=${ticket}`);
    await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }));
    socket.addEventListener('message', () => {
      received += 1;
      if (received % SOCKETS === 0) round.resolve();
    });
    sockets.push(socket);
  }
  const waits: number[] = [];
  for (let i = 0; i < CHANGES; i++) {
    round = Promise.withResolvers();
    const started = performance.now();
    await touch(bench, 'fan', i, 1);
    await within(round.promise);
    waits.push(performance.now() - started);
  }
  for (const socket of sockets) socket.close();
  const [median, slowest] = [waits.toSorted((a, b) => a - b)[CHANGES / 2] ?? 0, Math.max(...waits)];
  return {
    row: `live, ${SOCKETS} sockets`,
    result: `${Math.round(median)} ms from the event to the last socket (slowest of ${CHANGES}: ${Math.round(slowest)} ms)`,
  };
}

const touch = (bench: Bench, name: string, from: number, size: number) =>
  post(bench, '/v1/touches', {
    touches: Array.from({ length: size }, (_, i) => ({
      id: `${name}-${from + i}`,
      email: `${name}${from + i}@out.example`,
      type: 'demo_requested',
      occurredAt: Date.now(),
    })),
  });

const post = (bench: Bench, path: string, body: object) => call(bench, 'POST', path, body);

async function call({ ports, secretKey }: Bench, method: string, path: string, body?: object) {
  const answer = await fetch(`http://127.0.0.1:${ports.worker}${path}`, {
    method,
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  return answer.status === 204 ? {} : answer.json();
}

function within(promise: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('It took too long.')), PATIENCE);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
