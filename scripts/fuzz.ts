/** `npm run fuzz -- [requests] [seed]`: bad requests to an installation of its own, on the loopback; none may hurt it, hang or change anything. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './build.ts';
import { attack } from './fuzz/attack.ts';
import { holdingsOf } from './fuzz/holdings.ts';
import { startInstallation } from './installation.ts';

const total = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000);

await build();
const state = mkdtempSync(join(tmpdir(), 'steelyard-fuzz-'));
cpSync(join(root, 'test/fixtures/state-v1/state'), state, { recursive: true });
const { url, keys, stop } = await startInstallation(state, 0);
let isGood = false;
try {
  const before = await holdingsOf(url, keys.secretKey);
  const document = await (await fetch(`${url}/openapi.json`)).json();
  const lead = /"id":"(ld_\w+)"/.exec(before.join('\n'))?.[1] ?? '';
  const started = performance.now();
  const { faults, statuses, slowest } = await attack(
    url,
    document,
    { keys: [keys.secretKey, keys.secretKey, keys.secretKey, keys.siteKey], lead },
    total,
    seed,
  );
  const seconds = (performance.now() - started) / 1000;
  const after = await holdingsOf(url, keys.secretKey);
  const moved = [...before.filter((row) => !after.includes(row)), ...after.filter((row) => !before.includes(row))];
  console.log(
    `${total} bad requests in ${seconds.toFixed(0)} s (seed ${seed}); slowest answer ${slowest.toFixed(0)} ms`,
  );
  console.table(statuses);
  console.log(`${faults.length} faults, ${moved.length} rows that are other than before`);
  for (const fault of faults.slice(0, 30)) console.log(JSON.stringify(fault));
  for (const row of moved.slice(0, 10)) console.log(row.slice(0, 300));
  isGood = faults.length === 0 && moved.length === 0;
} finally {
  await stop();
  rmSync(state, { recursive: true, force: true });
}
process.exit(isGood ? 0 : 1);
