/** Nothing that was acknowledged is lost: `kill -9` in the middle of a load, and a start on the same state (`npm run trial:kill` does it twenty times). */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { killTrial } from '../../scripts/kill/trial.ts';

const state = mkdtempSync(join(tmpdir(), 'steelyard-kill-'));
afterAll(() => rmSync(state, { recursive: true, force: true }));

it('keeps every acknowledged event, once, and counts it once', async () => {
  const { sent, repeated, ...wrong } = await killTrial(state, 2, () => 700);
  expect(wrong).toEqual({ lost: [], twice: [], miscounted: [] });
  expect(sent).toBeGreaterThan(200);
  expect(repeated).toBeGreaterThan(0);
  expect(statSync(join(state, 'keys.json')).mode & 0o777).toBe(0o600);
});
