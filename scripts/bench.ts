/** `npm run bench`: what a request costs, on the bare runtime, beside an empty handler, interleaved. Ratios travel; seconds do not. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Row, type Sample } from './bench/load.ts';
import { fanOut, webhookRate } from './bench/out.ts';
import { ROWS } from './bench/rows.ts';
import { type Bench, startBench } from './bench/runtime.ts';
import { build, root } from './build.ts';

const ROUNDS = 5;
const SLICE_MS = 700;

await build();
const bench = await startBench();
try {
  for (const row of ROWS) await row.prepare?.(bench);
  const results = await rounds(bench);
  const table = ROWS.map((row) => summary(row, results.get(row) ?? [], results.get(ROWS[0] ?? row) ?? []));
  console.table(Object.fromEntries(table.map(({ row, ...columns }) => [row, columns])));
  const [few, many] = [cpuOf(table, 'known lead, 10 touches'), cpuOf(table, 'known lead, 10,000 touches')];
  console.log(`10,000 touches behind it cost ${(many / few).toFixed(2)} × what 10 cost (goal ≤ 1.5)`);
  const out = [await webhookRate(bench), await fanOut(bench)];
  console.table(Object.fromEntries(out.map(({ row, result }) => [row, { result }])));
  mkdirSync(join(root, 'test/output'), { recursive: true });
  writeFileSync(join(root, 'test/output/bench.json'), `${JSON.stringify([...table, ...out], null, 2)}\n`);
} finally {
  await bench.stop();
}

/** Every row once a round, so that whatever else the machine does hits all of them alike; the first round warms up. */
async function rounds(bench: Bench): Promise<Map<Row, Sample[]>> {
  const results = new Map<Row, Sample[]>();
  for (let round = 0; round <= ROUNDS; round++) {
    for (const row of ROWS) {
      const sample = await measure(bench, row, SLICE_MS);
      if (round > 0) results.set(row, [...(results.get(row) ?? []), sample]);
    }
  }
  return results;
}

function summary(row: Row, samples: Sample[], empty: Sample[]) {
  const ratios = samples.map(({ cpuMicros }, i) => cpuMicros / (empty[i]?.cpuMicros ?? Number.NaN));
  const perSecond = median(samples.map((sample) => sample.perSecond));
  return {
    row: row.name,
    'req/s': Math.round(perSecond),
    'of what it carries/s': Math.round(perSecond * (row.carries ?? 1)),
    'CPU µs': Math.round(median(samples.map(({ cpuMicros }) => cpuMicros))),
    '× empty': Number(median(ratios).toFixed(1)),
    goal: row.goal ?? '',
  };
}

function cpuOf(table: { row: string; 'CPU µs': number }[], name: string): number {
  return table.find(({ row }) => row === name)?.['CPU µs'] ?? Number.NaN;
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
