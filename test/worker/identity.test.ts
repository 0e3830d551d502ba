/** Who is who: other names, merges of two leads over the API, and what a claim from a page may not do. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const MINUTE = 60_000;
const now = Date.now();
const view = (id: string, at: number) => ({
  id,
  type: 'page_viewed',
  occurredAt: at,
  url: 'https://acme.example/about',
});
const form = (id: string, email: string, at: number) => ({
  ...{ id, type: 'form_submitted', occurredAt: at, form: 'demo', email },
  evidence: { keys: 12, fillMs: 9000 },
});
const leadOf = async (email: string) => (await edge.score(email, '&fresh=1')).lead;
const touchesOf = async (id: string) =>
  (await edge.api('GET', `/v1/leads/${id}/timeline`)).body.touches.map((touch) => touch.id);
const put = (email: string, more: object = {}) => edge.api('PUT', '/v1/leads', { email, ...more });

describe('other names', () => {
  it('each say whose word they are, and are found by', async () => {
    const email = 'names@northwind.example';
    await put(email, { source: 'crm', aliases: { hubspot: '12:34', external: 'C-77', linkedin: 'Names-N' } });
    const { id } = await leadOf(email);
    const { record } = (await edge.api('GET', `/v1/leads/${id}`)).body;
    expect(record.aliases).toEqual(['external:C-77', 'hubspot:12:34', 'linkedin:names-n']);
    expect(record.knownAs).toEqual(
      record.aliases.map((name) => ({ name, by: 'key_admin', source: 'crm', at: expect.any(String) })),
    );
    for (const key of ['external=C-77', 'hubspot=12:34', 'linkedin=names-n']) {
      expect((await edge.api('GET', `/v1/scores?${key}`)).body.lead.id).toBe(id);
    }
  });
});

it('a record has one spelling', async () => {
  const email = 'spelt@northwind.example';
  await put(email, { aliases: { salesforce: '0038c00000AbCdE', pipedrive: 'Acme:42' } });
  const { id } = await leadOf(email);
  for (const key of ['salesforce=0038c00000AbCdE', 'salesforce=0038c00000AbCdEAAV', 'pipedrive=acme:42'])
    expect([key, (await edge.api('GET', `/v1/scores?${key}`)).body.lead?.id]).toEqual([key, id]);
  expect((await put('else@northwind.example', { aliases: { salesforce: '0038c00000AbCdEAAV' } })).status).toBe(409);
});

describe('a merge', () => {
  const ADA = 'ada@northwind.example';
  const HOME = 'ada@home.example';
  let ada = '';
  let home = '';
  let merge = '';

  it('makes two leads one, by whatever name one asks', async () => {
    await edge.events('v-work', [view('w1', now - 9 * MINUTE), form('w2', ADA, now - 8 * MINUTE)]);
    await edge.events('v-home', [view('h1', now - 7 * MINUTE), form('h2', HOME, now - 6 * MINUTE)]);
    await put(HOME, { attributes: { title: 'VP Operations' }, aliases: { linkedin: 'ada-l' } });
    await edge.api('POST', '/v1/outcomes', { email: HOME, outcome: 'opportunity' });
    [ada, home] = [(await leadOf(ADA)).id, (await leadOf(HOME)).id];
    const made = await edge.api('POST', `/v1/leads/${ada}/merges`, { lead: home });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ lead: ada, other: home, by: 'key_admin', undoneAt: null });
    merge = made.body.id;
    for (const key of [`email=${ADA}`, `email=${HOME}`, `lead=${home}`, 'linkedin=ada-l']) {
      expect((await edge.api('GET', `/v1/scores?${key}`)).body.lead).toMatchObject({ id: ada, stage: 'opportunity' });
    }
    const { lead, record } = (await edge.api('GET', `/v1/leads/${home}`)).body;
    expect([lead.id, record.visitors, record.outcomes.length]).toEqual([ada, 2, 1]);
    expect(record.knownAs.map(({ name }) => name)).toEqual(['linkedin:ada-l', `email:${HOME}`]);
    expect(await touchesOf(home)).toEqual(['h2', 'h1', 'w2', 'w1']);
  });

  it('leaves one row in the queue, and tells the reps to let go of the other', async () => {
    const { leads } = (await edge.api('GET', '/v1/leads?q=ada@')).body;
    expect(leads.map(({ lead }) => lead.id)).toEqual([ada]);
    await expect
      .poll(async () => (await heard(edge)).some((text) => text.includes(home) && text.includes('unknown_lead')))
      .toBe(true);
  });

  it('takes in what arrives for either meanwhile', async () => {
    await edge.events('v-home', [view('h3', now - 5 * MINUTE)]);
    await edge.api('POST', '/v1/touches', {
      touches: [{ id: 's1', lead: home, type: 'webinar_attended', occurredAt: now - 4 * MINUTE }],
    });
    await edge.events('v-work', [view('w3', now - 3 * MINUTE)]);
    expect(await touchesOf(ada)).toEqual(['w3', 's1', 'h3', 'h2', 'h1', 'w2', 'w1']);
  });

  it('is refused for strangers, for one and the same person, and for nonsense', async () => {
    const tried = async (id: string, body: object) => {
      const { status, body: answer } = await edge.api('POST', `/v1/leads/${id}/merges`, body);
      return [status, answer.errors?.[0]?.path];
    };
    expect(await tried(ada, { lead: home })).toEqual([422, 'lead']);
    expect(await tried(ada, { email: ADA })).toEqual([422, 'email']);
    expect(await tried(ada, { lead: `ld_${'0'.repeat(26)}` })).toEqual([422, 'lead']);
    expect(await tried(ada, { lead: 'luck' })).toEqual([422, 'lead']);
    expect((await tried(ada, {}))[0]).toBe(422);
    expect((await tried(ada, { lead: home, email: HOME }))[0]).toBe(422);
    expect(await tried('luck', { lead: home })).toEqual([404, undefined]);
    expect(await tried(`ld_${'0'.repeat(26)}`, { lead: home })).toEqual([404, undefined]);
    expect((await edge.api('POST', `/v1/leads/${ada}/merges/mg_none/undo`, {})).status).toBe(404);
  });

  it('is undone, and each has its own history again, with what happened meanwhile', async () => {
    await edge.restart();
    const undone = await edge.api('POST', `/v1/leads/${home}/merges/${merge}/undo`, {});
    expect(undone.body).toMatchObject({ id: merge, undoneBy: 'key_admin', undoneAt: expect.any(String) });
    expect((await leadOf(HOME)).stage).toBe('opportunity');
    expect(await touchesOf(home)).toEqual(['s1', 'h3', 'h2', 'h1']);
    expect(await touchesOf(ada)).toEqual(['w3', 'w2', 'w1']);
    expect((await edge.api('GET', '/v1/scores?linkedin=ada-l')).body.lead.id).toBe(home);
    const again = await edge.api('POST', `/v1/leads/${ada}/merges/${merge}/undo`, {});
    expect(again.body).toEqual(undone.body);
    const { merges, cursor } = (await edge.api('GET', `/v1/leads/${ada}/merges`)).body;
    expect([merges, cursor]).toEqual([[undone.body], null]);
    const { leads } = (await edge.api('GET', '/v1/leads?q=ada@')).body;
    expect(leads.map(({ lead }) => lead.id).toSorted()).toEqual([ada, home].toSorted());
  });

  it('takes a second address that nobody has used yet, and erasure takes it too', async () => {
    const email = 'second@elsewhere.example';
    expect((await edge.api('POST', `/v1/leads/${ada}/merges`, { email })).status).toBe(201);
    await edge.events('v-new', [form('n1', email, now - 2 * MINUTE)]);
    expect(await touchesOf(ada)).toContain('n1');
    expect((await edge.api('DELETE', `/v1/leads/${ada}`)).status).toBe(204);
    expect((await edge.score(email, '&fresh=1')).unscored).toBe('unknown_lead');
    await edge.events('v-new', [view('n2', now - MINUTE), form('n3', email, now - MINUTE)]);
    expect((await edge.score(email, '&fresh=1')).unscored).toBe('unknown_lead');
  });

  it('stands in the log once, and so does its end, however often that is asked for', async () => {
    const deeds = async (action: string) => (await edge.api('GET', `/v1/audit?action=${action}`)).body.entries;
    // Deeds come in order: whatever was done before the erasure is there when that is.
    await expect.poll(async () => (await deeds('lead_erased')).length).toBe(1);
    const ends = (await deeds('merge_undone')).filter(({ detail }) => detail.merge === merge);
    expect(ends).toHaveLength(1);
  });
});

describe('a shared browser', () => {
  it('begins a new person with a second address and pours nobody’s visits into the other, however they alternate', async () => {
    const [ann, bob] = ['ann@contoso.example', 'bob@contoso.example'];
    const at = (minute: number) => now - 60 * MINUTE + minute * MINUTE;
    const turns = [
      view('s0', at(0)),
      form('s1', ann, at(1)),
      view('s2', at(2)),
      form('s3', bob, at(3)),
      view('s4', at(4)),
    ];
    const more = [form('s5', ann, at(5)), view('s6', at(6)), form('s7', bob, at(7)), view('s8', at(8))];
    await edge.events('v-shared', [...turns, ...more].toReversed());
    await edge.events('v-shared', [view('s9', at(3.5)), view('s10', at(5.5))]);
    expect(await touchesOf((await leadOf(ann)).id)).toEqual(['s6', 's10', 's5', 's2', 's1', 's0']);
    expect(await touchesOf((await leadOf(bob)).id)).toEqual(['s8', 's7', 's4', 's9', 's3']);
  });
});

describe('a proof', () => {
  const proofOf = (secret: string, email: string) => createHmac('sha256', secret).update(email).digest('hex');
  const identified = (id: string, email: string, at: number, proof?: string) => ({
    ...{ id, type: 'identified', occurredAt: at, email },
    ...(proof === undefined ? {} : { proof }),
  });
  const timelineOf = async (email: string) =>
    (await edge.api('GET', `/v1/leads/${(await leadOf(email)).id}/timeline`)).body.touches;

  it('makes verified what its site’s secret has signed, and a claim of everything else, with the same answer', async () => {
    const { name, sites } = (await edge.api('GET', '/v1/workspace')).body;
    const secret = sites[0]?.identitySecret ?? '';
    expect([name, sites.length, secret.length > 40]).toEqual(['Steelyard', 1, true]);
    const email = 'proven@contoso.example';
    const right = await edge.events('v-right', [
      identified('p1', ' Proven@Contoso.example ', now, proofOf(secret, email)),
    ]);
    const wrong = await edge.events('v-wrong', [identified('p2', email, now - 1, proofOf('is_guessed', email))]);
    const none = await edge.events('v-none', [identified('p3', email, now - 2), view('p4', now - 3)]);
    const nonsense = await edge.events('v-nonsense', [identified('p5', email, now - 4, 'ä'.repeat(64))]);
    expect([right.text, nonsense.text]).toEqual([wrong.text, wrong.text]);
    expect(none.status).toBe(202);
    await edge.api('POST', '/v1/touches', {
      touches: [{ id: 'p6', email, type: 'webinar_attended', occurredAt: now - 10 }],
    });
    const seen = (await timelineOf(email)).map(({ id, identity, proof }) => [id, identity, proof]);
    expect(seen).toEqual([
      ['p1', 'verified', 'right'],
      ['p2', 'claimed', 'wrong'],
      ['p3', 'claimed', undefined],
      ['p4', 'claimed', undefined],
      ['p5', 'claimed', 'wrong'],
      ['p6', 'verified', undefined],
    ]);
  });

  it('holds a visitor for a day against claims, which get their own moment and nothing after', async () => {
    const secret = (await edge.api('GET', '/v1/workspace')).body.sites[0]?.identitySecret ?? '';
    const [carol, dave] = ['carol@contoso.example', 'dave@contoso.example'];
    const at = (hour: number) => now - 48 * 60 * MINUTE + hour * 60 * MINUTE;
    await edge.events('v-signed', [
      ...[view('c1', at(0)), identified('c2', carol, at(1), proofOf(secret, carol)), view('c3', at(2))],
      ...[form('c4', dave, at(3)), view('c5', at(4)), form('c6', carol, at(5)), view('c7', at(6))],
      ...[form('c8', dave, at(30)), view('c9', at(31))],
    ]);
    const ids = async (email: string) => (await timelineOf(email)).map(({ id, identity }) => `${id} ${identity}`);
    const verified = ['c7', 'c6', 'c5', 'c3', 'c2', 'c1'].map((id) => `${id} verified`);
    expect(await ids(carol)).toEqual(verified);
    expect(await ids(dave)).toEqual(['c9 claimed', 'c8 claimed', 'c4 claimed']);
  });
});

/** Everything that a rep who comes back after long hears. */
async function heard({ url, api }: Edge): Promise<string[]> {
  const { ticket } = (await api.call(edge, 'POST', '/v1/live/tickets', {})).body;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/v1/live?ticket=${ticket}&since=0`);
  const texts: string[] = [];
  socket.onmessage = ({ data }) => void texts.push(String(data));
  await new Promise((resolve) => setTimeout(resolve, 300));
  socket.close();
  return texts;
}
