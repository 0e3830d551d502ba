/** The snippet as a whole: its tag, the page's calls, and the visitors who do not want to be seen. */
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PageEvent } from '../../shared/event';
import { EventsRequest } from '../../shared/wire';
import { carry } from './tag';

// Where the tag says that the script lies, the parts lie too.
vi.mock('https://host.example/parts/more.js', () => import('../../snippet/parts/more'));

const fetch = vi.fn<typeof window.fetch>();
/** Until no part is on its way any more: one may ask for the next. */
async function settled(): Promise<void> {
  for (let parts = 0; parts < 4; parts++) {
    await vi.dynamicImportSettled();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Loads the snippet with a tag of these attributes. */
async function load(attributes: Record<string, string> = {}): Promise<void> {
  carry(attributes);
  await import('../../snippet/index');
  await settled();
}

/** What was sent, each envelope and each event parsed as the server does. */
const sent = () =>
  fetch.mock.calls.flatMap(([, init]) =>
    v.parse(EventsRequest, JSON.parse(`${init?.body}`)).events.map((event) => v.parse(PageEvent, event)),
  );
const types = () => sent().map(({ type }) => type);

// So that each load finds them as soon as a browser would.
beforeAll(() =>
  Promise.all(['more', 'calls', 'name', 'rest', 'again'].map((part) => import(`../../snippet/parts/${part}`))),
);
beforeEach(() => {
  fetch.mockReset().mockImplementation(async () => new Response('', { status: 202 }));
  vi.stubGlobal('fetch', fetch);
  vi.stubGlobal('steelyard', undefined);
  localStorage.clear();
});
afterEach(() => {
  window.steelyard?.('consent', 'denied');
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the tag', () => {
  it('says where events go and for which site', async () => {
    await load();
    expect(fetch.mock.calls[0]?.[0]).toBe('https://host.example/v1/events');
    expect(JSON.parse(`${fetch.mock.calls[0]?.[1]?.body}`)).toMatchObject({ key: 'pk_1' });
    expect(types()).toEqual(['page_viewed']);
  });

  it('may stand in the page twice', async () => {
    await load();
    await load();
    expect(types()).toEqual(['page_viewed']);
  });

  it('without a key does nothing', async () => {
    await load({ 'data-key': '' });
    expect(fetch).not.toHaveBeenCalled();
    expect(window.steelyard).toBeUndefined();
  });
});

describe("the page's calls", () => {
  it('are answered', async () => {
    await load();
    window.steelyard?.('track', 'quote_opened', { plan: 'plant', seats: 3, odd: [1] });
    window.steelyard?.('identify', 'Ada@Acme.example', { traits: { company: 'Acme' }, proof: 'abc' });
    await settled();
    expect(sent().slice(1)).toMatchObject([
      { type: 'custom', name: 'quote_opened', properties: { plan: 'plant', seats: 3 } },
      { type: 'identified', email: 'ada@acme.example', traits: { company: 'Acme' }, proof: 'abc' },
    ]);
  });

  it('are kept until they have been heard', async () => {
    await load();
    const kept = () => localStorage[`_sypk_1:${performance.timeOrigin}`];
    window.steelyard?.('track', 'quote_opened');
    window.steelyard?.('page');
    expect(JSON.parse(kept())).toMatchObject([
      [{ url: location.href }, 'track', 'quote_opened'],
      [{ url: location.href }, 'page'],
    ]);
    await settled();
    expect(kept()).toBeUndefined();
    window.steelyard?.('consent', 'denied');
    window.steelyard?.('track', 'unseen');
    expect(kept()).toBeUndefined();
  });

  it.each<[unknown, unknown]>([
    [null, undefined],
    ['traits', undefined],
    [{ traits: 'text' }, undefined],
    [{ traits: ['VP'] }, undefined],
    [
      { traits: { nested: { deep: 1 }, work: () => {}, none: null, odd: Number.NaN, big: 1n, sign: Symbol('x') } },
      undefined,
    ],
    [{ traits: { ['n'.repeat(100)]: 'v'.repeat(2000) } }, { ['n'.repeat(64)]: 'v'.repeat(1000) }],
    [{ traits: { title: 'VP', seats: 3, isBuyer: true, none: null } }, { title: 'VP', seats: 3, isBuyer: true }],
  ])('keep of what is said with a name only what makes sense: %o', async (more, traits) => {
    await load();
    window.steelyard?.('identify', 'ada@acme.example', more);
    await settled();
    expect(sent().slice(1)).toEqual([expect.objectContaining({ type: 'identified', email: 'ada@acme.example' })]);
    expect(Object(sent()[1]).traits).toEqual(traits);
  });

  it('are answered when they came before the snippet', async () => {
    const early: unknown[][] = [['track', 'early']];
    vi.stubGlobal(
      'steelyard',
      Object.assign(() => {}, { q: early }),
    );
    await load();
    expect(types()).toEqual(['page_viewed', 'custom']);
  });

  it.each([
    [],
    ['nonsense'],
    ['toString'],
    [Symbol('x')],
    ['identify'],
    ['identify', 'nobody'],
    ['identify', null, null],
  ])('never throw and send nothing when they make no sense: %o', async (...call) => {
    await load();
    expect(() => window.steelyard?.(...call)).not.toThrow();
    await settled();
    expect(types()).toEqual(['page_viewed']);
  });
});

describe('a visitor who is not to be seen', () => {
  const isUntouched = () => {
    expect(fetch).not.toHaveBeenCalled();
    expect(localStorage).toHaveLength(0);
    expect(document.cookie).not.toContain('_sy');
  };
  const act = async () => {
    window.steelyard?.('track', 'a');
    document.body.innerHTML = '<form><input name="email" value="a@b.example"></form>';
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true }));
    window.dispatchEvent(new Event('pagehide'));
    await settled();
  };

  it('by Global Privacy Control: nothing is sent or stored, whatever the page says', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    await load();
    window.steelyard?.('consent', 'granted');
    await act();
    isUntouched();
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: false, configurable: true });
  });

  it('by Global Privacy Control: who was known is forgotten, unsent events too', async () => {
    fetch.mockImplementation(async () => new Response('', { status: 503 }));
    await load();
    await vi.waitFor(
      () => expect(Object.keys(localStorage).some((name) => name.startsWith('_sypk_1:'))).toBe(true),
      10_000,
    );
    const first = window.steelyard;
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
    vi.stubGlobal('steelyard', undefined);
    fetch.mockClear();
    await load();
    isUntouched();
    first?.('consent', 'denied');
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: false, configurable: true });
  });

  it('without consent where it is required: nothing before it, the view and the calls after it', async () => {
    await load({ 'data-consent': 'required' });
    await act();
    isUntouched();
    window.steelyard?.('consent', 'granted');
    await settled();
    expect(types().slice(0, 2)).toEqual(['page_viewed', 'custom']);
  });

  it('who takes the consent back: what is kept is forgotten and nothing follows', async () => {
    await load();
    window.steelyard?.('consent', 'denied');
    fetch.mockClear();
    await act();
    isUntouched();
  });

  it('who said so before the snippet came, whatever else was said before that', async () => {
    const q = [
      ['track', 'early'],
      ['consent', 'denied'],
    ];
    vi.stubGlobal(
      'steelyard',
      Object.assign(() => {}, { q }),
    );
    await load();
    await act();
    isUntouched();
  });

  it('in a page that is only prerendered: counted when it is shown', async () => {
    Object.defineProperty(document, 'prerendering', { value: true, configurable: true });
    await load();
    isUntouched();
    Object.defineProperty(document, 'prerendering', { value: false, configurable: true });
    document.dispatchEvent(new Event('prerenderingchange'));
    await settled();
    expect(types()).toEqual(['page_viewed']);
  });
});
