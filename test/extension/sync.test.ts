/** The background's door to a server made of a function: pairing, lookups, outbox, live line. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, keep, openDatabase } from '../../extension/db';
import type { Push } from '../../extension/messages';
import { openSettings } from '../../extension/settings';
import { openSync, type Sync } from '../../extension/sync';
import type { Snapshot } from '../../shared/score';
import { hashOf, MODEL, NOW, snapshotOf } from './people';
import { memory, Server, Socket } from './server';
import { soon } from './soon';

vi.stubGlobal('WebSocket', Socket);

const ada = await snapshotOf('ada@northwind.example', 'Ada', [['demo_requested', 2]]);
let server: Server;
let db: Database;
let sync: Sync;
let pushed: Push[];
let count = 0;
const socket = async (place: number): Promise<Socket> =>
  soon(() => {
    const found = Socket.all[place];
    if (found === undefined) throw new Error('not yet');
    return found;
  });
const restart = (pause = 0) =>
  openSync({ db, settings: openSettings(db, memory()), fetch: server.fetch, push: (news) => pushed.push(news), pause });

beforeEach(async () => {
  Socket.all = [];
  pushed = [];
  server = new Server();
  server.people.set(await hashOf('ada@northwind.example'), ada);
  db = openDatabase(`sync-${count++}`);
  sync = restart();
});
const pair = () => sync.pair('http://127.0.0.1:8787', 'code');

describe('pairing', () => {
  it('claims the code and tells every page to begin anew', async () => {
    expect(await pair()).toEqual({ rep: { id: 'rep_1', name: 'Rita' } });
    expect(server.calls[0]).toMatchObject({ path: '/v1/pairings/claim', body: { code: 'code' } });
    expect(pushed).toContainEqual({ type: 'reset' });
    expect((await sync.pairing())?.origin).toBe('http://127.0.0.1:8787');
  });
  it('says why it failed and changes nothing', async () => {
    server.status = () => 404;
    expect(await pair()).toEqual({ message: 'no to /v1/pairings/claim' });
    server.status = () => 'down';
    expect(await pair()).toEqual({ message: 'Steelyard could not be reached. Try again.' });
    expect(await sync.pairing()).toBeNull();
  });
  it('ends when the server no longer knows the token', async () => {
    await pair();
    await sync.lookup(['ada@northwind.example']);
    (await socket(0)).close();
    server.status = () => 401;
    await sync.catchUp();
    await soon(async () => expect(await sync.pairing()).toBeNull());
    await soon(async () => expect(await (await db()).count('snapshots')).toBe(0));
  });
  it('is needed before anything is asked', async () => {
    expect(await sync.lookup(['ada@northwind.example'])).toEqual(['unreachable']);
    expect([await sync.queue(), await sync.model()]).toEqual([[], null]);
    expect(server.calls).toEqual([]);
  });
});

describe('a lookup', () => {
  beforeEach(async () => void (await pair()));

  it('answers in order, and sends keyed hashes only', async () => {
    const found = await sync.lookup(['nobody@northwind.example', 'ADA@northwind.example ']);
    expect(found).toEqual(['unknown', { snapshot: ada, knownAt: expect.any(Number) }]);
    const [call] = server.to('/v1/scores');
    expect(call?.headers.authorization).toBe('Bearer tok');
    expect(call?.body).toEqual({
      keys: [
        { emailHash: await hashOf('nobody@northwind.example') },
        { emailHash: await hashOf('ada@northwind.example') },
      ],
      snapshot: true,
    });
  });
  it('travels with what others ask at the same moment, 100 at a time, each address once', async () => {
    const many = Array.from({ length: 120 }, (_, i) => `p${i}@northwind.example`);
    await Promise.all([sync.lookup(many.slice(0, 80)), sync.lookup(many.slice(40))]);
    expect(server.to('/v1/scores').map(({ body }) => Object(body).keys.length)).toEqual([100, 20]);
  });
  it('is answered from this device for ten minutes, also with "unknown"', async () => {
    const emails = ['ada@northwind.example', 'nobody@northwind.example'];
    const first = await sync.lookup(emails);
    expect(await sync.lookup(emails)).toEqual(first);
    expect(server.to('/v1/scores')).toHaveLength(1);
    const rows = await (await db()).getAll('addresses');
    await keep(db, { addresses: rows.map((row) => ({ ...row, knownAt: row.knownAt - 10 * 60_000 })) });
    await sync.lookup(emails);
    expect(server.to('/v1/scores')).toHaveLength(2);
  });
  it('gives the last known while nobody answers, and "unreachable" for the others', async () => {
    await sync.lookup(['ada@northwind.example']);
    await (await db()).clear('addresses');
    await (await db()).put('addresses', { hash: await hashOf('ada@northwind.example'), lead: ada.lead.id, knownAt: 0 });
    server.status = () => 'down';
    const [known, other] = await sync.lookup(['ada@northwind.example', 'new@northwind.example']);
    expect(known).toMatchObject({ snapshot: ada });
    expect(other).toBe('unreachable');
  });
  it('brings the model, and a newer one when a snapshot names it', async () => {
    await sync.lookup(['ada@northwind.example']);
    expect((await sync.model())?.version).toBe(3);
    server.model = { ...MODEL, version: 4 };
    server.people.set(await hashOf('bob@northwind.example'), { ...ada, modelVersion: 4 });
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_001);
    await sync.lookup(['bob@northwind.example']);
    vi.restoreAllMocks();
    expect((await sync.model())?.version).toBe(4);
    expect(pushed).toContainEqual({ type: 'model', model: server.model });
  });
});

describe('the hot queue', () => {
  it('is the server’s, and the last known one while nobody answers', async () => {
    await pair();
    expect((await sync.queue()).map(({ snapshot }) => snapshot)).toEqual([ada]);
    expect(server.to('/v1/leads?sort=priority&limit=20&snapshot=1')).toHaveLength(1);
    server.status = () => 'down';
    expect((await sync.queue()).map(({ snapshot }) => snapshot)).toEqual([ada]);
  });
});

describe('an outcome', () => {
  const key = '5e0f9b0e-6a0c-4a6e-9d3a-0c5a1f6b7c8d';
  const deed = { key, lead: ada.lead.id, outcome: 'meeting', at: NOW } as const;
  const sent = () => server.to('/v1/outcomes');
  const said = (state: string) => soon(() => expect(pushed).toContainEqual({ type: 'said', key, state }));
  beforeEach(async () => void (await pair()));

  it('is sent under its key, with its note', async () => {
    expect(await sync.record({ ...deed, note: 'in May' })).toBe('waiting');
    await said('sent');
    expect(sent()[0]?.body).toEqual({ lead: deed.lead, outcome: 'meeting', at: NOW, note: 'in May' });
    expect(sent()[0]?.headers['idempotency-key']).toBe(key);
    expect(await (await db()).count('outbox')).toBe(0);
  });
  it('can be taken back while it waits, and not once it is sent', async () => {
    sync = restart(60_000);
    await sync.record(deed);
    await sync.catchUp();
    expect((await sync.told(deed.lead)).unsent).toEqual({ key, outcome: 'meeting', state: 'waiting' });
    expect([await sync.takeBack(key), await sync.takeBack(key)]).toEqual([true, false]);
    expect(sent()).toEqual([]);
    sync = restart();
    await sync.record(deed);
    await said('sent');
    expect(await sync.takeBack(key)).toBe(false);
  });
  it.each(['down', 503, 429, 401] as const)(
    'waits while the server is %s, then goes once, under the same key',
    async (status) => {
      server.status = (path) => (path === '/v1/outcomes' ? status : 200);
      await sync.record(deed);
      await said('kept');
      expect((await sync.told(deed.lead)).unsent?.state).toBe('kept');
      server.calls = [];
      server.status = () => 200;
      await Promise.all([sync.catchUp(), sync.catchUp()]);
      expect(sent().map(({ headers }) => headers['idempotency-key'])).toEqual([key]);
      await said('sent');
    },
  );
  it('is dropped, and said to be, when the server will never take it', async () => {
    server.status = (path) => (path === '/v1/outcomes' ? 422 : 200);
    await sync.record(deed);
    await said('failed');
    expect(await (await db()).count('outbox')).toBe(0);
  });
  it('survives the end of the background', async () => {
    server.status = () => 'down';
    await sync.record(deed);
    await said('kept');
    server.status = () => 200;
    server.calls = [];
    sync = restart();
    await sync.catchUp();
    expect(sent()).toHaveLength(1);
  });
});

describe('what is told of a lead', () => {
  beforeEach(async () => void (await pair()));
  it('is its story, and until when it is put aside on this device', async () => {
    await sync.lookup(['ada@northwind.example']);
    await sync.snooze(ada.lead.id, Date.now() + 60_000);
    const { story, snoozedUntil } = await sync.told(ada.lead.id);
    expect(story).toEqual({
      trend: null,
      history: [null, 12],
      touches: [{ id: 't', type: 'pricing_viewed', occurredAt: '2026-11-22T11:00:00.000Z' }],
      outcomes: [],
      aliases: ['linkedin:ada'],
      company: { people: 2, engaged: 1, value: 3, others: ['Bob'] },
    });
    expect(snoozedUntil).toBeGreaterThan(Date.now());
    await sync.snooze(ada.lead.id, null);
    expect((await sync.told(ada.lead.id)).snoozedUntil).toBeNull();
  });
  it('is what this device knows while nobody answers; a part that is missing takes nothing along', async () => {
    server.status = (path) => (/history|accounts/.test(path) ? 503 : 200);
    await sync.lookup(['ada@northwind.example']);
    expect((await sync.told(ada.lead.id)).story).toMatchObject({
      history: [],
      company: null,
      aliases: ['linkedin:ada'],
    });
    server.status = () => 'down';
    expect(await sync.told(ada.lead.id)).toEqual({ story: null, snoozedUntil: null, unsent: null });
  });
});

describe('the live line', () => {
  const card = {
    id: ada.lead.id,
    email: 'ada@northwind.example',
    name: 'Ada',
    stage: 'lead',
    account: null,
    owner: null,
  };
  const changed = (cursor: number, snapshot?: Snapshot) => ({
    type: 'score_changed',
    cursor,
    lead: card,
    score: null,
    snapshot,
  });
  beforeEach(async () => void (await pair()));

  it('opens with a ticket and says when it is live', async () => {
    const live = await socket(0);
    expect(live.url).toBe('ws://127.0.0.1:8787/v1/live?ticket=once');
    live.open();
    expect(sync.link().connection).toBe('live');
    expect(pushed.at(-1)).toEqual({ type: 'link', link: sync.link() });
    live.close();
    expect(sync.link().connection).toBe('offline');
  });
  it('stores a change, then tells the pages', async () => {
    (await socket(0)).say(changed(7, ada));
    const news = { type: 'changed', lead: ada.lead.id, email: card.email };
    await soon(() => expect(pushed.at(-1)).toMatchObject({ ...news, person: { snapshot: ada } }));
    expect(await sync.lookup([card.email])).toMatchObject([{ snapshot: ada }]);
    expect(server.to('/v1/scores')).toEqual([]);
    (await socket(0)).say(changed(8));
    await soon(() => expect(pushed.at(-1)).toEqual({ ...news, person: null }));
    expect(await sync.lookup([card.email])).toEqual(['unknown']);
  });
  it('resumes after the last message that was taken in', async () => {
    const live = await socket(0);
    live.say({ type: 'hello', cursor: 5 });
    live.say(changed(9, ada));
    await soon(async () => expect(await (await db()).get('settings', 'cursor')).toBe(9));
    sync = restart();
    await sync.catchUp();
    const second = await socket(1);
    expect(second.url).toBe('ws://127.0.0.1:8787/v1/live?ticket=once&since=9');
    second.say({ type: 'hello', cursor: 12 });
    second.say({ type: 'alert', cursor: 10, lead: card, alert: 'tier' });
    await soon(async () => expect(await (await db()).get('settings', 'cursor')).toBe(10));
  });
  it('is not disturbed by what it does not understand', async () => {
    const live = await socket(0);
    live.onmessage({ data: 'pong' });
    live.onmessage({ data: '{"type":' });
    live.say({ type: 'news_from_tomorrow', cursor: 99 });
    live.say({ type: 'hello', cursor: 1 });
    await soon(async () => expect(await (await db()).get('settings', 'cursor')).toBe(1));
  });
});
