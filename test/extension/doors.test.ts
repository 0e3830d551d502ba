/** The background's doors: who may ask what, in which form; everybody else is refused before anything is done. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Handlers, openDoors } from '../../extension/doors';

const OWN = 'chrome-extension://steelyard/popup.html';
const HOST = 'https://mail.google.com/mail/u/0/';
const KEY = '5e0f9b0e-6a0c-4a6e-9d3a-0c5a1f6b7c8d';
const WISH = { tier: null, grade: 'A', isMine: true, sort: 'recent', words: '', cursor: null };
const CONSOLE = 'http://127.0.0.1:8787/console/';

type Listener = (message: unknown, sender: object, respond: (said: object) => void) => boolean;
const wired = vi.hoisted(() => ({ listen: [] as Listener[] }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { id: 'steelyard', onMessage: { addListener: (listener: Listener) => wired.listen.push(listener) } },
  },
}));
vi.stubGlobal('location', new URL('chrome-extension://steelyard/background.html'));
Object.defineProperty(location, 'origin', { value: 'chrome-extension://steelyard' });

const done = vi.fn((type: string, data: unknown): never => ({ type, data }) as never);
const on = (type: string) => (data: unknown) => done(type, data);
const handlers: Handlers = {
  lookup: on('lookup'),
  guess: on('guess'),
  confirm: on('confirm'),
  bringCard: on('bringCard'),
  recordOutcome: on('recordOutcome'),
  takeBack: on('takeBack'),
  story: on('story'),
  snooze: on('snooze'),
  claimPairing: on('claimPairing'),
  isPaired: on('isPaired'),
  disconnect: on('disconnect'),
  queue: on('queue'),
  overview: on('overview'),
};
openDoors(handlers);

const ask = (type: unknown, data: unknown, url: string, id = 'steelyard') =>
  new Promise<object | null>((resolve) => {
    const isTaken = wired.listen[0]?.(JSON.parse(JSON.stringify({ type, data })), { id, url }, resolve);
    if (isTaken !== true) resolve(null);
  });
beforeEach(() => void done.mockClear());

describe('a door', () => {
  it.each([
    ['lookup', ['ada@northwind.example'], HOST],
    ['lookup', [], OWN],
    ['guess', { name: 'Ada', company: 'Northwind' }, 'https://acme.pipedrive.com/person/7'],
    ['confirm', { key: 'hubspot:1:2', lead: null }, HOST],
    ['recordOutcome', { key: KEY, lead: 'ld_1', outcome: 'good', at: 1 }, HOST],
    ['takeBack', KEY, HOST],
    ['story', 'ld_1', HOST],
    ['snooze', { lead: 'ld_1', until: null }, HOST],
    ['bringCard', undefined, HOST],
    ['overview', { tab: 1, keys: [] }, OWN],
    ['queue', WISH, OWN],
    ['disconnect', undefined, OWN],
    ['isPaired', undefined, CONSOLE],
    ['claimPairing', 'code', CONSOLE],
  ])('%s opens for whom it is meant', async (type, data, url) => {
    expect(await ask(type, data, url)).toEqual({ answer: { type, data } });
  });

  it.each([
    ['overview', { tab: 1, keys: [] }, HOST],
    ['queue', WISH, HOST],
    ['disconnect', undefined, HOST],
    ['disconnect', undefined, CONSOLE],
    ['story', 'ld_1', 'https://evil.example/'],
    ['overview', { tab: 1, keys: [] }, 'chrome-extension://steelyard.evil/popup.html'],
    ['lookup', ['ada@northwind.example'], CONSOLE],
    ['lookup', ['ada@northwind.example'], 'https://evil.example/'],
    ['bringCard', undefined, 'https://evil.example/'],
    ['recordOutcome', { lead: 'ld_1', outcome: 'good', at: 1 }, CONSOLE],
  ])('%s stays shut for others', async (type, data, url) => {
    expect(await ask(type, data, url)).toEqual({ refused: expect.stringContaining('not for this page') });
    expect(done).not.toHaveBeenCalled();
  });

  it.each([
    ['lookup', 'ada@northwind.example'],
    ['lookup', Array.from({ length: 1001 }, () => 'a')],
    ['lookup', ['x'.repeat(401)]],
    ['guess', { name: '', company: 'Northwind' }],
    ['confirm', { key: 'hubspot:1:2' }],
    ['recordOutcome', { lead: 'ld_1', outcome: 'married', at: 1 }],
    ['claimPairing', { code: 'code' }],
  ])('%s refuses what has another form', async (type, data) => {
    expect(await ask(type, data, HOST)).toEqual({ refused: expect.any(String) });
    expect(done).not.toHaveBeenCalled();
  });

  it('does not hear other extensions, nor words that nobody knows', async () => {
    expect(await ask('lookup', [], HOST, 'other')).toBeNull();
    expect(await ask('eraseEverything', [], HOST)).toBeNull();
    expect(await ask('toString', [], HOST)).toBeNull();
    expect(await ask(7, [], HOST)).toBeNull();
  });
});
