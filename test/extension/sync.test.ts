/** The background's door to a server made of a function: pairing, lookups, outbox, live line. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, keep, openDatabase } from '../../extension/db';
import type { Push, QueueWish } from '../../extension/messages';
import { openSettings } from '../../extension/settings';
import { openSync, type Sync } from '../../extension/sync';
import type { Snapshot } from '../../shared/score';
import { hashOf, MODEL, snapshotOf } from './people';
import { memory, Server, Socket } from './server';
import { soon } from './soon';

vi.stubGlobal('WebSocket', Socket);

const ada = await snapshotOf('ada@northwind.example', 'Ada', [['demo_requested', 2]]);
const WHOLE: QueueWish = { tier: null, grade: null, isMine: false, sort: 'priority', words: '', cursor: null };
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
const restart = () =>
  openSync({ db, settings: openSettings(db, memory()), fetch: server.fetch, push: (news) => pushed.push(news) });

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
  it('ends when the rep says so, and nothing of it is left', async () => {
    await pair();
    await sync.lookup(['ada@northwind.example']);
    await sync.snooze(ada.lead.id, Date.now() + 60_000);
    const live = await socket(0);
    live.open();
    await sync.disconnect();
    expect(await sync.pairing()).toBeNull();
    expect([await (await db()).count('snapshots'), await (await db()).count('settings')]).toEqual([0, 0]);
    expect(live.readyState).toBe(3);
    expect(pushed.at(-1)).toEqual({ type: 'reset' });
  });
  it('is needed before anything is asked', async () => {
    expect(await sync.lookup(['ada@northwind.example'])).toEqual(['unreachable']);
    expect(await sync.model()).toBeNull();
    expect(await sync.queue(WHOLE)).toEqual({ people: [], cursor: null, isOld: false, model: null });
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
    const page = async (over: Partial<QueueWish> = {}) => {
      const { people, isOld } = await sync.queue({ ...WHOLE, ...over });
      return [people.map(({ snapshot }) => snapshot), isOld];
    };
    expect(await page()).toEqual([[ada], false]);
    expect(server.to('/v1/leads?sort=priority&limit=100&snapshot=1')).toHaveLength(1);
    await page({ tier: 1, isMine: true, sort: 'recent', words: ' ada ', cursor: 'next' });
    expect(server.calls.at(-1)?.path).toBe(
      '/v1/leads?sort=recent&limit=100&tier=1&owner=me&q=ada&cursor=next&snapshot=1',
    );
    expect(await page({ isMine: true, sort: 'due' })).toEqual([[ada], false]);
    expect(server.calls.at(-1)?.path).toBe('/v1/leads?sort=due&limit=100&owner=me&sla=open&snapshot=1');
    server.status = () => 'down';
    expect(await page({ isMine: true, sort: 'due' })).toEqual([[ada], true]);
    expect(await page()).toEqual([[ada], true]);
    expect(await page({ tier: 1 })).toEqual([[], true]);
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
    second.say({ type: 'alert', cursor: 10, lead: card, alert: 'Nobody called' });
    await soon(async () => expect(await (await db()).get('settings', 'cursor')).toBe(10));
    expect(await sync.alerts()).toEqual([
      { lead: ada.lead.id, name: 'Ada', words: 'Nobody called', at: expect.any(Number) },
    ]);
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
