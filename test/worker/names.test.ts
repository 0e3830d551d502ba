/** Names of people in several ledgers: one name is one person's, whoever says so first, also at the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

/** Who lives by their domain: a dozen of them are in both ledgers. */
const PEOPLE = Array.from({ length: 12 }, (_, n) => `ada@company-${n}.example`);
const put = (email: string, aliases: object, more: object = {}) =>
  edge.api('PUT', '/v1/leads', { email, aliases, ...more });
const leadBy = async (key: string) => (await edge.api('GET', `/v1/scores?fresh=1&${key}`)).body.lead?.email;
const aliasesOf = async (id: string) => (await edge.api('GET', `/v1/leads/${id}`)).body.record.aliases;

it('begins with a split', async () => {
  for (const [n, email] of PEOPLE.entries()) await put(email, { external: `before-${n}` });
  await edge.api('POST', '/v1/admin/ledgers/split', {});
  await expect.poll(async () => (await edge.api('GET', '/v1/admin/ledgers')).text).toContain('"split":null');
  for (const [n, email] of PEOPLE.entries()) expect(await leadBy(`external=before-${n}`)).toBe(email);
  const { ledgers } = JSON.parse((await edge.api('GET', '/v1/admin/ledgers')).text);
  expect(ledgers).toHaveLength(2);
});

it('refuses a name that somebody has in another ledger, and says whose it is', async () => {
  const [first = '', ...others] = PEOPLE;
  const { id } = (await put(first, { linkedin: 'ada', hubspot: '12:34' })).body.lead;
  expect((await put(first, { linkedin: 'ada' })).status).toBe(200);
  for (const email of others) {
    const { status, body } = await put(email, { linkedin: 'ada', external: `own-${email}` });
    expect([status, body.errors]).toEqual([409, [{ path: 'aliases.linkedin', message: `is a name of ${id}` }]]);
  }
  expect(await leadBy('linkedin=ada')).toBe(first);
  expect((await edge.api('GET', `/v1/scores?fresh=1&external=own-${others[0]}`)).body.unscored).toBe('unknown_lead');
});

it('gives a name to one of those who want it at the same moment', async () => {
  for (let round = 0; round < 8; round++) {
    const answers = await Promise.all(PEOPLE.map((email) => put(email, { linkedin: `race-${round}` })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...PEOPLE.slice(1).map(() => 409)]);
    const winner = PEOPLE[answers.findIndex(({ status }) => status === 200)];
    expect(await leadBy(`linkedin=race-${round}`)).toBe(winner);
  }
});

it('moves a name from one ledger to the other, and the one who had it has it no more', async () => {
  const lead: Record<string, string> = {};
  for (const email of PEOPLE) {
    const { status, body } = await put(email, { salesforce: '0038c00000MOVED' }, { takeAliases: true });
    expect([email, status]).toEqual([email, 200]);
    lead[email] = body.lead.id;
  }
  expect(await leadBy('salesforce=0038c00000MOVED')).toBe(PEOPLE.at(-1));
  const known = await Promise.all(Object.values(lead).map(aliasesOf));
  expect(known.flat().filter((name) => name.startsWith('salesforce:0038c00000MOVED'))).toHaveLength(1);
  const { entries } = (await edge.api('GET', '/v1/audit?action=names_moved')).body;
  expect(entries.length).toBeGreaterThan(0);
});

it('is one person’s when two leads in two ledgers are one', async () => {
  const [ada = '', ...others] = PEOPLE;
  const { id } = (await put(ada, { external: 'C-1' })).body.lead;
  for (const email of others.slice(0, 4)) {
    const other = (await put(email, {})).body.lead.id;
    const merge = (await edge.api('POST', `/v1/leads/${id}/merges`, { lead: other })).body.id;
    expect((await put(email, { external: 'C-1' })).status).toBe(200);
    expect((await edge.api('POST', `/v1/leads/${id}/merges/${merge}/undo`)).status).toBe(200);
    expect(await leadBy('external=C-1')).toBe(email);
    expect((await put(ada, { external: 'C-1' })).status).toBe(409);
    expect((await put(ada, { external: 'C-1' }, { takeAliases: true })).status).toBe(200);
  }
});

it('is refused line by line in a file', async () => {
  await put(PEOPLE[0] ?? '', { external: 'filed' });
  const rows = PEOPLE.map((email) => JSON.stringify({ email, aliases: { external: 'filed' } })).join('\n');
  const { body } = await edge.api('POST', '/v1/imports?kind=leads', rows, { 'content-type': 'application/x-ndjson' });
  expect(body).toMatchObject({ state: 'done', rejected: PEOPLE.length - 1 });
  const both = PEOPLE.map((email) => JSON.stringify({ email, aliases: { external: 'both' } })).join('\n');
  const second = await edge.api('POST', '/v1/imports?kind=leads', both, { 'content-type': 'application/x-ndjson' });
  expect(second.body).toMatchObject({ state: 'done', accepted: 1, rejected: PEOPLE.length - 1 });
});
