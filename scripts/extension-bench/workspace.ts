/** The installation that the extension is measured against: many leads, behind a line of 60 ms. */
import { readdirSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { Installation } from '../installation.ts';

/** A request takes this much longer than the loopback would (ms). */
const DELAY = 60;
const BATCH = 500;

export const addressOf = (n: number): string => `person${n}@company${n % 400}.example`;

/** Calls the private API. Errors: rejects on an answer that is a no. */
export async function call(site: Installation, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${site.keys.secretKey}`, 'content-type': 'application/json' };
  const answer = await fetch(site.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
  return answer.json();
}

/** Gives so many people one touch each, and waits until everybody has a score. */
export async function fill(site: Installation, people: number): Promise<void> {
  for (let from = 0; from < people; from += BATCH) {
    const touches = Array.from({ length: Math.min(BATCH, people - from) }, (_, i) => ({
      id: `bench-${from + i}`,
      email: addressOf(from + i),
      type: 'pricing_viewed',
      occurredAt: new Date(Date.now() - ((from + i) % 40) * 3_600_000).toISOString(),
    }));
    await call(site, 'POST', '/v1/touches', { touches });
  }
  for (let tries = 0; tries < 300; tries++) {
    const { score } = await call(site, 'GET', `/v1/scores?email=${addressOf(people - 1)}`);
    if (score !== undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The last of the leads has no score after a minute.');
}

/** Waits until the copies of so many people have been written: before that the installation is busy, and answers from its ledger. */
export async function rest(state: string, people: number): Promise<void> {
  const copies = () => readdirSync(join(state, 'kv/KV/blobs')).length;
  for (let tries = 0; tries < 360; tries++) {
    if (copies() >= people) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`Only ${copies()} of ${people} copies were written in three minutes.`);
}

/** An installation behind the line. */
export interface Line {
  site: Installation;
  /** How long each request for scores has taken, the line included (ms). */
  scores: number[];
  end(): void;
}

export async function behindLine(site: Installation): Promise<Line> {
  const scores: number[] = [];
  const { hostname, port } = new URL(site.url);
  const line: Server = createServer((asked, answer) => {
    const begun = performance.now();
    if (asked.url === '/v1/scores') answer.once('finish', () => scores.push(performance.now() - begun));
    setTimeout(() => {
      const { method, url, headers } = asked;
      const on = request({ hostname, port, method, path: url, headers }, (said) => {
        answer.writeHead(said.statusCode ?? 502, said.headers);
        said.pipe(answer);
      });
      on.on('error', () => answer.destroy());
      asked.pipe(on);
    }, DELAY);
  });
  line.on('upgrade', (asked, socket, head) => {
    const on = connect(Number(port), hostname, () => {
      const headers = Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      on.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
      on.write(head);
      socket.pipe(on).pipe(socket);
    });
    for (const end of [on, socket]) end.on('error', () => [on, socket].forEach((one) => void one.destroy()));
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const address = line.address() as AddressInfo;
  return { site: { ...site, url: `http://127.0.0.1:${address.port}` }, scores, end: () => void line.close() };
}
