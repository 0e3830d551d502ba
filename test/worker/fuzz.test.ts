/** A few hundred generated bad requests (`npm run fuzz` sends a hundred thousand): no 5xx, no hang, no echo, and nothing is other than before. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attack } from '../../scripts/fuzz/attack.ts';
import { holdingsOf } from '../../scripts/fuzz/holdings.ts';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start(join(import.meta.dirname, '../fixtures/state-v1/state'));
});
afterAll(() => edge.stop());

it.each([1, 2])('stands 300 bad requests of seed %i', async (seed) => {
  const { secretKey, siteKey } = edge.keys;
  const before = await holdingsOf(edge.url, secretKey);
  const document = JSON.parse((await edge.call('GET', '/openapi.json')).text);
  const [first] = (await edge.api('GET', '/v1/leads')).body.leads;
  const known = { keys: [secretKey, secretKey, siteKey], lead: first?.lead.id ?? '' };
  const { faults, statuses } = await attack(edge.url, document, known, 300, seed);
  expect(faults).toEqual([]);
  expect(statuses[422]).toBeGreaterThan(20);
  expect(await holdingsOf(edge.url, secretKey)).toEqual(before);
});
