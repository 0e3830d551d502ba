/** The doctor: finds a sound installation well, and says of an ill one what is wrong and what helps. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { examine, type Finding } from '../../scripts/doctor/checks.ts';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const troubles = (findings: Finding[]) => findings.flatMap(({ trouble }) => trouble ?? []);
const patient = (more: object = {}) => ({ url: edge.url, ...edge.keys, ...more });

it('finds a sound installation well', async () => {
  const findings = await examine(patient());
  expect(findings.length).toBeGreaterThan(8);
  expect(troubles(findings)).toEqual([]);
});

it('says that nothing answers, and that a key is wrong', async () => {
  expect(troubles(await examine(patient({ url: 'http://127.0.0.1:1' })))).toEqual([
    expect.stringMatching(/Nothing answers .*npm start/),
  ]);
  expect(troubles(await examine(patient({ secretKey: 'sk_other' })))).toEqual([expect.stringMatching(/STEELYARD_KEY/)]);
  expect(troubles(await examine(patient({ siteKey: 'pk_other' })))).toContainEqual(
    expect.stringMatching(/answered 401/),
  );
});

it('sees what a proxy in front spoils', async () => {
  const proxy = await spoiling(edge.url);
  const { port } = proxy.address() as AddressInfo;
  const found = troubles(await examine(patient({ url: `http://127.0.0.1:${port}` })));
  proxy.close();
  expect(found).toContainEqual(expect.stringMatching(/preflight/));
  expect(found).toContainEqual(expect.stringMatching(/s\.js has the content type text\/plain/));
  expect(found).toContainEqual(expect.stringMatching(/console\/ has no strict content security policy/));
});

/** A proxy that passes bodies on, but neither content types of scripts nor anything else of the headers. */
function spoiling(url: string): Promise<Server> {
  const proxy = createServer(async (request, response) => {
    const answer = await fetch(url + request.url, {
      method: request.method ?? 'GET',
      headers: { authorization: request.headers.authorization ?? '' },
    });
    const type = answer.headers.get('content-type') ?? '';
    response.writeHead(answer.status, { 'content-type': type.includes('javascript') ? 'text/plain' : type });
    response.end(await answer.text());
  });
  return new Promise((resolve) => proxy.listen(0, '127.0.0.1', () => resolve(proxy)));
}
