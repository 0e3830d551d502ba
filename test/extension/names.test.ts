/** Other names of a person: asked for, guessed, and tied by a rep's word. */
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../extension/db';
import { openSettings } from '../../extension/settings';
import { openSync, type Sync } from '../../extension/sync';
import { hashOf, snapshotOf } from './people';
import { memory, Server, Socket } from './server';

vi.stubGlobal('WebSocket', Socket);

const ada = await snapshotOf('ada@northwind.example', 'Ada', [['demo_requested', 2]]);
let server: Server;
let db: Database;
let sync: Sync;
let count = 0;

beforeEach(async () => {
  server = new Server();
  server.people.set(await hashOf('ada@northwind.example'), ada);
  db = openDatabase(`names-${count++}`);
  sync = openSync({ db, settings: openSettings(db, memory()), fetch: server.fetch, push: () => {} });
  await sync.pair('http://127.0.0.1:8787', 'code');
});

describe('another name of a person', () => {
  const key = 'hubspot:123:42';
  const asked = () => server.to('/v1/scores').map(({ body }) => Object(body).keys);

  it('is asked for as it is, and kept as a hash', async () => {
    server.people.set(key, ada);
    expect(await sync.lookup([key, 'ada@northwind.example'])).toMatchObject([{ snapshot: ada }, { snapshot: ada }]);
    expect(asked()).toEqual([[{ hubspot: '123:42' }, { emailHash: await hashOf('ada@northwind.example') }]]);
    expect((await (await db()).getAll('addresses')).map(({ hash }) => hash)).not.toContain(key);
  });
  it('is guessed by name and company, with only the name on its way', async () => {
    const found = await sync.guess({ name: 'Ada', company: 'Northwind' });
    expect(found).toMatchObject([{ snapshot: ada }]);
    expect(await sync.guess({ name: 'Ada', company: 'Contoso' })).toEqual([]);
    expect(server.to('/v1/leads?q=Ada&limit=50&snapshot=1')).toHaveLength(2);
    server.status = () => 'down';
    expect(await sync.guess({ name: 'Ada', company: 'Northwind' })).toBe('unreachable');
  });
  it('is whom a rep says it is, until they take it back', async () => {
    expect(await sync.lookup([key])).toEqual(['unknown']);
    await sync.confirm({ key, lead: ada.lead.id });
    expect(await sync.lookup([key])).toMatchObject([{ snapshot: ada, isConfirmed: true }]);
    expect(asked().at(-1)).toEqual([{ lead: ada.lead.id }]);
    await sync.confirm({ key, lead: null });
    expect(await sync.lookup([key])).toEqual(['unknown']);
  });
});
