/** Two clients who update one lead at once get the result of some serial order (`npm run trial:serial` does it ten thousand times). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serialTrial } from '../../scripts/serial/trial.ts';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

it('is as if they had waited for each other', async () => {
  expect(await serialTrial(edge.url, edge.keys.secretKey, 200)).toEqual({ updates: 200, faults: [] });
});
