/** `npm run trial:kill -- [times]`: `kill -9` under load, twenty times on the same state; then every acknowledged event is looked for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
import { killTrial } from './kill/trial.ts';

const times = Number(process.argv[2] ?? 20);
await build();
const state = mkdtempSync(join(tmpdir(), 'steelyard-kill-'));
const { sent, repeated, lost, twice, miscounted } = await killTrial(state, times, () => 300 + Math.random() * 1500);
rmSync(state, { recursive: true, force: true });
console.log(`${times} × kill -9: ${sent} events acknowledged, ${repeated} batches sent again`);
console.log(`${lost.length} lost, ${twice.length} stored twice, ${miscounted.length} people counted wrongly`);
for (const fault of [...lost, ...twice, ...miscounted].slice(0, 20)) console.log(fault);
process.exit(lost.length + twice.length + miscounted.length === 0 ? 0 : 1);
