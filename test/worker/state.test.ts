/** State outlives programs: an older one's is brought forward with every score, a newer one's is refused and left as it is. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';
import { figuresOf, standingOf } from './state/standing.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/state-v1');
const STATE = join(FIXTURE, 'state');

let edge: Edge | undefined;
afterEach(() => edge?.stop());
const get = async (path: string) => {
  const answer = await edge?.api('GET', path);
  if (answer?.status !== 200) throw new Error(`${path} answered ${answer?.status}`);
  return answer.body;
};

/** As the first version scored it, but for one person: their company and a CRM speak for Ada, so a form in doubt no longer costs her 30 points (decisions/0032). */
describe('state of version 1', () => {
  const { moments, models, ...known } = JSON.parse(readFileSync(join(FIXTURE, 'figures.json'), 'utf8'));

  it('is brought forward, and every score, timeline and record is as it was', async () => {
    edge = await Edge.start(STATE);
    const { scores, timelines, records } = figuresOf(await standingOf(get, moments, models));
    expect(scores).toEqual(known.scores);
    expect(timelines).toEqual(known.timelines);
    expect(records).toMatchObject(known.records);
  });

  it('scores from what is stored as from the whole history', async () => {
    edge = await Edge.start(STATE);
    const { leads } = await get('/v1/leads?limit=200');
    const scored = leads.filter(({ score }) => score !== undefined);
    expect(scored.length).toBeGreaterThan(4);
    for (const { lead } of scored) {
      const { score } = await get(`/v1/scores?lead=${lead.id}&fresh=1`);
      const again = await get(`/v1/scores?lead=${lead.id}&at=${Date.parse(score.now)}`);
      expect(again.score).toEqual({ ...score, asOf: again.score.asOf });
    }
  });

  it('keeps its model, its draft and its keys, and takes what comes', async () => {
    edge = await Edge.start(STATE);
    const { models: versions } = await get('/v1/models');
    expect(versions.map(({ version, status }) => [version, status])).toEqual([
      [3, 'draft'],
      [2, 'published'],
      [1, 'archived'],
    ]);
    const touch = { id: 'new-1', email: 'ada@northwind.example', type: 'quote_requested', occurredAt: Date.now() };
    expect((await edge.api('POST', '/v1/touches', { touches: [touch] })).body).toMatchObject({ accepted: 1 });
    const old = { ...touch, id: 'long-1', email: 'grace@northwind.example' };
    expect((await edge.api('POST', '/v1/touches', { touches: [old] })).body).toMatchObject({
      accepted: 0,
      rejected: [{ path: 'id' }],
    });
  });
});

describe.each([
  // A ledger that is known takes events, whatever became of the workspace.
  ['Workspace', 202],
  ['Ledger', 503],
])('a %s that a newer program wrote', (name, capture) => {
  const sentence =
    /^The stored state has version 99, written by Steelyard 9\.9\.9; this is Steelyard .* Start the newer program again/;

  it('is refused with the cure, left as it is, and whole for the newer one', async () => {
    edge = await Edge.start(STATE);
    const before = (await edge.score('ada@northwind.example', '&fresh=1')).score;
    const file = databaseOf(edge.state, name);
    await edge.restart(() => write(file, "INSERT INTO versions (version, program, at) VALUES (99, '9.9.9', 0)"));
    const stored = rowsOf(file);
    const view = { id: edge.id(), type: 'page_viewed', occurredAt: Date.now() };
    for (const answer of [
      await edge.call('GET', '/healthz'),
      await edge.api('PUT', '/v1/leads', { email: 'ada@northwind.example', attributes: { title: 'CEO' } }),
      await edge.api('GET', '/v1/leads'),
    ]) {
      expect(answer).toMatchObject({ status: 503, body: { detail: expect.stringMatching(sentence) } });
      expect(answer.headers.get('retry-after')).toBe('60');
    }
    expect((await edge.events('v-ada', [view])).status).toBe(capture);
    expect((await edge.call('GET', '/console/')).status).toBe(200);
    await edge.restart(() => {
      expect(rowsOf(file)).toEqual(stored);
      write(file, 'DELETE FROM versions WHERE version = 99');
    });
    expect((await edge.call('GET', '/healthz')).body).toMatchObject({ ok: true });
    expect((await edge.events('v-ada', [view])).body).toMatchObject({ rejected: [] });
    expect((await edge.score('ada@northwind.example', `&at=${Date.parse(before.now)}`)).score.points).toEqual(
      before.points,
    );
  });
});

function databaseOf(state: string, name: string): string {
  const folder = join(state, `do/steelyard-${name}`);
  const file = readdirSync(folder).find((entry) => /^[0-9a-f]{64}\.sqlite$/.test(entry));
  if (file === undefined) throw new Error(`${name} has no database`);
  return join(folder, file);
}

function write(file: string, statement: string): void {
  const database = new DatabaseSync(file);
  database.exec(statement);
  database.close();
}

/** Every row of every table. */
function rowsOf(file: string): Record<string, unknown[]> {
  const database = new DatabaseSync(file, { readOnly: true });
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
  const rows = tables.map(({ name }) => {
    const query = database.prepare(`SELECT * FROM "${name}"`);
    query.setReadBigInts(true);
    return [String(name), query.all()] as const;
  });
  database.close();
  return Object.fromEntries(rows);
}
