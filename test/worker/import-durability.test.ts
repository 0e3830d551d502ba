/** An import goes on after `kill -9` from where it stands: nothing is lost, nothing doubled. */
import { afterAll, expect, it } from 'vitest';
import { Server } from '../../scripts/server.ts';
import type { Body } from './edge.ts';

const victim = new Server();
afterAll(() => victim.end());

const TOTAL = 9000;
const PEOPLE = 90;
const at = new Date(Date.now() - 86_400_000).toISOString();
const FILE = `email,type,occurredAt\n${Array.from({ length: TOTAL }, (_, n) => `k${n % PEOPLE}@killed.example,email_opened,${at}\n`).join('')}`;

it('survives two kills', { timeout: 90_000 }, async () => {
  await victim.start();
  const { id } = await call('POST', '/v1/imports', '{"kind":"touches"}', 'application/json');
  const stands = () => call('GET', `/v1/imports/${id}`);
  for (let kills = 0; kills < 2; kills++) {
    const { offset } = await stands();
    const upload = new AbortController();
    const part = half(FILE.slice(offset), upload.signal);
    const dying = call('PATCH', `/v1/imports/${id}?offset=${offset}&complete=1`, part).catch(() => null);
    await expect.poll(async () => (await stands()).offset, { timeout: 20_000, interval: 20 }).toBeGreaterThan(offset);
    await victim.kill();
    upload.abort();
    await dying;
    await victim.start();
  }
  const { offset, state } = await stands();
  expect([state, offset < FILE.length]).toEqual(['open', true]);
  const done = await call('PATCH', `/v1/imports/${id}?offset=${offset}&complete=1`, FILE.slice(offset));
  expect(done).toMatchObject({ state: 'done', offset: FILE.length, lines: TOTAL + 1, rejected: 0 });
  expect(done.accepted + done.duplicates).toBe(TOTAL);
  for (const n of [0, 1, PEOPLE / 2, PEOPLE - 1]) {
    const { snapshot } = await call('GET', `/v1/scores?email=k${n}@killed.example&fresh=1&snapshot=1`);
    expect(snapshot.tally.touches).toBe(TOTAL / PEOPLE);
  }
});

/** An upload of which only the first half ever arrives. */
function half(text: string, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text.slice(0, text.length / 2)));
      signal.addEventListener('abort', () => controller.error(new Error('cut off')));
    },
  });
}

async function call(method: string, path: string, body?: BodyInit, type = 'text/csv'): Promise<Body> {
  const headers = { authorization: `Bearer ${victim.keys.secretKey}`, 'content-type': type };
  const sent = body === undefined ? {} : { body, duplex: 'half' as const };
  return (await fetch(`${victim.url}${path}`, { method, headers, ...sent })).json();
}
