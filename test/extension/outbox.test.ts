/** A rep's word on its way through the background, and what the background tells of a lead. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../extension/db';
import type { Push } from '../../extension/messages';
import { openSettings } from '../../extension/settings';
import { openSync, type Sync } from '../../extension/sync';
import { hashOf, NOW, snapshotOf } from './people';
import { memory, Server, Socket } from './server';
import { soon } from './soon';

vi.stubGlobal('WebSocket', Socket);

const ada = await snapshotOf('ada@northwind.example', 'Ada', [['demo_requested', 2]]);
let server: Server;
let db: Database;
let sync: Sync;
let pushed: Push[];
let count = 0;
const restart = (pause = 0) =>
  openSync({ db, settings: openSettings(db, memory()), fetch: server.fetch, push: (news) => pushed.push(news), pause });

beforeEach(async () => {
  pushed = [];
  server = new Server();
  server.people.set(await hashOf('ada@northwind.example'), ada);
  db = openDatabase(`outbox-${count++}`);
  sync = restart();
  await sync.pair('http://127.0.0.1:8787', 'code');
});

describe('an outcome', () => {
  const key = '5e0f9b0e-6a0c-4a6e-9d3a-0c5a1f6b7c8d';
  const deed = { key, lead: ada.lead.id, outcome: 'meeting', at: NOW } as const;
  const sent = () => server.to('/v1/outcomes');
  const said = (state: string) => soon(() => expect(pushed).toContainEqual({ type: 'said', key, state }));

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
