/**
 * Makes a small state folder with something of everything in it, and beside it what this program says of everybody in it.
 * `node test/worker/state/make.ts test/fixtures/state-vN`: run once by the program whose state it is to be, and kept from then on.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startInstallation } from '../../../scripts/installation.ts';
import type { Body } from '../edge.ts';
import { fill } from './fill.ts';
import { figuresOf, standingOf } from './standing.ts';

const DAY = 86_400_000;
const folder = resolve(process.argv[2] ?? '');
const state = join(folder, 'state');
rmSync(folder, { recursive: true, force: true });
mkdirSync(state, { recursive: true });
const keys = { secretKey: 'sk_fixture_not-a-secret-it-opens-this-folder-alone', siteKey: 'pk_fixture-not-a-secret-00' };
writeFileSync(join(state, 'keys.json'), `${JSON.stringify(keys, null, 2)}\n`);

const now = Date.now();
const { url, stop } = await startInstallation(state, 0);
const headers = { authorization: `Bearer ${keys.secretKey}`, 'content-type': 'application/json' };
const call = async (method: string, path: string, body?: object): Promise<Body> => {
  const answer = await fetch(url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
};
await fill(call, keys.siteKey, now);
const moments = [now - 20 * DAY, now - DAY, now, now + 7 * DAY];
const figures = figuresOf(await standingOf((path) => call('GET', path), moments, [1, 2, 3]));
// Copies are written ten seconds apart at most; then nothing is owed any more.
await new Promise((done) => setTimeout(done, 12_000));
await stop();

rmSync(join(state, 'cache'), { recursive: true, force: true });
for (const name of readdirSync(state, { recursive: true, encoding: 'utf8' }))
  if (name.endsWith('.sqlite')) compact(join(state, name));
writeFileSync(join(folder, 'figures.json'), `${JSON.stringify({ moments, models: [1, 2, 3], ...figures })}\n`);

/** One file instead of three, without what only takes room. */
function compact(file: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}
