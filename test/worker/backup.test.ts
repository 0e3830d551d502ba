/** Backup and restore: everything comes back, by the commands that an operator types, and nothing else is let in. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../scripts/build.ts';
import { Edge } from './edge.ts';
import { fill } from './state/fill.ts';
import { standingOf } from './state/standing.ts';

const DAY = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'steelyard-backup-'));
const file = join(folder, 'backup.ndjson');
const now = Date.now();
let old: Edge;
let fresh: Edge;

beforeAll(async () => {
  [old, fresh] = await Promise.all([Edge.start(), Edge.start()]);
  const call = async (method: string, path: string, body?: object) => (await old.api(method, path, body)).body;
  await fill(call, old.keys.siteKey, now);
  // More than a page of the backup and a part of the restore hold.
  for (let from = 0; from < 3000; from += 30) await old.events('v-many', manyViews(from, 30));
});
afterAll(async () => {
  await Promise.all([old.stop(), fresh.stop()]);
  rmSync(folder, { recursive: true });
});

describe('a backup', () => {
  it('is written by one command, whole, for its owner alone', async () => {
    expect(await run('backup', old)).toMatchObject({ code: 0, said: expect.stringMatching(/^\d+ rows are in /) });
    const secrets = [file, join(old.state, 'keys.json')];
    expect(secrets.map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
    const lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ steelyard: expect.any(String), versions: { workspace: expect.any(Number) } });
    expect(lines.at(-1)).toEqual({ rows: lines.length - 2 });
    expect(statSync(file).size).toBeGreaterThan(2_000_000);
    expect(readFileSync(file, 'utf8')).not.toContain(old.keys.secretKey);
  });

  it('restores every score and receipt, every timeline and record, the models and who may ask', async () => {
    const { code } = (await old.api('POST', '/v1/pairings', {})).body;
    const { token } = (await old.call('POST', '/v1/pairings/claim', { code }, { 'content-type': 'application/json' }))
      .body;
    expect((await run('backup', old)).code).toBe(0);
    expect(await run('restore', fresh)).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^\d+ rows are restored/),
    });

    const moments = [now - 20 * DAY, now - DAY, now, now + 7 * DAY];
    const standing = (edge: Edge) => standingOf(async (path) => (await edge.api('GET', path)).body, moments, [1, 2, 3]);
    const [before, after] = [await standing(old), await standing(fresh)];
    expect(Object.keys(before.scores).length).toBeGreaterThan(100);
    expect(after).toEqual(before);
    expect((await fresh.api('GET', '/v1/models')).body).toEqual((await old.api('GET', '/v1/models')).body);
    const asRep = { authorization: `Bearer ${token}` };
    expect((await fresh.call('GET', '/v1/scores?linkedin=ada-lovelace', undefined, asRep)).body.lead.email).toMatch(
      /^ada@/,
    );
  });

  it('restores what is stored of a score too, and its copies', async () => {
    const { score } = await fresh.score('grace@northwind.example', '&fresh=1');
    const was = await old.score('grace@northwind.example', `&at=${Date.parse(score.now)}`);
    expect({ ...score, asOf: score.now }).toEqual(was.score);
    await expect.poll(() => fresh.filesWith(/grace@northwind/).some((name) => name.includes('/kv/'))).toBe(true);
  });

  it('leaves an installation that goes on: old events are known, the old site sends, the old key is none here', async () => {
    const known = {
      id: 'long-1',
      email: 'grace@northwind.example',
      type: 'page_viewed',
      occurredAt: Math.round(now - DAY / 4),
    };
    expect((await fresh.api('POST', '/v1/touches', { touches: [known] })).body).toMatchObject({
      accepted: 0,
      duplicates: 1,
    });
    const view = { id: 'after', type: 'page_viewed', occurredAt: Date.now() };
    const batch = { key: old.keys.siteKey, visitor: 'v-ada', events: [view] };
    expect((await fresh.call('POST', '/v1/events', batch)).body).toMatchObject({ accepted: 1 });
    expect(
      (await fresh.call('GET', '/v1/me', undefined, { authorization: `Bearer ${old.keys.secretKey}` })).status,
    ).toBe(401);
    await fresh.restart();
    expect((await fresh.score('ada@northwind.example', '&fresh=1')).lead.email).toBe('ada@northwind.example');
  });
});

describe('what is no whole backup of this program', () => {
  it.each([
    ['is not for an installation that holds somebody', () => readFileSync(file, 'utf8'), /holds leads/],
    ['has another version', () => readFileSync(file, 'utf8').replace(/"ledger":\d+/, '"ledger":99'), /another version/],
    ['is not JSON', () => '<html>', /not JSON/],
    ['has lost its head', () => readFileSync(file, 'utf8').split('\n').slice(1).join('\n'), /first line/],
  ])('is refused: it %s', async (_, text, sentence) => {
    const before = await fresh.api('GET', '/v1/leads');
    writeFileSync(join(folder, 'other.ndjson'), text());
    const { code, said } = await run('restore', fresh, join(folder, 'other.ndjson'));
    expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
    expect((await fresh.api('GET', '/v1/leads')).body.leads.length).toBe(before.body.leads.length);
  });

  it('comes back with all of its ledgers, also when an earlier try broke off', async () => {
    const [split, empty] = await Promise.all([Edge.start(), Edge.start()]);
    for (let n = 0; n < 12; n++) await split.api('PUT', '/v1/leads', { email: `ada@company-${n}.example` });
    await split.api('POST', '/v1/admin/ledgers/split', {});
    await expect.poll(async () => (await split.api('GET', '/v1/admin/ledgers')).text).toContain('"split":null');
    const [whole, part] = [join(folder, 'split.ndjson'), join(folder, 'split-part.ndjson')];
    expect((await run('backup', split, whole)).code).toBe(0);
    const lines = readFileSync(whole, 'utf8').split('\n');
    writeFileSync(
      part,
      lines
        .slice(
          0,
          lines.findIndex((line) => line.startsWith('{"in":"workspace"')),
        )
        .join('\n'),
    );
    expect((await run('restore', empty, part)).said).toMatch(/ends in the middle/);
    expect(await run('restore', empty, whole)).toMatchObject({ code: 0 });
    const leads = async (edge: Edge) => (await edge.api('GET', '/v1/exports/leads?format=ndjson')).text.split('\n');
    const ledgers = async (edge: Edge) => (await edge.api('GET', '/v1/admin/ledgers')).text;
    expect((await leads(empty)).toSorted()).toEqual((await leads(split)).toSorted());
    expect([(await leads(empty)).length, await ledgers(empty)]).toEqual([13, await ledgers(split)]);
    await Promise.all([split.stop(), empty.stop()]);
  });

  it('is told in a sentence: there is no such file, or nothing answers', async () => {
    const nowhere = { keys: old.keys, url: 'http://127.0.0.1:1' };
    expect(await run('restore', fresh, join(folder, 'none.ndjson'))).toEqual({
      code: 1,
      said: expect.stringMatching(/^There is no file .*\n$/),
    });
    for (const script of ['backup', 'restore'])
      expect(await run(script, nowhere)).toEqual({ code: 1, said: expect.stringMatching(/^Nothing answers at .*\n$/) });
  });

  it('is told, and may be begun again: it breaks off, has a row of no table, or of another shape', async () => {
    const edge = await Edge.start();
    const lines = readFileSync(file, 'utf8').split('\n');
    const restored = async (text: string) => {
      writeFileSync(join(folder, 'part.ndjson'), text);
      return run('restore', edge, join(folder, 'part.ndjson'));
    };
    expect((await restored(lines.slice(0, 20).join('\n'))).said).toMatch(/ends in the middle/);
    expect((await restored(lines.filter((_, i) => i !== 5).join('\n'))).said).toMatch(
      /Rows of the backup are missing, or/,
    );
    expect((await restored([lines[0], '{"in":"ledger-0","table":"luck","row":{"a":1}}'].join('\n'))).said).toMatch(
      /no table/,
    );
    expect((await restored([lines[0], '{"in":"ledger-0","table":"leads","row":{"id":"x"}}'].join('\n'))).said).toMatch(
      /no table/,
    );
    expect((await restored(lines.join('\n'))).code).toBe(0);
    expect((await edge.api('GET', '/v1/leads')).body.leads.length).toBeGreaterThan(4);
    await edge.stop();
  });
});

function manyViews(from: number, size: number): object[] {
  const url = `https://acme.example/${'x'.repeat(1000)}`;
  return Array.from({ length: size }, (_, i) => ({
    id: `many-${from + i}`,
    type: 'page_viewed',
    occurredAt: now - i,
    url,
  }));
}

function run(
  script: string,
  edge: Pick<Edge, 'keys' | 'url'>,
  name = file,
): Promise<{ code: number | null; said: string }> {
  const env = { ...process.env, STEELYARD_KEY: edge.keys.secretKey };
  const child = spawn(process.execPath, [join(root, `scripts/${script}.ts`), name, edge.url], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, said })));
}
