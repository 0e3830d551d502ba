/** What rests on the device: bounds, forgetting, and a token that is never written in the clear. */
import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, forget, openDatabase, prune } from '../../extension/db';
import { openSettings, type Pairing } from '../../extension/settings';
import { snapshotOf } from './people';
import { memory } from './server';

const pairing: Pairing = {
  token: 'rt_secret',
  lookupKey: 'lookup-key',
  rep: { id: 'rep_1', name: 'Rita' },
  workspace: 'ws_1',
  origin: 'http://127.0.0.1:8787',
};
let db: Database;
let count = 0;
beforeEach(() => {
  db = openDatabase(`test-${count++}`);
});

describe('the database', () => {
  it('keeps the newest when there are too many', async () => {
    const snapshot = await snapshotOf('a@b.example', 'A', []);
    await db.snapshots.bulkPut([1, 2, 3].map((knownAt) => ({ lead: `ld_${knownAt}`, snapshot, knownAt })));
    await db.addresses.bulkPut([1, 2].map((knownAt) => ({ hash: `${knownAt}`, lead: null, knownAt })));
    await prune(db, 2);
    expect(await db.snapshots.orderBy('knownAt').primaryKeys()).toEqual(['ld_2', 'ld_3']);
    expect(await db.addresses.count()).toBe(2);
  });
  it('lets go of snapshots of an older format, and of nothing else', async () => {
    const old = new Dexie('older');
    old.version(1).stores({ snapshots: 'lead, knownAt', outbox: 'key, at' });
    await old.table('snapshots').put({ lead: 'ld_1', snapshot: { tally: {} }, knownAt: 1 });
    await old.table('outbox').put({ key: 'k', lead: 'ld_1', outcome: 'good', at: 1 });
    old.close();
    const now = openDatabase('older');
    expect([await now.snapshots.count(), await now.outbox.count()]).toEqual([0, 1]);
  });
  it('forgets people; unsent outcomes only when they are another workspace’s', async () => {
    await db.addresses.put({ hash: 'h', lead: null, knownAt: 1 });
    await db.outbox.put({ key: 'k', lead: 'ld_1', outcome: 'good', at: 1 });
    await forget(db, true);
    expect([await db.addresses.count(), await db.outbox.count()]).toEqual([0, 1]);
    await forget(db, false);
    expect(await db.outbox.count()).toBe(0);
  });
});

describe('the pairing', () => {
  it('comes back after a restart of the browser, when only the disk is left', async () => {
    await openSettings(db, memory()).pair(pairing);
    expect(await openSettings(db, memory()).pairing()).toEqual(pairing);
  });
  it('rests encrypted, under a key that cannot be read out', async () => {
    await openSettings(db, memory()).pair(pairing);
    const [key, sealed] = await db.settings.bulkGet(['key', 'pairing']);
    if (!(key instanceof CryptoKey)) throw new Error('there is no key');
    expect(key.extractable).toBe(false);
    expect(new TextDecoder().decode(Object(sealed).data)).not.toContain('rt_secret');
  });
  it('is gone when it has ended', async () => {
    const settings = openSettings(db, memory());
    expect(await settings.pairing()).toBeNull();
    await settings.pair(pairing);
    await settings.unpair();
    expect(await settings.pairing()).toBeNull();
    expect(await db.settings.count()).toBe(0);
  });
});
