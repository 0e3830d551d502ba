/** Scores at the edge: any key, any moment, the receipt adds up, the queue is in order, the copy follows the truth. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Body, Edge } from './edge.ts';

let edge: Edge;
const ADA = 'ada@northwind.example';
const HOUR = 3_600_000;
const now = Date.now();

beforeAll(async () => {
  edge = await Edge.start();
  await edge.api('PUT', '/v1/accounts/northwind.example', {
    attributes: { employees: 200, industry: 'Software' },
    source: 'crm',
  });
  await edge.api('PUT', '/v1/leads', {
    email: 'Ada@Northwind.example ',
    attributes: { name: 'Ada Lovelace', title: 'VP Operations' },
    aliases: { linkedin: 'ada-l', hubspot: '12:34', salesforce: '00Q000000000001', pipedrive: '7:8' },
  });
  const touches = [
    { id: 't1', email: ADA, type: 'demo_requested', occurredAt: now - HOUR },
    { id: 't2', email: ADA, type: 'pricing_viewed', occurredAt: new Date(now - 21 * 24 * HOUR).toISOString() },
    { id: 't3', domain: 'northwind.example', type: 'fundraising', occurredAt: now - 72 * HOUR },
  ];
  const { body } = await edge.api('POST', '/v1/touches', { touches });
  expect(body).toEqual({ accepted: 3, duplicates: 0, rejected: [] });
});
afterAll(() => edge.stop());

describe('a score', () => {
  it('follows the published numbers and its receipt adds up', async () => {
    const { lead, score } = await edge.score(ADA);
    expect(lead).toMatchObject({ email: ADA, name: 'Ada Lovelace', stage: 'prospect', account: 'northwind.example' });
    expect(score.balance).toMatchObject({ value: expect.closeTo(10 + 9 * 0.2001, 2), tier: 1 });
    expect(score.points).toMatchObject({
      value: expect.closeTo(20 + 15 + 30 + 7.5, 3),
      level: 'hot',
      fit: { points: 35, grade: 'A' },
    });
    for (const axis of ['points', 'balance'] as const) {
      const sum = score.reasons.filter((r) => r.axis === axis).reduce((total, r) => total + r.points, 0);
      expect(sum).toBeCloseTo(score[axis].value, 9);
    }
    expect(score.summary).toMatch(/VP Operations at a 200-person software company\.$/);
  });

  it('is the same by every key', async () => {
    const { lead } = await edge.score(ADA);
    const keys = [`lead=${lead.id}`, 'linkedin=ada-l', 'hubspot=12:34', 'salesforce=00Q000000000001', 'pipedrive=7:8'];
    for (const key of keys) expect((await edge.api('GET', `/v1/scores?${key}`)).body.lead.id).toBe(lead.id);
  });

  it('is found by the keyed hash that the extension makes, a hundred at once, in order', async () => {
    const { code } = (await edge.api('POST', '/v1/pairings', {})).body;
    const paired = await edge.call('POST', '/v1/pairings/claim', { code }, { 'content-type': 'application/json' });
    expect(paired.status).toBe(201);
    expect(
      (await edge.call('POST', '/v1/pairings/claim', { code }, { 'content-type': 'application/json' })).status,
    ).toBe(401);
    const hash = (email: string) => createHmac('sha256', paired.body.lookupKey).update(email).digest('hex');
    const headers = { authorization: `Bearer ${paired.body.token}`, 'content-type': 'application/json' };
    const body = { keys: [{ emailHash: hash('nobody@x.example') }, { emailHash: hash(ADA) }], snapshot: true };
    const answer = await edge.call('POST', '/v1/scores', body, headers);
    expect(answer.body.scores[0]).toEqual({ unscored: 'unknown_lead' });
    expect(answer.body.scores[1]).toMatchObject({ lead: { email: ADA }, snapshot: { lead: { email: ADA } } });
    expect((await edge.call('PUT', '/v1/leads', { email: ADA }, headers)).status).toBe(403);
  });

  it('of a past moment knows only what had happened by then; of a future one, what decay leaves', async () => {
    const future = await edge.score(ADA, `&at=${now - HOUR + 72 * HOUR}`);
    expect(future.score.balance).toMatchObject({ value: expect.closeTo(10 * 0.2001 + 9 * 0.00172, 3), tier: 3 });
    const past = await edge.score(ADA, `&at=${now - 24 * HOUR}`);
    expect(past.score.reasons.map((r) => r.rule)).not.toContain('demo_requested');
    expect((await edge.score(ADA, '&at=2001-01-01T00:00:00Z')).unscored).toBe('no_touches');
  });

  it('over time is, at each moment, the score of that moment', async () => {
    const { lead } = await edge.score(ADA);
    const [from, to] = [now - 30 * 24 * HOUR, now + 24 * HOUR];
    const path = `/v1/leads/${lead.id}/history`;
    const { history } = (await edge.api('GET', `${path}?from=${from}&to=${to}&steps=9`)).body;
    expect([history[0]?.at, history[8]?.at]).toEqual([new Date(from).toISOString(), new Date(to).toISOString()]);
    for (const { at, points, balance, unscored } of history) {
      const then = await edge.score(ADA, `&at=${at}`);
      expect({ points, balance, unscored }).toEqual({
        points: then.score?.points,
        balance: then.score?.balance,
        unscored: then.unscored,
      });
    }
    expect(new Set(history.map(({ points }) => points?.value)).size).toBeGreaterThan(3);
    expect((await edge.api('GET', `${path}?from=${to}&to=${from}`)).body.errors).toEqual([
      { path: 'from', message: 'is not before "to"' },
    ]);
    expect((await edge.api('GET', `${path}?steps=1`)).body.errors[0]?.path).toBe('steps');
    expect((await edge.api('GET', '/v1/leads/ld_00000000000000000000000000/history')).status).toBe(404);
  });

  it('is exported with everything that is held, in one document of any length', async () => {
    const email = 'grace@wingtip.example';
    const touches = Array.from({ length: 500 }, (_, i) => ({
      id: `g${i}`,
      email,
      type: 'page_viewed',
      occurredAt: now - i,
    }));
    await edge.api('POST', '/v1/touches', { touches });
    await edge.api('POST', '/v1/touches', { touches: [{ id: 'g500', email, type: 'news', occurredAt: now - HOUR }] });
    const { lead } = await edge.score(email);
    const { status, body, headers } = await edge.api('GET', `/v1/leads/${lead.id}/export`);
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(body.touches.map(({ id }) => id)).toEqual([...touches.map(({ id }) => id), 'g500']);
    expect(body).toMatchObject({ lead: { email }, record: { outcomes: [] }, snapshot: { lead: { email } } });
    expect((await edge.api('GET', '/v1/leads/ld_00000000000000000000000000/export')).status).toBe(404);
  });

  it('says why there is none', async () => {
    await edge.api('PUT', '/v1/leads', { email: 'quiet@contoso.example', attributes: { title: 'CFO' } });
    expect((await edge.score('quiet@contoso.example')).unscored).toBe('no_touches');
    expect((await edge.score('nobody@contoso.example')).unscored).toBe('unknown_lead');
    expect((await edge.api('GET', '/v1/scores?lead=ld_00')).body).toEqual({ unscored: 'unknown_lead' });
  });

  it('of a company is the same sum over its own signals and its people', async () => {
    const { body } = await edge.api('GET', '/v1/accounts/northwind.example');
    expect(body.account).toMatchObject({ domain: 'northwind.example', people: 1, engaged: 1 });
    expect(body.account.lines.map(({ part }) => part)).toEqual(['intent', 'best_leads']);
    expect(body.account.lines.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(body.account.value, 9);
    expect(body.account.bestLeads[0]?.lead.email).toBe(ADA);
    expect(body.score.balance.value).toBeCloseTo(10 + 9 * 0.2001, 2);
    expect((await edge.api('GET', '/v1/accounts/unheard.example')).status).toBe(404);
  });

  it('reaches the copy that is read worldwide', async () => {
    const email = 'copy@fabrikam.example';
    const first = { id: 'c1', email, type: 'demo_requested', occurredAt: now };
    await edge.api('POST', '/v1/touches', { touches: [first] });
    const fresh = await edge.score(email, '&fresh=1');
    await expect
      .poll(async () => (await edge.score(email)).score.balance.value, { timeout: 15_000 })
      .toBe(fresh.score.balance.value);
  });
});

describe('a trend', () => {
  it('is the change over seven days, and none before there was a score', async () => {
    const { lead } = await edge.score(ADA);
    const { trend, score } = (await edge.api('GET', `/v1/leads/${lead.id}`)).body;
    const before = await edge.score(ADA, `&at=${Date.now() - 7 * 24 * HOUR}`);
    expect(trend?.balance).toBeCloseTo(score.balance.value - before.score.balance.value, 3);
    expect(trend?.points).toBeCloseTo(score.points.value - before.score.points.value, 3);
    await edge.api('POST', '/v1/touches', {
      touches: [{ id: 'new', email: 'new@x.example', type: 'trial_started', occurredAt: now }],
    });
    const fresh = await edge.score('new@x.example', '&fresh=1');
    expect((await edge.api('GET', `/v1/leads/${fresh.lead.id}`)).body.trend).toBeNull();
  });
});

describe('the queue', () => {
  it('is in order of priority, pages by cursor without gap or double, and filters', async () => {
    const people = Array.from({ length: 7 }, (_, i) => `q${i}@queue.example`);
    const touches = people.map((email, i) => ({
      id: `q${i}`,
      email,
      type: i % 2 === 0 ? 'quote_requested' : 'file_downloaded',
      occurredAt: now - i * HOUR,
    }));
    await edge.api('POST', '/v1/touches', { touches });
    const seen: string[] = [];
    const priorities: number[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Body = (
        await edge.api('GET', `/v1/leads?account=queue.example&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ).body;
      seen.push(...page.leads.map((l) => l.lead.email ?? ''));
      priorities.push(...page.leads.map((l) => l.score.priority));
      cursor = page.cursor;
    }
    expect(seen.toSorted()).toEqual(people);
    expect(priorities).toEqual(priorities.toSorted((a, b) => a - b));
    expect((await edge.api('GET', '/v1/leads?account=queue.example&tier=1')).body.leads).toHaveLength(4);
    expect((await edge.api('GET', '/v1/leads?q=q3%40queue')).body.leads).toHaveLength(1);
    expect((await edge.api('GET', '/v1/leads?q=%25')).body.leads).toHaveLength(0);
  });
});

describe('an outcome', () => {
  it('moves the stage, once for one Idempotency-Key', async () => {
    const say = (outcome: string) =>
      edge.api('POST', '/v1/outcomes', { email: ADA, outcome }, { 'idempotency-key': 'k-1' });
    const [first, again] = [await say('opportunity'), await say('opportunity')];
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body]);
    expect((await say('won')).status).toBe(422);
    const { body } = await edge.api('GET', `/v1/leads/${first.body.lead.id}`);
    expect(body.record.outcomes).toHaveLength(1);
    expect(body.lead.stage).toBe('opportunity');
  });

  it('of nobody is refused', async () => {
    const answer = await edge.api('POST', '/v1/outcomes', { email: 'nobody@contoso.example', outcome: 'won' });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'email' }] } });
  });
});
