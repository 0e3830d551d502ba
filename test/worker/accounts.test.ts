/** Accounts: companies by domain, their subsidiaries, and who has none. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const PARENT = 'northwind.example';
const SUB = 'northwind-labs.example';
const now = Date.now();
const touch = (id: string, whom: object, type: string) =>
  edge.api('POST', '/v1/touches', { touches: [{ id, ...whom, type, occurredAt: now }] });
const put = (domain: string, body: object) => edge.api('PUT', `/v1/accounts/${domain}`, body);
const account = async (domain: string) => (await edge.api('GET', `/v1/accounts/${domain}`)).body.account;
const rules = async (email: string) => (await edge.score(email, '&fresh=1')).score.reasons.map(({ rule }) => rule);
const queue = async (domain: string) =>
  (await edge.api('GET', `/v1/leads?account=${domain}`)).body.leads.map(({ lead }) => lead.email).toSorted();

it('counts a company’s people and signals, and none of a free mailbox', async () => {
  await touch('t1', { email: `ada@${PARENT}` }, 'demo_requested');
  await touch('t2', { email: `bob@${SUB}` }, 'demo_requested');
  await touch('t3', { email: 'carol@gmail.com' }, 'demo_requested');
  await touch('t4', { domain: PARENT }, 'fundraising');
  expect(await account(PARENT)).toMatchObject({ domain: PARENT, people: 1, subsidiaries: [] });
  expect(await rules(`bob@${SUB}`)).not.toContain('fundraising');
  expect((await edge.score('carol@gmail.com')).lead.account).toBeNull();
  expect((await edge.api('GET', '/v1/accounts/gmail.com')).status).toBe(404);
});

it('makes a domain stand for its parent: people, signals and what is said move at once, and back', async () => {
  await put(PARENT, { attributes: { industry: 'Software' } });
  await put(SUB, { attributes: { employees: 200, industry: 'Logistics' } });
  const before = (await account(PARENT)).value;
  expect((await put(SUB, { parent: PARENT })).body).toMatchObject({ account: { domain: SUB }, people: 2 });
  expect(await account(PARENT)).toMatchObject({ domain: PARENT, people: 2, subsidiaries: [SUB] });
  expect((await account(SUB)).domain).toBe(PARENT);
  expect((await account(PARENT)).value).toBeGreaterThan(before);
  expect(await rules(`bob@${SUB}`)).toContain('fundraising');
  const { lead, snapshot } = await edge.score(`bob@${SUB}`, '&fresh=1&snapshot=1');
  expect(lead.account).toBe(PARENT);
  const said = snapshot.account?.attributes;
  expect(said).toMatchObject({ industry: [{ value: 'Software' }], employees: [{ value: 200 }] });
  expect(await queue(PARENT)).toEqual([`ada@${PARENT}`, `bob@${SUB}`]);
  expect(await queue(SUB)).toEqual(await queue(PARENT));
  await edge.restart();
  expect(await account(SUB)).toMatchObject({ domain: PARENT, people: 2 });
  expect((await put(SUB, { parent: null })).body.people).toBe(1);
  expect(await account(SUB)).toMatchObject({ domain: SUB, people: 1 });
  expect(await rules(`bob@${SUB}`)).not.toContain('fundraising');
  expect((await account(PARENT)).value).toBeCloseTo(before, 1);
});

it('counts everybody when a split has put them into other ledgers', async () => {
  const companies = Array.from({ length: 6 }, (_, n) => `group-${n}.example`);
  const [parent = '', ...rest] = companies;
  for (const domain of companies) {
    await touch(`in-${domain}`, { email: `ada@${domain}` }, 'demo_requested');
    if (domain !== parent) await put(domain, { parent });
  }
  const before = await account(parent);
  expect(before).toMatchObject({ people: 6, subsidiaries: rest });
  await edge.api('POST', '/v1/admin/ledgers/split', {});
  await expect.poll(async () => (await edge.api('GET', '/v1/admin/ledgers')).text).toContain('"split":null');
  expect(await account(parent)).toEqual({
    ...before,
    value: expect.closeTo(before.value, 1),
    lines: expect.anything(),
  });
  expect((await put(parent, { attributes: { name: 'The Group' } })).body.people).toBe(6);
  await put(rest[0] ?? '', { parent: null });
  expect(await account(parent)).toMatchObject({ people: 5, subsidiaries: rest.slice(1) });
});

it('refuses a parent that is none, and says why', async () => {
  await put(SUB, { parent: PARENT });
  const refused = async (domain: string, parent: unknown) => {
    const { status, body } = await put(domain, { parent });
    return [status, body.errors[0]?.path];
  };
  expect(await refused(PARENT, PARENT)).toEqual([422, 'parent']);
  expect(await refused(PARENT, 'other.example')).toEqual([422, 'parent']);
  expect(await refused('other.example', SUB)).toEqual([422, 'parent']);
  expect(await refused('gmail.com', PARENT)).toEqual([422, 'domain']);
  expect((await put('nodomain', {})).body.errors).toEqual([{ path: 'domain', message: 'is not a domain' }]);
  expect(await refused('other.example', 'gmail.com')).toEqual([422, 'parent']);
  expect(await refused('other.example', 7)).toEqual([422, 'parent']);
  expect((await edge.api('GET', '/v1/accounts/other.example')).status).toBe(404);
});

it('comes from a file by the headers of other systems, once', async () => {
  await touch('filed', { email: 'ada@filed.example' }, 'demo_requested');
  const csv = { 'content-type': 'text/csv' };
  const file =
    'Website URL,Company Name,Number of Employees,Billing City\nfiled.example,Filed,200,Ulm\nno domain,Echo,1,\n';
  const preview = await edge.api('POST', '/v1/imports/preview?kind=accounts', file, csv);
  const fields = ['domain', 'attributes.name', 'attributes.employees', 'attributes.city'];
  expect(preview.body.columns.map(({ field }) => field)).toEqual(fields);
  const options = { ...preview.body.options, defaults: { source: 'crm', observedAt: new Date(now).toISOString() } };
  const bring = async () => {
    const { id } = (await edge.api('POST', '/v1/imports', options)).body;
    return (await edge.api('PATCH', `/v1/imports/${id}?offset=0&complete=1`, file, csv)).body;
  };
  const first = await bring();
  expect(first).toMatchObject({ state: 'done', accepted: 1, duplicates: 0, rejected: 1 });
  expect((await edge.api('GET', `/v1/imports/${first.id}/errors`)).text).toContain('\r\n3,domain,');
  expect(await bring()).toMatchObject({ accepted: 0, duplicates: 1, rejected: 1 });
  const { snapshot } = await edge.score('ada@filed.example', '&fresh=1&snapshot=1');
  expect(snapshot.account?.attributes).toMatchObject({ name: [{ value: 'Filed', source: 'crm' }] });
});
