/** Promises of contact as the API tells them: on the lead, in its copy and in the live feed, in lists by due moment, over splits and merges. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR } from '../../shared/event';
import type { ActionRule, Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Signal } from '../../shared/signal';
import { BY, Cluster } from './cluster.ts';
import { person } from './desk.ts';
import { type Body, Edge } from './edge.ts';

const on = (signal: Signal, hours: number): ActionRule => ({
  ...{ id: signal, why: `why ${signal}`, on: { kind: 'signal', signal }, do: 'start_sla' },
  ...{ coolDownHours: 1, settings: { hours } },
});
const MODEL: Model = { ...DEFAULT, actions: [on('demo_requested', 2), on('quote_requested', 1 / 3600)] };

describe('over the API', () => {
  const ADA = 'ada@promised.example';
  const BOB = 'bob@promised.example';
  const EVE = 'eve@promised.example';
  let edge: Edge;
  const list = async (query: string): Promise<Body> => (await edge.api('GET', `/v1/leads?${query}`)).body;
  const emails = async (query: string) => (await list(query)).leads.map(({ lead }) => lead.email);
  beforeAll(async () => {
    edge = await Edge.start(undefined, true);
    await edge.api('PUT', '/v1/models', MODEL);
    await edge.api('POST', '/v1/models/2/publish', {});
    await edge.api('PUT', '/v1/leads', { email: ADA, attributes: { owner: 'Ann' }, source: 'crm' });
    const touches = [
      [EVE, 'pricing_viewed'],
      [ADA, 'demo_requested'],
      [BOB, 'quote_requested'],
    ].map(([email, type]) => ({ id: type, email, type, occurredAt: Date.now() }));
    await edge.api('POST', '/v1/touches', { touches });
  });
  afterAll(() => edge.stop());

  it('a lead says what was promised, by when, and whether that was broken', async () => {
    const [ada] = (await list(`q=${ADA}&snapshot=1`)).leads;
    const { sla } = ada?.snapshot ?? {};
    expect(sla).toMatchObject({ action: 'demo_requested', why: 'why demo_requested', keptAt: null });
    expect((sla?.dueAt ?? 0) - (sla?.startedAt ?? 0)).toBe(2 * HOUR);
    const told = {
      ...{ action: 'demo_requested', why: 'why demo_requested', breached: false, keptAt: null },
      ...{ startedAt: new Date(sla?.startedAt ?? 0).toISOString(), dueAt: new Date(sla?.dueAt ?? 0).toISOString() },
    };
    expect(ada?.lead).toMatchObject({ sla: told });
    expect((await edge.api('GET', `/v1/leads/${ada?.lead.id}`)).body.lead).toMatchObject({ sla: told });
    await expect
      .poll(async () => (await edge.api('GET', `/v1/scores?email=${BOB}`)).body.lead)
      .toMatchObject({ sla: { action: 'quote_requested', breached: true } });
    expect((await edge.score(EVE)).lead).not.toHaveProperty('sla');
  });

  it('lists come in the order in which they are due, page by page, of one owner, open ones alone', async () => {
    expect(await emails('sort=due')).toEqual([BOB, ADA, EVE]);
    expect(await emails('sort=due&sla=open')).toEqual([BOB, ADA]);
    expect(await emails('sort=due&sla=open&owner=Ann')).toEqual([ADA]);
    const first = await list('sort=due&limit=1');
    const second = await list(`sort=due&limit=1&cursor=${first.cursor}`);
    const third = await list(`sort=due&limit=1&cursor=${second.cursor}`);
    expect([first, second, third].map(({ leads }) => leads[0]?.lead.email)).toEqual([BOB, ADA, EVE]);
    expect(third.cursor).toBeNull();
  });

  it('an outcome keeps it, also late, and the list and the live feed know', async () => {
    await edge.api('POST', '/v1/outcomes', { email: ADA, outcome: 'meeting', at: Date.now() });
    await edge.api('POST', '/v1/outcomes', { email: BOB, outcome: 'lost', at: Date.now() });
    expect(await emails('sla=open')).toEqual([]);
    const keptAt = expect.stringMatching(/Z$/);
    expect((await edge.score(ADA)).lead).toMatchObject({ sla: { breached: false, keptAt } });
    expect((await edge.score(BOB)).lead).toMatchObject({ sla: { breached: true, keptAt } });
    const { ticket } = (await edge.api('POST', '/v1/live/tickets', {})).body;
    const socket = new WebSocket(`${edge.url.replace('http', 'ws')}/v1/live?ticket=${ticket}&since=0`);
    const heard = new Map<string, Body>();
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'score_changed') heard.set(message.lead.email, message);
    });
    await expect.poll(() => heard.get(ADA)?.snapshot.sla?.keptAt).toEqual(expect.any(Number));
    socket.close();
  });
});

describe('over several ledgers', () => {
  beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
  afterAll(() => vi.useRealTimers());

  it('goes along when a ledger splits and when two become one, is told of once, and is kept for both', async () => {
    const cluster = new Cluster(Date.UTC(2026, 10, 22, 9), () => new Promise(setImmediate), MODEL);
    const [ada, bob] = [person(0), person(3)];
    const slaOf = async ({ id }: { id: string }) =>
      (await cluster.ask((ledger) => ledger.find({ id }, {})))?.snapshot.sla;
    const breaches = () => [...cluster.told.values()].filter(({ type }) => type === 'sla_breached');
    for (const who of [ada, bob]) await cluster.ask((ledger) => ledger.putLead(who, [], [], 'crm', BY, false));
    const started = cluster.now;
    const touch = { index: 0, subject: `l:${bob.id}`, id: 't1', type: 'demo_requested' as const, at: started };
    await cluster.ask((ledger) => ledger.append([{ ...touch, source: 'api', body: '{}' }]));
    const promised = { action: 'demo_requested', startedAt: started, dueAt: started + 2 * HOUR, keptAt: null };
    expect(await slaOf(bob)).toMatchObject(promised);

    await cluster.split([bob.bucket]);
    await cluster.settle();
    expect(await slaOf(bob)).toMatchObject(promised);

    const merge = await cluster.ask((ledger) => ledger.merge(ada.id, { id: bob.id }, BY));
    await cluster.settle();
    expect(await slaOf(ada)).toMatchObject(promised);
    expect(breaches()).toEqual([]);
    await cluster.tick(2 * HOUR);
    await cluster.settle();
    expect(breaches()).toMatchObject([{ data: { lead: { id: ada.id }, sla: { action: 'demo_requested' } } }]);

    const outcome = { outcome: 'meeting' as const, at: cluster.now, value: null, note: null, by: 'rep_1' };
    await cluster.ask((ledger) => ledger.addOutcome(ada.id, outcome, BY));
    await cluster.settle();
    expect(await slaOf(ada)).toMatchObject({ keptAt: outcome.at });

    if (typeof merge === 'string') throw new Error(merge);
    await cluster.ask((ledger) => ledger.undoMerge(ada.id, merge.id, BY));
    await cluster.settle();
    expect(await slaOf(ada)).toBeUndefined();
    expect(await slaOf(bob)).toMatchObject(promised);
  });
});
