/** What rests on the device: bounds, forgetting, and a token that is never written in the clear. */
import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, forget, keep, openDatabase, prune } from '../../extension/db';
import { openSettings, type Pairing } from '../../extension/settings';
import { marked, setMark } from '../../extension/sync/marks';
import { DAY } from '../../shared/event';
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
    await keep(db, {
      snapshots: [1, 2, 3].map((knownAt) => ({ lead: `ld_${knownAt}`, snapshot, knownAt })),
      addresses: [1, 2].map((knownAt) => ({ hash: `${knownAt}`, lead: null, knownAt })),
    });
    await prune(db, 3, 2);
    expect(await (await db()).getAllKeys('snapshots')).toEqual(['ld_2', 'ld_3']);
    expect(await (await db()).count('addresses')).toBe(2);
    await prune(db, 2 + 30 * DAY + 1);
    expect(await (await db()).getAllKeys('snapshots')).toEqual(['ld_3']);
    await prune(db, 3, 0);
    expect(await (await db()).count('snapshots')).toBe(0);
  });
  it('lets go of snapshots of an older format, and of nothing else', async () => {
    const old = await openDB('older', 30, {
      upgrade(stores) {
        stores.createObjectStore('snapshots', { keyPath: 'lead' }).createIndex('knownAt', 'knownAt');
        stores.createObjectStore('outbox', { keyPath: 'key' }).createIndex('at', 'at');
      },
    });
    await old.put('snapshots', { lead: 'ld_1', snapshot: { tally: {} }, knownAt: 1 });
    await old.put('outbox', { key: 'k', lead: 'ld_1', outcome: 'good', at: 1 });
    old.close();
    const now = await openDatabase('older')();
    expect([await now.count('snapshots'), await now.count('outbox')]).toEqual([0, 1]);
  });
  it('is built anew when a later program has written it', async () => {
    const later = await openDB('later', 9000, { upgrade: (stores) => void stores.createObjectStore('new') });
    later.close();
    expect(await (await openDatabase('later')()).count('snapshots')).toBe(0);
  });
  it('is opened again after it was closed from outside', async () => {
    await keep(db, { addresses: [{ hash: 'h', lead: null, knownAt: 1 }] });
    await (await openDB((await db()).name, 9000)).close();
    expect(await (await db()).count('addresses')).toBe(0);
  });
  it('writes all that belongs together, or nothing', async () => {
    const names = [{ hash: 'h', lead: null, knownAt: 1 }];
    const broken = Object({ place: Symbol('no key') });
    await expect(keep(db, { addresses: names, queue: [broken] })).rejects.toThrow();
    expect(await (await db()).count('addresses')).toBe(0);
  });
  it('forgets people; unsent outcomes only when they are another workspace’s', async () => {
    await keep(db, { addresses: [{ hash: 'h', lead: null, knownAt: 1 }] });
    await (await db()).put('outbox', { key: 'k', lead: 'ld_1', outcome: 'good', at: 1, due: 1 });
    await setMark(db, 'snoozed', 'ld_1', Date.now() + DAY);
    await forget(db, true);
    expect(await marked(db, 'snoozed')).toEqual({});
    expect([await (await db()).count('addresses'), await (await db()).count('outbox')]).toEqual([0, 1]);
    await forget(db, false);
    expect(await (await db()).count('outbox')).toBe(0);
  });
});

describe('the pairing', () => {
  it('comes back after a restart of the browser, when only the disk is left', async () => {
    await openSettings(db, memory()).pair(pairing);
    expect(await openSettings(db, memory()).pairing()).toEqual(pairing);
  });
  it('rests encrypted, under a key that cannot be read out', async () => {
    await openSettings(db, memory()).pair(pairing);
    const open = await db();
    const [key, sealed] = await Promise.all(['key', 'pairing'].map((name) => open.get('settings', name)));
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
    expect(await (await db()).count('settings')).toBe(0);
  });
});
