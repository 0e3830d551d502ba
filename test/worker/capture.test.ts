/** Capture at the edge: events once, whatever their order; a form's address brings the visitor's history along. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const PRICING = 'https://site.example/pricing?utm_source=x';
const human = { fillMs: 9000, keys: 40, pointer: 3, webdriver: false };
const viewed = (id: string, at: number) => ({ id, type: 'page_viewed', occurredAt: at, url: PRICING });
const engaged = (id: string, page: string, at: number, engagedMs: number) => ({
  id,
  type: 'page_engaged',
  occurredAt: at,
  page,
  url: PRICING,
  engagedMs,
});
const form = (id: string, at: number, email: string, evidence: object = human) => {
  return {
    id,
    type: 'form_submitted',
    occurredAt: at,
    form: 'demo-request',
    email,
    fields: ['name', 'email', 'phone'],
    evidence,
  };
};
const lines = ({ score }: Body, axis: string) =>
  Object.fromEntries(score.reasons.filter((r) => r.axis === axis).map((r) => [r.rule, r]));

describe('an event', () => {
  it('is counted once: again, in another order, in two batches at once', async () => {
    const now = Date.now();
    const page = edge.id();
    const all = [
      viewed(page, now - 9000),
      engaged(edge.id(), page, now - 5000, 3000),
      engaged(edge.id(), page, now - 2000, 2500),
      form(edge.id(), now - 1000, 'once@northwind.example'),
    ];
    const [a, b] = await Promise.all([edge.events('v-once', all), edge.events('v-once', all.toReversed())]);
    expect([a.status, b.status]).toEqual([202, 202]);
    expect(a.body.accepted + b.body.accepted).toBe(4);
    expect(a.body.duplicates + b.body.duplicates).toBe(4);
    const balance = lines(await edge.score('once@northwind.example'), 'balance');
    expect(balance).toMatchObject({
      demo_requested: { touches: 1 },
      pricing_viewed: { touches: 1 },
      page_viewed: { touches: 1 },
    });
  });

  it('with a used id and other content is refused by its field, the good ones of the batch are stored', async () => {
    const now = Date.now();
    const id = edge.id();
    await edge.events('v-reuse', [viewed(id, now)]);
    const answer = await edge.events('v-reuse', [{ ...viewed(id, now), title: 'Other' }, viewed(edge.id(), now)]);
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({
      accepted: 1,
      duplicates: 0,
      rejected: [{ index: 0, path: 'id', message: expect.any(String) }],
    });
  });

  it('from before the form, sent by the same visitor, belongs to the lead; so does what comes later', async () => {
    const now = Date.now();
    const page = edge.id();
    await edge.events('v-hist', [viewed(page, now - 60_000), engaged(edge.id(), page, now - 50_000, 6000)]);
    await edge.events('v-hist', [form(edge.id(), now - 1000, 'hist@northwind.example')]);
    await edge.events('v-hist', [{ id: edge.id(), type: 'file_downloaded', occurredAt: now, file: '/guide.pdf' }]);
    const { body } = await edge.api('GET', '/v1/scores?email=HIST@northwind.example&fresh=1');
    expect(Object.keys(lines(body, 'balance')).sort()).toEqual([
      'demo_requested',
      'file_downloaded',
      'page_viewed',
      'pricing_viewed',
    ]);
    expect(body.lead.account).toBe('northwind.example');
    const timeline = await edge.api('GET', `/v1/leads/${body.lead.id}/timeline`);
    expect(timeline.body.touches.map((t) => t.type)).toEqual([
      'file_downloaded',
      'form_submitted',
      'page_engaged',
      'page_viewed',
    ]);
    expect(timeline.body.cursor).toBeNull();
  });

  it('of a shared browser stays with the person who was there at the time', async () => {
    const now = Date.now();
    const download = (at: number) => ({ id: edge.id(), type: 'file_downloaded', occurredAt: at, file: '/a.pdf' });
    await edge.events('v-shared', [download(now - 9000), form(edge.id(), now - 8000, 'first@northwind.example')]);
    await edge.events('v-shared', [
      form(edge.id(), now - 5000, 'second@contoso.example'),
      download(now - 4000),
      download(now - 3000),
    ]);
    expect(lines(await edge.score('first@northwind.example'), 'balance').file_downloaded?.touches).toBe(1);
    expect(lines(await edge.score('second@contoso.example'), 'balance').file_downloaded?.touches).toBe(2);
  });

  it('answers counts only, and never who somebody is', async () => {
    const { body } = await edge.events('v-mute', [form(edge.id(), Date.now(), 'mute@northwind.example')]);
    expect(Object.keys(body).sort()).toEqual(['accepted', 'duplicates', 'rejected']);
  });

  it('may come without an address to a page of any origin, without a preflight', async () => {
    const answer = await edge.events('v-cors', [viewed(edge.id(), Date.now())], { origin: 'https://site.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('a bot', () => {
  it('that fills the honeypot in 300 ms is suppressed, with its evidence, and is not in the queue', async () => {
    const now = Date.now();
    const evidence = { honeypot: true, fillMs: 300, keys: 0, pointer: 0, webdriver: true };
    await edge.events('v-bot', [
      viewed(edge.id(), now - 900),
      form(edge.id(), now - 500, 'bot@spam.example', evidence),
    ]);
    const answer = await edge.score('bot@spam.example');
    expect(answer.unscored).toBe('suppressed_as_spam');
    expect(answer.spam.evidence.map((e) => e.kind)).toContain('honeypot');
    const queue = await edge.api('GET', '/v1/leads?q=bot@spam.example');
    expect(queue.body.leads).toEqual([]);
    const suppressed = await edge.api('GET', '/v1/leads?q=bot@spam.example&unscored=suppressed_as_spam');
    expect(suppressed.body.leads).toHaveLength(1);
  });

  it('that types a person’s address neither raises nor silences that person', async () => {
    const now = Date.now();
    await edge.events('v-real', [form(edge.id(), now - 9000, 'real@northwind.example')]);
    const before = await edge.score('real@northwind.example', '&fresh=1');
    const evidence = { honeypot: true, fillMs: 300, keys: 0, pointer: 0 };
    await edge.events('v-attacker', [form(edge.id(), now - 500, 'real@northwind.example', evidence)]);
    const after = await edge.score('real@northwind.example', '&fresh=1');
    expect(after.score.balance.value).toBe(before.score.balance.value);
    expect(after.score.spam).toMatchObject({ verdict: 'clean', voided: 1 });
  });
});

describe('a sender', () => {
  const CHROME =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
  const page = { origin: 'https://site.example', 'accept-language': 'en', 'user-agent': CHROME };
  const browser = { ...page, 'sec-fetch-site': 'cross-site', 'sec-ch-ua': '"Chromium";v="150"' };

  /** Sends one submission with these headers and no others; says what is held against it. */
  async function heldAgainst(name: string, headers: Record<string, string>, evidence?: object) {
    const [at, email] = [Date.now() - 500, `${name}@sender.example`];
    const { evidence: _, ...bare } = form(edge.id(), at, email);
    const events = [evidence === undefined ? bare : { ...bare, evidence }];
    const batch = { key: edge.keys.siteKey, visitor: `v-${name}`, sentAt: Date.now(), events };
    await edge.call('POST', '/v1/events', batch, { 'content-type': 'text/plain', ...headers });
    const { verdict, evidence: kinds } = (await edge.score(email, '&fresh=1')).score.spam;
    return [verdict, ...kinds.map(({ kind }) => kind)];
  }

  it('that is no browser is in doubt, whatever hand its evidence tells of; one header may be lost', async () => {
    const { origin: _, ...hidden } = browser;
    expect(await heldAgainst('bare', {}, human)).toEqual(['suspicious', 'bot_agent', 'no_browser']);
    expect(await heldAgainst('page', page, human)).toEqual(['suspicious', 'no_browser']);
    expect(await heldAgainst('hidden', hidden, human)).toEqual(['clean']);
    expect(await heldAgainst('whole', browser, human)).toEqual(['clean']);
  });

  it('cannot take back what its request says', async () => {
    const liar = { ...human, botAgent: false, missingHeaders: 0 };
    expect(await heldAgainst('liar', {}, liar)).toEqual(['suspicious', 'bot_agent', 'no_browser']);
  });

  it('whose form saw nothing is clean from a browser, and no more than in doubt from anything else', async () => {
    expect(await heldAgainst('blind', browser)).toEqual(['clean']);
    expect(await heldAgainst('server', {})).toEqual(['suspicious', 'bot_agent', 'no_browser']);
  });
});

describe('consent', () => {
  it('withdrawn ends the score', async () => {
    const now = Date.now();
    await edge.events('v-out', [form(edge.id(), now - 5000, 'out@northwind.example')]);
    await edge.events('v-out', [{ id: edge.id(), type: 'consent_changed', occurredAt: now, consent: 'opted_out' }]);
    expect((await edge.score('out@northwind.example', '&fresh=1')).unscored).toBe('opted_out');
  });
});
