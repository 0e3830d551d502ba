/** `npm run bench:snippet`: the built snippet beside the scripts of its peers, in one run of a real Chromium: bytes, delivery, main thread. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './build.ts';
import { deliver } from './snippet-bench/delivery.ts';
import { FLOOR, NOT_HERE, OURS, PEERS } from './snippet-bench/peers.ts';
import { fetchScripts } from './snippet-bench/scripts.ts';
import { type Recorder, record } from './snippet-bench/server.ts';
import { tableOf } from './snippet-bench/table.ts';
import { threads } from './snippet-bench/thread.ts';
import { openBrowser } from './snippet-bench/visitor.ts';

/** The run begins no round that would end after this (ms), and ends whatever happens after this. */
const LAST_ROUND = 320_000;
const END = 360_000;
const LEGEND = `arrived/sent · +n late: only since the visitor came back · n again: went over the wire twice · n doubled: counted twice even
where each id is counted once · answers take 0.1 s; outages last 8 s · ms: CPU of the page's main thread in scripts, medians; load is the
first 2 s (ours fetches its parts after those 2 s where nobody moves: they are not in it), a touch the 0.4 s after it · forced layouts: on a page whose layout is never clean, from load to leaving`;

const folder = mkdtempSync(join(tmpdir(), 'steelyard-peers-'));
const recorders: Recorder[] = [];
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

await build();
const started = performance.now();
const seconds = () => Math.round((performance.now() - started) / 1000);
const end = setTimeout(() => {
  console.error(`Ended after ${seconds()} s: this machine is too busy to measure on.`);
  process.exit(1);
}, END);
const { scripts, missing } = await fetchScripts([FLOOR, ...PEERS], folder);
console.log(`${seconds()} s: ${scripts.length} scripts are here.`);
const browser = await openBrowser();
try {
  recorders.push(...(await Promise.all(scripts.map(record))));
  const talkers = recorders.filter(({ script }) => script.peer !== FLOOR);
  const deliveries = await deliver(browser, talkers);
  console.log(`${seconds()} s: delivery is measured.`);
  const { costs, rounds } = await threads(browser, recorders, started + LAST_ROUND);
  const peers = scripts.map(({ peer: { name, packages }, size }) => ({
    ...{ name, packages, size },
    ...{ delivery: deliveries.get(name), thread: costs.get(name) },
  }));
  const table = tableOf(peers, OURS);
  console.table(table);
  console.log(LEGEND);
  const notHere = { ...NOT_HERE, ...Object.fromEntries(missing) };
  for (const [name, cause] of Object.entries(notHere)) console.log(`not available here: ${name} (${cause})`);
  console.log(`Chromium ${browser.version()}, ${rounds} rounds on the main thread, ${seconds()} s in all.`);
  mkdirSync(join(root, 'test/output'), { recursive: true });
  const result = { chromium: browser.version(), rounds, seconds: seconds(), table, peers, notHere };
  writeFileSync(join(root, 'test/output/bench-snippet.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  clearTimeout(end);
  for (const recorder of recorders) recorder.stop();
  await browser.close();
}
