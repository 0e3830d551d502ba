/** A rep's wishes: what is kept in the browser, and whose addresses stay in it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { isQuiet, readWishes, writeWishes } from '../../extension/wishes';

const held = vi.hoisted(() => ({ items: {} as object }));
vi.mock('wxt/browser', () => ({
  browser: {
    storage: { local: { get: async () => held.items, set: async (more: object) => Object.assign(held.items, more) } },
  },
}));
beforeEach(() => {
  held.items = {};
});

const START = { linkedin: 'panel', quiet: [], notify: 'off', hush: { from: 19, to: 8 } };

describe('wishes', () => {
  it('begin with the side panel on LinkedIn, no quiet domain and no notification', async () => {
    expect(await readWishes()).toEqual(START);
  });
  it('are kept one by one; what cannot be read is as at the beginning', async () => {
    await writeWishes({ linkedin: 'card' });
    await writeWishes({ quiet: ['northwind.example'] });
    expect(await readWishes()).toEqual({ ...START, linkedin: 'card', quiet: ['northwind.example'] });
    held.items = { linkedin: 'everywhere', quiet: 'all', notify: 1, hush: { from: 25, to: 8 } };
    expect(await readWishes()).toEqual(START);
  });
});

describe('a quiet domain', () => {
  it.each([
    ['ada@northwind.example', true],
    ['ada@mail.northwind.example', true],
    ['ada@notnorthwind.example', false],
    ['northwind.example@contoso.example', false],
    ['hubspot:1:2', false],
  ])('%s: %s', (key, is) => {
    expect(isQuiet(key, ['contoso.test', 'northwind.example'])).toBe(is);
  });
});
