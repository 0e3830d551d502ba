/** `npm run trial:kill -- [times]`: `kill -9` under load, twenty times on the same state; then every acknowledged event and webhook is looked for. */
import { build } from './build.ts';
import { killTrial } from './kill/trial.ts';

const times = Number(process.argv[2] ?? 20);
await build();
const found = await killTrial(times, () => 300 + Math.random() * 1500);
const { sent, repeated, lost, twice, miscounted, outcomes, untold } = found;
console.log(`${times} × kill -9: ${sent} events acknowledged, ${repeated} batches sent again`);
console.log(`${lost.length} lost, ${twice.length} stored twice, ${miscounted.length} people counted wrongly`);
console.log(`${outcomes} outcomes acknowledged, ${untold.length} of them never told to the webhook`);
const faults = [...lost, ...twice, ...miscounted, ...untold];
for (const fault of faults.slice(0, 20)) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);
