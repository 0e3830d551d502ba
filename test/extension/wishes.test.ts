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

describe('wishes', () => {
  it('begin with the side panel on LinkedIn and no quiet domain', async () => {
    expect(await readWishes()).toEqual({ linkedin: 'panel', quiet: [] });
  });
  it('are kept one by one; what cannot be read is as at the beginning', async () => {
    await writeWishes({ linkedin: 'card' });
    await writeWishes({ quiet: ['northwind.example'] });
    expect(await readWishes()).toEqual({ linkedin: 'card', quiet: ['northwind.example'] });
    held.items = { linkedin: 'everywhere', quiet: 'all' };
    expect(await readWishes()).toEqual({ linkedin: 'panel', quiet: [] });
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
