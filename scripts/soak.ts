/** `npm run soak -- [seconds] [events a second]`: a steady load; memory must stay flat, acknowledgements quick, and nothing may be lost. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './build.ts';
import { Server } from './kill/server.ts';
import { type Load, startLoad } from './soak/load.ts';
import { type Reading, verdictOn } from './soak/verdict.ts';

const seconds = Number(process.argv[2] ?? 60);
const perSecond = Number(process.argv[3] ?? 200);

await build();
const state = mkdtempSync(join(tmpdir(), 'steelyard-soak-'));
const server = await Server.start(state);
const load = startLoad(server.url, server.keys, perSecond);
const readings = await watch(load);
const sent = await load.stop();
const stored = await sent.count(server.keys.secretKey);
await server.kill();
rmSync(state, { recursive: true, force: true });

const verdict = verdictOn(readings, sent.latencies, sent.acknowledged, stored);
console.table(
  readings.map(({ at, runtimeMB, serverMB, events }) => ({
    'after s': at,
    events,
    'runtime MB': runtimeMB,
    'server MB': serverMB,
  })),
);
for (const line of verdict.lines) console.log(line);
mkdirSync(join(root, 'test/output'), { recursive: true });
writeFileSync(
  join(root, 'test/output/soak.json'),
  `${JSON.stringify({ seconds, perSecond, ...verdict, readings }, null, 2)}\n`,
);
process.exit(verdict.isGood ? 0 : 1);

/** Reads the memory every so often: the node process (the platform's front) and the runtime, which is its child. */
async function watch({ acknowledged }: Load): Promise<Reading[]> {
  const readings: Reading[] = [];
  const every = Math.max(5, Math.round(seconds / 20));
  for (let at = every; at <= seconds; at += every) {
    await new Promise((resolve) => setTimeout(resolve, every * 1000));
    const [serverMB = 0, runtimeMB = 0] = processesOf(server.pid).map(residentMB);
    readings.push({ at, serverMB, runtimeMB, events: acknowledged() });
  }
  return readings;
}

/** The process and those that it started, oldest first. Linux only. */
function processesOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid && readFileSync(`/proc/${child}/comm`, 'utf8').startsWith('workerd'));
  return [pid, ...children];
}

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  } catch {
    return 0;
  }
}

function residentMB(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
  return Math.round(Number(kilobytes) / 1024);
}
