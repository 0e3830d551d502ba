/** `npm run soak -- [seconds] [events a second]`: a steady load on the bare runtime; memory must settle, acknowledgements be quick, and nothing be lost. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, startBench } from './bench/runtime.ts';
import { build, root } from './build.ts';
import { type Load, startLoad } from './soak/load.ts';
import { type Reading, verdictOn } from './soak/verdict.ts';

const seconds = Number(process.argv[2] ?? 60);
const perSecond = Number(process.argv[3] ?? 200);

await build();
const bench = await startBench();
try {
  const load = startLoad(`http://127.0.0.1:${bench.ports.worker}`, bench.siteKey, perSecond);
  const readings = await watch(bench, load);
  const sent = await load.stop();
  const stored = await sent.count(bench.secretKey);
  const verdict = verdictOn(readings, sent.latencies, sent.acknowledged, stored);
  console.table(readings.map(({ at, memoryMB, events }) => ({ 'after s': at, events, 'memory MB': memoryMB })));
  for (const line of verdict.lines) console.log(line);
  mkdirSync(join(root, 'test/output'), { recursive: true });
  const report = { seconds, perSecond, ...verdict, readings };
  writeFileSync(join(root, 'test/output/soak.json'), `${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = verdict.isGood ? 0 : 1;
} finally {
  await bench.stop();
}

/**
 * The local front of `npm start` leaves some 30 kB of garbage behind every request, also an empty handler's, and collects it late (500 MB there, under
 * 1 GB with this Worker and its assets; it stays at that); so what is read here is the runtime alone.
 */
async function watch(bench: Bench, { acknowledged }: Load): Promise<Reading[]> {
  const readings: Reading[] = [];
  const every = Math.max(5, Math.round(seconds / 20));
  for (let at = every; at <= seconds; at += every) {
    await new Promise((resolve) => setTimeout(resolve, every * 1000));
    readings.push({ at, memoryMB: bench.memory(), events: acknowledged() });
  }
  return readings;
}
