/** Nothing that was acknowledged is lost: `kill -9` in the middle of a load, and a start on the same state (`npm run trial:kill` does it twenty times). */
import { expect, it } from 'vitest';
import { killTrial } from '../../scripts/kill/trial.ts';

it('keeps every acknowledged event, once, counts it once, and tells the webhook of every outcome', async () => {
  const { sent, repeated, outcomes, ...wrong } = await killTrial(2, () => 700);
  expect(wrong).toEqual({ lost: [], twice: [], miscounted: [], untold: [] });
  expect(sent).toBeGreaterThan(200);
  expect(repeated).toBeGreaterThan(0);
  expect(outcomes).toBeGreaterThan(8);
});
