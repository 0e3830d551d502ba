/** Retention: old visits go from the log, scores stay as they are. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import { Book } from '../../worker/objects/ledger/book';
import { timeline } from '../../worker/objects/ledger/events';
import { leadById } from '../../worker/objects/ledger/people';
import { sweep } from '../../worker/objects/ledger/retention';
import { stretchesOfLead } from '../../worker/objects/ledger/ties';
import { Edge } from './edge.ts';
import { ledgerStorage } from './sqlite.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 10, 22);
const DEFAULTS = { anonymousDays: 90, touchMonths: 24 };
const ADA = {
  ...{ id: `ld_07${'0'.repeat(24)}`, email: 'ada@northwind.example', hash: 'h', bucket: 7 },
  account: 'northwind.example',
};

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

it('forgets visitors without a name after days and touches after months, in slices, and changes no score', () => {
  const sql = ledgerStorage();
  const book = new Book(sql);
  const event = (subject: string, id: string, daysAgo: number, type = 'page_viewed') => ({
    ...{ index: 0, subject, id, type, at: NOW - daysAgo * DAY, source: 'site', body: '{"url":"/pricing"}' },
  });
  for (let n = 0; n < 250; n++)
    book.append([event(`v:nobody-${n}`, 'old', 91), event(`v:nobody-${n}`, 'new', 89)], NOW);
  book.append([event('v:ada', 'a-old', 800), event('v:ada', 'a-new', 100)], NOW);
  book.append([{ ...event('v:ada', 'a-who', 99, 'identified'), who: ADA }], NOW);
  book.append([event(`l:${ADA.id}`, 'a-event', 731, 'webinar_attended')], NOW);
  const row = () => leadById(sql, ADA.id) ?? expect.fail('Ada is unknown');
  const before = book.current(row(), DEFAULT, NOW);

  let slices = 0;
  for (let after: string | null = ''; after !== null; slices++) after = sweep(sql, after, DEFAULTS, NOW);
  expect(slices).toBeGreaterThan(2);
  const left = sql
    .exec<{ id: string; n: number }>('SELECT id, COUNT(*) AS n FROM events GROUP BY id ORDER BY id')
    .toArray();
  expect(left.map(({ id, n }) => [id, n])).toEqual([
    ['a-new', 1],
    ['a-who', 1],
    ['new', 250],
  ]);
  expect(timeline(sql, stretchesOfLead(sql, row().lead), 10, null).rows.map(({ id }) => id)).toEqual([
    'a-who',
    'a-new',
  ]);
  expect(book.current(row(), DEFAULT, NOW)).toEqual(before);
  expect(before.tally.touches).toBeGreaterThan(2);
});

it('is a setting of the workspace, with sensible bounds', async () => {
  const workspace = async () => (await edge.api('GET', '/v1/workspace')).body;
  expect(await workspace()).toMatchObject({ retention: DEFAULTS });
  const wanted = { anonymousDays: 30, touchMonths: 12 };
  expect((await edge.api('PUT', '/v1/workspace/retention', wanted)).body).toEqual(wanted);
  expect(await workspace()).toMatchObject({ retention: wanted });
  for (const bad of [
    { anonymousDays: 0, touchMonths: 12 },
    { anonymousDays: 30 },
    { ...wanted, touchMonths: 1e9 },
    [],
  ]) {
    expect((await edge.api('PUT', '/v1/workspace/retention', bad)).status).toBe(422);
  }
});
