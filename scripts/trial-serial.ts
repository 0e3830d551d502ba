/** `npm run trial:serial -- [updates]`: two clients update one lead at once, ten thousand times. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
import { startInstallation } from './installation.ts';
import { serialTrial } from './serial/trial.ts';

await build();
const state = mkdtempSync(join(tmpdir(), 'steelyard-serial-'));
const { url, keys, stop } = await startInstallation(state, 0);
const started = performance.now();
const { updates, faults } = await serialTrial(url, keys.secretKey, Number(process.argv[2] ?? 10_000));
await stop();
rmSync(state, { recursive: true, force: true });
console.log(
  `${updates} updates by two clients in ${((performance.now() - started) / 1000).toFixed(0)} s: ${faults.length} that no serial order explains`,
);
for (const fault of faults.slice(0, 20)) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);
