/** Capture rules: crawlers count for nothing until a person overrules, networks have limits and leave no address, opt-outs are heard. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const CRAWLER = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
const now = Date.now();
const download = (at = now - 5000) => ({ id: edge.id(), type: 'file_downloaded', occurredAt: at, file: '/a.pdf' });
const identified = (email: string, at = now - 4000) => ({ id: edge.id(), type: 'identified', occurredAt: at, email });
const fresh = (email: string) => edge.score(email, '&fresh=1');

describe('a crawler', () => {
  const email = 'crawled@rules.example';
  const judge = (id: string, body: object) => edge.api('PUT', `/v1/leads/${id}/spam`, body);
  let id = '';

  it('counts for nothing, and is seen: what it did, and why it does not count', async () => {
    await edge.events('v-crawler', [download(), identified(email)], { 'user-agent': CRAWLER });
    const { lead, unscored, spam } = await fresh(email);
    expect([unscored, spam.voided, spam.evidence.map(({ kind }) => kind)]).toEqual(['no_touches', 1, ['crawler']]);
    id = lead.id;
    const { touches } = (await edge.api('GET', `/v1/leads/${id}/timeline`)).body;
    expect(touches).toContainEqual(
      expect.objectContaining({ type: 'file_downloaded', sender: { botAgent: true, crawler: true } }),
    );
  });

  it('is a person when a person says so, until they take it back; what comes after is judged anew', async () => {
    expect((await judge(id, { verdict: 'clean', why: 'a proxy of theirs' })).body).toMatchObject({ verdict: 'clean' });
    expect((await fresh(email)).score).toMatchObject({ balance: { value: 5 }, spam: { verdict: 'clean', voided: 0 } });
    await edge.events('v-crawler', [download(Date.now() + 1000)], { 'user-agent': CRAWLER });
    expect((await fresh(email)).score).toMatchObject({ balance: { value: 5 }, spam: { voided: 1 } });
    await judge(id, { verdict: 'spam' });
    expect((await fresh(email)).unscored).toBe('suppressed_as_spam');
    await judge(id, { verdict: null });
    expect((await fresh(email)).unscored).toBe('no_touches');
    const { entries } = (await edge.api('GET', `/v1/audit?target=${id}`)).body;
    expect(entries.map(({ action, detail }) => [action, detail.verdict])).toEqual([
      ['lead_judged', null],
      ['lead_judged', 'spam'],
      ['lead_judged', 'clean'],
    ]);
  });

  it('whose lead a form suppressed is back when a person says so', async () => {
    const bot = 'suppressed@rules.example';
    const evidence = { honeypot: true, fillMs: 300, keys: 0, pointer: 0 };
    const form = { id: edge.id(), type: 'form_submitted', occurredAt: now - 3000, form: 'demo', email: bot, evidence };
    await edge.events('v-suppressed', [form]);
    const before = await fresh(bot);
    expect(before.unscored).toBe('suppressed_as_spam');
    await judge(before.lead.id, { verdict: 'clean' });
    const { score } = await fresh(bot);
    expect([score.balance.value, score.spam.verdict]).toEqual([10, 'clean']);
    expect(score.spam.evidence.map(({ kind }) => kind)).toContain('honeypot');
  });

  it('and nonsense is refused by its field, an unknown lead with 404', async () => {
    expect(await judge(id, { verdict: 'maybe' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'verdict' }] },
    });
    expect((await judge(id, [])).status).toBe(422);
    expect((await judge(`ld_${'0'.repeat(26)}`, { verdict: 'clean' })).status).toBe(404);
    expect((await judge('luck', { verdict: 'clean' })).status).toBe(404);
  });

  it('of which the same event comes from a browser too is one event', async () => {
    const event = download();
    await edge.events('v-twice', [event], { 'user-agent': CRAWLER });
    expect((await edge.events('v-twice', [event])).body).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  });
});

describe('a network', () => {
  const ADDRESS = '203.0.113.77';
  const send = (visitor: string, address = ADDRESS) =>
    edge.events(visitor, [download()], { 'cf-connecting-ip': address });

  it('that sends more than a person does is noted, with whatever it sent', async () => {
    await edge.events('v-burst', [identified('burst@rules.example')]);
    const { lead } = await fresh('burst@rules.example');
    const isNoted = async () =>
      (await edge.api('GET', `/v1/leads/${lead.id}/timeline?limit=200`)).text.includes('"burst":true');
    // Requests are counted by ten seconds of the clock, which may turn meanwhile.
    for (let sent = 0; sent < 600 && !(await isNoted()); sent += 130)
      await Promise.all(Array.from({ length: 130 }, () => send('v-burst')));
    expect(await isNoted()).toBe(true);
  });

  it('that sends too much is told when to come back; another one and this machine are not held up', async () => {
    const { key } = (await edge.api('POST', '/v1/sites', { name: 'limited' })).body;
    const batch = { key, visitor: 'v-limit', events: [download()] };
    const status = async (address?: string) => {
      const headers = address === undefined ? {} : { 'cf-connecting-ip': address };
      const answer = await edge.call('POST', '/v1/events', batch, { 'content-type': 'text/plain', ...headers });
      return [answer.status, answer.headers.get('retry-after')];
    };
    // By minutes of the clock, of which several may be begun meanwhile.
    const flood = async () => {
      await Promise.all(Array.from({ length: 50 }, () => status('198.51.100.1')));
      return status('198.51.100.200');
    };
    await expect.poll(flood, { timeout: 25_000, interval: 1 }).toEqual([429, '60']);
    expect(await status('198.51.99.1')).toEqual([202, null]);
    expect(await status()).toEqual([202, null]);
  });

  it('leaves no address in the state, in whatever form', async () => {
    await send('v-six', '2001:db8:77:1::abcd');
    await edge.restart();
    expect(edge.filesWith(/203\.0\.113|198\.51\.100|2001:0?db8:0?0?77/)).toEqual([]);
  });
});

describe('Global Privacy Control', () => {
  const GPC = { 'sec-gpc': '1' };

  it('opts the person out: what the page saw is refused, who they are is kept with the opt-out', async () => {
    const email = 'private@rules.example';
    const { status, body } = await edge.events('v-gpc', [download(), identified(email)], GPC);
    expect([status, body.accepted, body.rejected]).toEqual([
      202,
      1,
      [{ index: 0, path: 'type', message: expect.stringContaining('Global Privacy Control') }],
    ]);
    const { unscored, lead } = await fresh(email);
    expect(unscored).toBe('opted_out');
    const { touches } = (await edge.api('GET', `/v1/leads/${lead.id}/timeline`)).body;
    expect(touches.map(({ type }) => type).toSorted()).toEqual(['consent_changed', 'identified']);
  });

  it('ends the score of somebody who is known, also with a batch of which nothing is kept', async () => {
    const email = 'known@rules.example';
    await edge.events('v-known', [download(), identified(email)]);
    expect((await fresh(email)).score.balance.value).toBe(5);
    const granted = { id: edge.id(), type: 'consent_changed', occurredAt: Date.now(), consent: 'granted' };
    const { status, body } = await edge.events('v-known', [download(), granted], GPC);
    expect([status, body.accepted, body.rejected.length]).toEqual([202, 0, 2]);
    expect((await fresh(email)).unscored).toBe('opted_out');
  });
});

describe('the audit log', () => {
  it('keeps the deed of an erasure without the address, and a rep’s outcome', async () => {
    const email = 'gone.for.good@rules.example';
    await edge.events('v-gone', [download(), identified(email)]);
    const { id } = (await fresh(email)).lead;
    const { code } = (await edge.api('POST', '/v1/pairings', {})).body;
    const { body } = await edge.call('POST', '/v1/pairings/claim', { code }, { 'content-type': 'application/json' });
    const rep = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' };
    await edge.call('POST', '/v1/outcomes', { lead: id, outcome: 'good', note: 'met her' }, rep);
    await edge.api('DELETE', `/v1/leads/${id}`);
    const deeds = async () => (await edge.api('GET', `/v1/audit?target=${id}`)).body.entries;
    await expect
      .poll(async () => (await deeds()).map(({ action }) => action))
      .toEqual(['lead_erased', 'outcome_recorded']);
    expect((await deeds())[1]).toMatchObject({ actor: { kind: 'rep', id: body.rep.id }, detail: { outcome: 'good' } });
    expect((await edge.api('GET', '/v1/audit?limit=200')).text).not.toMatch(/gone\.for\.good|met her/);
  });
});
