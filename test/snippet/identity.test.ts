/** Names: the visitor's id is kept in a first-party cookie, else in storage, and ids are UUIDv7. */
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** RFC 9562, section 5.7: the version, and a variant that begins with the bits 10. */
const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
/** As the next page does it, on which somebody is there. */
const fresh = async () => {
  vi.resetModules();
  const identity = await import('../../snippet/identity');
  const { keepName, forget } = await import('../../snippet/parts/name');
  const visit = () => {
    keepName(identity.visitorId());
    return identity.visitorId();
  };
  return { ...identity, forget, visit };
};

beforeEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  // What a spy restores stays on the document itself, half an accessor, and hides the real one.
  Reflect.deleteProperty(document, 'cookie');
  (await fresh()).forget();
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

  it('is one in a page without TLS too, where browsers make no random ids', async () => {
    const { uuid } = await fresh();
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const ids = Array.from({ length: 100 }, () => uuid(Date.now()));
    for (const id of ids) expect(id).toMatch(UUID_V7);
    expect(new Set(ids).size).toBe(100);
  });
});

describe('the visitor', () => {
  it('stays the same on the next page', async () => {
    const id = (await fresh()).visit();
    expect(document.cookie).toContain(`_sy=${id}`);
    expect((await fresh()).visit()).toBe(id);
  });

  it('stays the same where nobody has moved, and the part that writes the cookie never came', async () => {
    const id = (await fresh()).visitorId();
    expect(document.cookie).not.toContain(id);
    expect((await fresh()).visitorId()).toBe(id);
  });

  it('lives in storage where cookies are refused, and only then', async () => {
    (await fresh()).visit();
    expect(localStorage.getItem('_sy')).toBeNull();
    (await fresh()).forget();
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
    const id = (await fresh()).visit();
    expect(localStorage.getItem('_sy')).toBe(id);
    expect((await fresh()).visit()).toBe(id);
  });

  it('lives for the page where nothing can be kept', async () => {
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const { visit } = await fresh();
    expect(visit()).toMatch(UUID_V7);
    expect(visit()).toBe(visit());
  });

  it('is kept for 13 months, written once, and never absent in between for another tab to see', async () => {
    const written = vi.spyOn(document, 'cookie', 'set');
    const id = (await fresh()).visit();
    const texts = written.mock.calls.map(([text]) => text);
    expect(texts).toHaveLength(1);
    expect(texts[0]).toMatch(new RegExp(`^_sy=${id}\\.\\d+;path=/;max-age=34190000;SameSite=Lax`));
  });

  it('is tried on the widest domain first', async () => {
    const written: string[] = [];
    vi.spyOn(document, 'cookie', 'set').mockImplementation((text) => void written.push(text));
    vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
    vi.stubGlobal('location', { hostname: 'shop.acme.co.uk' });
    (await fresh()).visit();
    expect(written.map((text) => text.split('domain=')[1])).toEqual([
      '.uk',
      '.co.uk',
      '.acme.co.uk',
      '.shop.acme.co.uk',
    ]);
    expect(written.every((text) => text.includes('SameSite=Lax'))).toBe(true);
  });

  it('is forgotten when asked to', async () => {
    const { visit, forget, forgetVisitor } = await fresh();
    const id = visit();
    forget();
    forgetVisitor();
    expect(document.cookie).not.toContain(id);
    expect(visit()).not.toBe(id);
  });
});
