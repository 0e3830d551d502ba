/** Hostile and unlucky traffic: one lead's trouble stays one lead's, and no order or moment gives another answer. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const touch = (id: string, email: string, type = 'demo_requested', occurredAt = Date.now()) => ({
  id,
  email,
  type,
  occurredAt,
});
const touches = (list: object[]) => edge.api('POST', '/v1/touches', { touches: list });
const identified = (id: string, email: string, occurredAt = Date.now(), more = {}) => ({
  id,
  type: 'identified',
  occurredAt,
  email,
  ...more,
});

it('a flood of views that wait for attention stays small and hurts nobody', async () => {
  await edge.events('v-flood', [identified('flood', 'flood@north.example')]);
  const path = `https://a.example/pricing/${'x'.repeat(1900)}`;
  for (let batch = 0; batch < 40; batch++) {
    const views = Array.from({ length: 25 }, (_, i) => ({
      id: `f-${batch}-${i}`,
      type: 'page_viewed',
      occurredAt: Date.now(),
      url: path,
    }));
    expect((await edge.events('v-flood', views)).status).toBe(202);
  }
  await touches([touch('calm', 'calm@north.example')]);
  const queue = await edge.api('GET', '/v1/leads?account=north.example&snapshot=1');
  expect(queue.body.leads.map(({ lead }) => lead.email).toSorted()).toEqual([
    'calm@north.example',
    'flood@north.example',
  ]);
  const flood = queue.body.leads.find(({ lead }) => lead.email === 'flood@north.example');
  expect(JSON.stringify(flood?.snapshot).length).toBeLessThan(100_000);
  expect(flood?.snapshot.tally.touches).toBe(1000);
});

it('ten thousand touches of one week are counted, capped, and still fit into a copy', async () => {
  const email = 'burst@south.example';
  for (let batch = 0; batch < 20; batch++) {
    const list = Array.from({ length: 500 }, (_, i) =>
      touch(`b-${batch}-${i}`, email, 'pricing_viewed', Date.now() - (batch * 500 + i) * 50_000),
    );
    expect((await touches(list)).body.accepted).toBe(500);
  }
  const { score, snapshot } = await edge.score(email, '&fresh=1&snapshot=1');
  expect(snapshot.tally.touches).toBe(10_000);
  expect(score.reasons.find(({ axis, rule }) => axis === 'points' && rule === 'pricing')?.touches).toBe(10_000);
  expect(score.balance.value).toBe(12);
  expect(JSON.stringify(snapshot).length).toBeLessThan(60_000);
});

it('people who shared a browser are not scored anew by each other’s pages', async () => {
  for (let i = 0; i < 120; i++)
    await edge.events('v-kiosk', [identified(`k-${i}`, `k${i}@kiosk.example`, Date.now() - 200_000 + i * 1000)]);
  const before = (await edge.api('GET', '/v1/leads?account=kiosk.example&snapshot=1&limit=200')).body.leads;
  await edge.events('v-kiosk', [{ id: 'k-page', type: 'page_viewed', occurredAt: Date.now(), url: '/' }]);
  const after = (await edge.api('GET', '/v1/leads?account=kiosk.example&snapshot=1&limit=200')).body.leads;
  const moved = after.filter(
    ({ snapshot }) =>
      !before.some((known) => known.snapshot.asOf === snapshot.asOf && known.lead.id === snapshot.lead.id),
  );
  expect(after.length).toBe(120);
  expect(moved.length).toBe(1);
});

it('two people named at the same moment share the history the same way, whoever is heard first', async () => {
  const at = Date.now() - 5000;
  const page = (id: string) => ({ id, type: 'file_downloaded', occurredAt: at - 1000, file: '/a.pdf' });
  const owner = async (visitor: string, order: [string, string]) => {
    await edge.events(visitor, [page(`${visitor}-p`)]);
    for (const who of order)
      await edge.events(visitor, [identified(`${visitor}-${who}`, `${visitor}${who}@tie.example`, at)]);
    const { body } = await edge.api('GET', `/v1/leads?q=${visitor}`);
    return body.leads.filter(({ score }) => score !== undefined).map(({ lead }) => lead.email?.replace(visitor, ''));
  };
  expect(await owner('tie1', ['a', 'b'])).toEqual(await owner('tie2', ['b', 'a']));
});

it('an outcome lies between 2000 and now, and the later of one moment counts', async () => {
  const email = 'crm@east.example';
  await touches([touch('crm', email)]);
  for (const at of [1e300, 9e15, '2099-01-01T00:00:00Z', '1970-01-01T00:00:00Z']) {
    const answer = await edge.api('POST', '/v1/outcomes', { email, outcome: 'lost', at });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'at' }] } });
  }
  const midnight = '2026-01-05T00:00:00Z';
  for (const outcome of ['opportunity', 'won'])
    await edge.api('POST', '/v1/outcomes', { email, outcome, at: midnight });
  expect((await edge.score(email, '&fresh=1')).lead.stage).toBe('customer');
  for (const at of ['9'.repeat(15), '1e300'])
    expect((await edge.api('GET', `/v1/scores?email=${email}&at=${at}`)).status).toBeLessThan(500);
});

it('another name stays with who has it, unless it is taken on purpose: then it is in the audit log', async () => {
  const put = (email: string, linkedin: string, more: object = {}) =>
    edge.api('PUT', '/v1/leads', { email, aliases: { linkedin }, attributes: { title: 'CEO' }, ...more });
  await put('first@alias.example', 'slug-1');
  const first = (await edge.api('GET', '/v1/scores?linkedin=slug-1')).body.lead;
  expect(await put('second@alias.example', 'Slug-1')).toMatchObject({
    status: 409,
    body: { errors: [{ path: 'aliases.linkedin', message: expect.stringContaining(first.id) }] },
  });
  expect((await edge.score('second@alias.example', '&fresh=1')).unscored).toBe('unknown_lead');
  expect((await edge.api('GET', '/v1/scores?linkedin=slug-1')).body.lead.id).toBe(first.id);
  expect((await put('first@alias.example', 'slug-1')).status).toBe(200);
  const { id } = (await put('second@alias.example', 'Slug-1', { takeAliases: true })).body.lead;
  await expect
    .poll(async () => (await edge.api('GET', '/v1/audit?action=names_moved')).body.entries)
    .toMatchObject([{ target: id, detail: { from: [first.id] } }]);
  for (const more of ['', '&fresh=1']) {
    expect((await edge.api('GET', `/v1/scores?linkedin=SLUG-1${more}`)).body.lead.email).toBe('second@alias.example');
  }
  expect(first.email).toBe('first@alias.example');
  expect((await put('x@alias.example', '漢'.repeat(200))).status).toBe(422);
  expect((await put('x@alias.example', '')).status).toBe(422);
});

it('a past score knows nothing of the company’s future; a claim yields to a server’s word', async () => {
  const email = 'past@west.example';
  await touches([touch('past', email, 'demo_requested', Date.now() - 3 * 86_400_000)]);
  await edge.api('PUT', '/v1/accounts/west.example', { attributes: { employees: 500 } });
  const rules = async (more: string) => (await edge.score(email, more)).score.reasons.map(({ rule }) => rule);
  expect(await rules('')).toContain('company_size');
  expect(await rules(`&at=${Date.now() - 86_400_000}`)).not.toContain('company_size');
  await edge.api('PUT', '/v1/leads', { email, attributes: { title: 'Assistant', name: 'Pat' }, source: 'crm' });
  await edge.events('v-claim', [
    identified('claim', email, Date.now(), { traits: { title: 'CEO', name: 'Mallory', toString: 'x' } }),
  ]);
  const { lead, score } = await edge.score(email, '&fresh=1');
  expect(lead.name).toBe('Pat');
  expect(score.reasons.find(({ rule }) => rule === 'seniority')?.points).toBe(5);
});

it('an opt-out stands until consent is granted where it was said, and leaves the company’s sum', async () => {
  const say = (id: string, consent: string, at: number) =>
    edge.events('v-optout', [{ id, type: 'consent_changed', occurredAt: at, consent }]);
  const now = Date.now();
  await edge.events('v-optout', [
    identified('oo', 'oo@quiet.example', now - 9000),
    { id: 'oo-d', type: 'file_downloaded', occurredAt: now - 8000 },
  ]);
  await say('oo-1', 'opted_out', now - 5000);
  await say('oo-2', 'denied', now - 4000);
  expect((await edge.score('oo@quiet.example', '&fresh=1')).unscored).toBe('opted_out');
  expect((await edge.api('GET', '/v1/accounts/quiet.example')).body.unscored).toBe('no_touches');
  await edge.events('v-other', [
    identified('oo-o', 'oo@quiet.example', now - 3500),
    { id: 'oo-g', type: 'consent_changed', occurredAt: now - 3400, consent: 'granted' },
  ]);
  expect((await edge.score('oo@quiet.example', '&fresh=1')).unscored).toBe('opted_out');
  await say('oo-3', 'granted', now - 3000);
  expect((await edge.score('oo@quiet.example', '&fresh=1')).score.balance.value).toBe(5);
});

it('a timeline shows each event once, also two of one id and moment', async () => {
  const at = Date.now() - 5000;
  const same = { id: 'same', type: 'page_viewed', occurredAt: at, url: '/' };
  for (const visitor of ['tl-1', 'tl-2'])
    await edge.events(visitor, [same, identified(`${visitor}-w`, 'tl@line.example', at)]);
  const { lead } = await edge.score('tl@line.example', '&fresh=1');
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: { touches: { id: string }[]; cursor: string | null } } = await edge.api(
      'GET',
      `/v1/leads/${lead.id}/timeline?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`,
    );
    seen.push(...body.touches.map(({ id }) => id));
    cursor = body.cursor;
  }
  expect(seen.toSorted()).toEqual(['same', 'same', 'tl-1-w', 'tl-2-w']);
});

it('a touch for a lead that is not there is refused by its field', async () => {
  const answer = await touches([{ id: 'ghost', lead: `ld_${'0'.repeat(26)}`, type: 'news', occurredAt: Date.now() }]);
  expect(answer).toMatchObject({ status: 202, body: { accepted: 0, rejected: [{ index: 0, path: 'lead' }] } });
});

it('what a record has no room for is refused, and the record stays', async () => {
  const fill = (source: string) => {
    const attributes = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`a${i}`, 'x'.repeat(900)]));
    return edge.api('PUT', '/v1/leads', { email: 'full@room.example', attributes, source });
  };
  const statuses = [(await fill('a')).status, (await fill('b')).status, (await fill('c')).status];
  expect(statuses).toEqual([200, 200, 422]);
  expect((await edge.score('full@room.example')).unscored).toBe('no_touches');
});

it('a large answer with an Idempotency-Key is answered again', async () => {
  const keys = Array.from({ length: 100 }, () => ({ email: 'burst@south.example' }));
  const ask = () => edge.api('POST', '/v1/scores', { keys, snapshot: true }, { 'idempotency-key': 'large' });
  expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
});

it('each kind of credential opens its own door only', async () => {
  const json = { 'content-type': 'application/json', origin: edge.url };
  const cookie =
    (await edge.call('POST', '/v1/sessions', { secretKey: edge.keys.secretKey }, json)).headers.get('set-cookie') ?? '';
  const session = /steelyard_session=([^;]+)/.exec(cookie)?.[1] ?? '';
  expect(session).toMatch(/^session_/);
  expect((await edge.call('GET', '/v1/me', undefined, { authorization: `Bearer ${session}` })).status).toBe(401);
  expect(
    (await edge.call('GET', '/v1/me', undefined, { cookie: `steelyard_session=${edge.keys.secretKey}` })).status,
  ).toBe(401);
  expect((await edge.call('POST', '/v1/sessions', { secretKey: session }, json)).status).toBe(401);
});
