/** Corrected selectors: only the workspace's own, only newer ones, only what this browser can read; without an answer the last ones stay. */
import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../extension/db';
import { corrected } from '../../extension/sites/ladder';
import { refreshSelectors, selectorsIn } from '../../extension/sync/selectors';

const HOUR = 3_600_000;
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const base64 = (bytes: ArrayBuffer) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
let ours: CryptoKeyPair;
let theirs: CryptoKeyPair;
let selectorsKey: string;
let db: Database;
let now = 0;
let count = 0;

beforeAll(async () => {
  [ours, theirs] = (await Promise.all(
    [0, 1].map(() => crypto.subtle.generateKey(CURVE, true, ['sign', 'verify'])),
  )) as [CryptoKeyPair, CryptoKeyPair];
  selectorsKey = base64(await crypto.subtle.exportKey('spki', ours.publicKey));
});
beforeEach(() => {
  db = openDatabase(`selectors-${count++}`);
  now = 10 * HOUR;
});

async function signed(body: unknown, by = ours) {
  const document = JSON.stringify(body);
  const bytes = new TextEncoder().encode(document);
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, by.privateKey, bytes);
  return { document, signature: base64(signature) };
}
/** An hour later the workspace answers this. Out: what is newer, and what holds. */
async function heard(answer: Awaited<ReturnType<typeof signed>> | null | 'nobody') {
  now += HOUR;
  const selectors = async () => {
    if (answer === 'nobody') throw new TypeError('no network');
    return answer;
  };
  return [await refreshSelectors(db, now, { selectorsKey }, { selectors }), await selectorsIn(db)];
}
const off = { version: 2, hosts: { gmail: { isOff: true } } };

describe('corrected selectors', () => {
  it('are taken when they are signed, and stay while nobody answers', async () => {
    expect(await heard(null)).toEqual([null, null]);
    expect(await heard(await signed(off))).toEqual([off, off]);
    expect(await heard('nobody')).toEqual([null, off]);
  });
  it.each([
    ['an older version', async () => signed({ version: 1, hosts: {} })],
    ['the same version', async () => signed({ version: 2, hosts: {} })],
    ['another key', async () => signed({ version: 3, hosts: {} }, theirs)],
    ['another text', async () => ({ ...(await signed(off)), document: '{"version":3,"hosts":{}}' })],
    ['no signature', async () => ({ document: '{"version":3,"hosts":{}}', signature: '!' })],
    ['another shape', async () => signed({ version: 3, hosts: { gmail: { script: 'x' } } })],
    ['another host', async () => signed({ version: 3, hosts: { bank: {} } })],
  ])('are not taken from %s', async (_, answer) => {
    await heard(await signed(off));
    expect(await heard(await answer())).toEqual([null, off]);
  });
  it('are asked for once an hour, and never where no key was pinned', async () => {
    await heard(await signed(off));
    const asks: string[] = [];
    const api = {
      async selectors() {
        asks.push('asked');
        return null;
      },
    };
    await refreshSelectors(db, now + HOUR - 1, { selectorsKey }, api);
    await refreshSelectors(db, now + 2 * HOUR, {}, api);
    expect(asks).toEqual([]);
    await refreshSelectors(db, now + HOUR, { selectorsKey }, api);
    expect(asks).toEqual(['asked']);
  });
});

describe('a ladder', () => {
  const own = { name: { most: 1, ways: ['h1'] }, email: { most: 1, ways: ['a'] } };
  it('is corrected where it is named, by ways that can be read', () => {
    const by = { name: { most: 2, ways: ['h2', 'h3[[', 'h4'] }, other: { most: 1, ways: ['b'] } };
    expect(corrected(own, by)).toEqual({ ...own, name: { most: 2, ways: ['h2', 'h4'] } });
    expect(corrected(own, { 'sdui.email': by.name }, 'sdui.').email.ways).toEqual(['h2', 'h4']);
    expect(own.name.ways).toEqual(['h1']);
  });
  it('stays when nothing of its correction can be read', () => {
    expect(corrected(own, { name: { most: 2, ways: ['h3[['] } })).toEqual(own);
  });
});
