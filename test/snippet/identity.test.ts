/** Names: the visitor's id is kept in a first-party cookie, else in storage, and ids are UUIDv7. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/;
const fresh = async () => {
  vi.resetModules();
  return import('../../snippet/identity');
};

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  // What a spy restores stays on the document itself, half an accessor, and hides the real one.
  Reflect.deleteProperty(document, 'cookie');
  (await fresh()).forgetVisitor();
  localStorage.clear();
});

describe('an id', () => {
  it('is a UUIDv7 that carries its time', async () => {
    const { uuid } = await fresh();
    const before = Date.now();
    const id = uuid(before);
    expect(id).toMatch(UUID_V7);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16) - before).toBeLessThan(1000);
    expect(new Set(Array.from({ length: 1000 }, () => uuid(before))).size).toBe(1000);
  });
});

describe('the visitor', () => {
  it('stays the same on the next page', async () => {
    const id = (await fresh()).visitorId();
    expect(document.cookie).toContain(`_sy=${id}`);
    expect((await fresh()).visitorId()).toBe(id);
  });

  it('lives in storage where cookies are refused, and only then', async () => {
    (await fresh()).visitorId();
    expect(localStorage.getItem('_sy')).toBeNull();
    (await fresh()).forgetVisitor();
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
    const id = (await fresh()).visitorId();
    expect(localStorage.getItem('_sy')).toBe(id);
    expect((await fresh()).visitorId()).toBe(id);
  });

  it('lives for the page where nothing can be kept', async () => {
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse, removeItem: refuse });
    const { visitorId } = await fresh();
    expect(visitorId()).toMatch(UUID_V7);
    expect(visitorId()).toBe(visitorId());
  });

  it('is kept for 13 months, written once, and never absent in between for another tab to see', async () => {
    const written = vi.spyOn(document, 'cookie', 'set');
    const id = (await fresh()).visitorId();
    const texts = written.mock.calls.map(([text]) => text);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(new RegExp(`^_sy=${id}\\.\\d+;path=/;max-age=34190000;SameSite=Lax`));
  });

  it('is tried on the widest domain first', async () => {
    const written: string[] = [];
    vi.spyOn(document, 'cookie', 'set').mockImplementation((text) => void written.push(text));
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
    vi.stubGlobal('location', { hostname: 'shop.acme.co.uk' });
    (await fresh()).visitorId();
    expect(written.map((text) => text.split('domain=')[1])).toEqual([
      '.uk',
      '.co.uk',
      '.acme.co.uk',
      '.shop.acme.co.uk',
    ]);
    expect(written.every((text) => text.includes('SameSite=Lax'))).toBe(true);
  });

  it('is forgotten when asked to', async () => {
    const { visitorId, forgetVisitor } = await fresh();
    const id = visitorId();
    forgetVisitor();
    expect(document.cookie).not.toContain(id);
    expect(visitorId()).not.toBe(id);
  });
});
