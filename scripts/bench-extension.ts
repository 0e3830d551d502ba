/** `npm run bench:extension`: the extension in real Chromium beside the same pages without it: latency, script, memory, the live line, a long queue. `-- cold turns` measures these parts alone. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, openRepOn, openVisitor } from '../test/browser/people.ts';
import { build, root } from './build.ts';
import type { Figure } from './extension-bench/figures.ts';
import { INBOX, inboxOf } from './extension-bench/inbox.ts';
import { cold, live, turns, warm } from './extension-bench/measures.ts';
import { longQueue } from './extension-bench/queue.ts';
import { behindLine, fill, rest } from './extension-bench/workspace.ts';
import { startInstallation } from './installation.ts';

const PEOPLE = 10_000;
/** Whatever happens, it ends after this (ms). */
const END = 480_000;

await build();
const state = mkdtempSync(join(tmpdir(), 'steelyard-bench-extension-'));
const end = setTimeout(() => {
  console.error('Ended: this machine is too busy to measure on.');
  process.exit(1);
}, END);
process.once('exit', () => rmSync(state, { recursive: true, force: true }));

const site = await startInstallation(state, 0);
const line = await behindLine(site);
const [rep, plain] = await Promise.all([openRepOn({}), openVisitor()]);
try {
  await fill(site, PEOPLE);
  await rest(state, PEOPLE);
  await connect(rep, line.site);
  for (const context of [rep, plain]) {
    await context.route(`${INBOX}**`, (route) => {
      const list = Number(new URL(route.request().url()).searchParams.get('list') ?? 0);
      return route.fulfill({ contentType: 'text/html', body: inboxOf(list) });
    });
  }
  const parts: Record<string, () => Promise<Figure[]>> = {
    cold: () => cold(rep, plain, line),
    warm: () => warm(rep),
    turns: () => turns(rep, plain),
    live: () => live(rep, site),
    queue: () => longQueue(rep, PEOPLE),
  };
  const wanted = process.argv.slice(2);
  const figures: Figure[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await part()));
  }
  console.table(figures);
  const version = plain.browser()?.version();
  console.log(`Chromium ${version}; the API answers in 60 ms more than the loopback.`);
  mkdirSync(join(root, 'test/output'), { recursive: true });
  writeFileSync(join(root, 'test/output/bench-extension.json'), `${JSON.stringify({ version, figures }, null, 2)}\n`);
  if (figures.some(({ isMet }) => isMet === false)) console.log('Not every goal is met on this machine at this hour.');
} finally {
  clearTimeout(end);
  await Promise.all([rep.close(), plain.browser()?.close()]);
  line.end();
  await site.stop();
}
