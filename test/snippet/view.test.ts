/** Views: each once, however the page changes its address; and the attention that belongs to each. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../snippet/send';
import { carry } from './tag';

let drafts: Draft[] = [];
let handedOver = 0;
/** How deep the page is read (percent). */
let depth = 0;
let seen: typeof import('../../snippet/view');
let routes: typeof import('../../snippet/parts/routes');
let guards: typeof import('../../snippet/guard');
const views = () => drafts.filter(({ type }) => type === 'page_viewed');
const pieces = () => drafts.flatMap((draft) => (draft.type === 'page_engaged' ? [draft.engagedMs] : []));

vi.mock('../../snippet/send', () => ({
  record: (draft: Draft) => `id-${drafts.push(draft)}`,
  handOver: () => void handedOver++,
  retry: () => {},
}));

/** Puts the page in front of a person, at `/start`, and observes it. */
async function begin(names?: string): Promise<void> {
  carry();
  history.replaceState({}, '', '/start');
  guards = await import('../../snippet/guard');
  seen = await import('../../snippet/view');
  routes = await import('../../snippet/parts/routes');
  [drafts, handedOver, depth] = [[], 0, 0];
  seen.watchViews();
  // The part looks in a beat.
  setInterval(() => seen.look(depth), 1000);
  // No Navigation API here: what stands in for it is the part.
  routes.begin(guards.guard, seen.view, seen.follow, names);
}

function hide(isHidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  seen.notice(new Event('visibilitychange'));
}

const signOfLife = () => Object.defineProperty(new Event('keydown'), 'timeStamp', { value: performance.now() });

/** The page is put into the back/forward cache or taken out of it. */
const transition = (type: string, persisted: boolean) => Object.assign(new Event(type), { persisted });

beforeEach(async () => {
  vi.useFakeTimers();
  vi.spyOn(window, 'addEventListener');
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  await begin();
});
afterEach(() => {
  vi.clearAllTimers();
  for (const [type, listener] of vi.mocked(window.addEventListener).mock.calls)
    window.removeEventListener(type, listener);
  // What the part has put around them.
  for (const name of ['pushState', 'replaceState']) Reflect.deleteProperty(history, name);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const ADDRESSES: [string, number, () => void, string?][] = [
  ['pushState to a new path', 2, () => history.pushState({}, '', '/new')],
  ['replaceState to a new path', 2, () => history.replaceState({}, '', '/new')],
  ['pushState to the same address', 1, () => history.pushState({}, '', '/start')],
  ['another query', 1, () => history.pushState({}, '', '/start?tab=2')],
  ['another query of a listed parameter', 2, () => history.pushState({}, '', '/start?tab=2'), 'page,tab'],
  ['another query of none that is listed', 1, () => history.pushState({}, '', '/start?sort=2'), 'page,tab'],
  ['another hash', 1, () => history.pushState({}, '', '#part')],
  ['another hash with the option', 2, () => history.pushState({}, '', '#/route'), '#'],
  ['a jump that the page makes by itself', 1, () => window.dispatchEvent(new Event('popstate'))],
];

describe('a view', () => {
  it('is counted when the page is there', () => {
    expect(drafts).toEqual([{ type: 'page_viewed', title: document.title, referrer: '' }]);
  });

  it.each(ADDRESSES)('after %s: %i in all', async (_, count, change, names) => {
    if (names) await begin(names);
    change();
    expect(views()).toHaveLength(count);
  });

  it('after push, then replace with the same: 2 in all', () => {
    history.pushState({}, '', '/new');
    history.replaceState({}, '', '/new');
    expect(views()).toHaveLength(2);
  });

  it('is a new one when the page comes back from the back/forward cache', () => {
    seen.notice(transition('pageshow', false));
    expect(views()).toHaveLength(1);
    seen.notice(transition('pagehide', true));
    expect(views()).toHaveLength(1);
    seen.notice(transition('pageshow', true));
    expect(views()).toHaveLength(2);
    expect(handedOver).toBe(1);
  });

  it('that was found by a route comes from the view before', () => {
    history.pushState({}, '', '/new');
    expect(drafts.at(-1)).toMatchObject({ type: 'page_viewed', referrer: `${location.origin}/start` });
  });
});

describe('attention', () => {
  it('is told when it reaches five seconds and every thirty after that', () => {
    vi.advanceTimersByTime(4900);
    expect(pieces()).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(pieces()).toEqual([5000]);
    vi.advanceTimersByTime(30_000);
    seen.notice(signOfLife());
    vi.advanceTimersByTime(30_000);
    expect(pieces()).toEqual([5000, 30_000, 30_000]);
  });

  it('names its view, also after the address has changed', () => {
    vi.advanceTimersByTime(3000);
    history.pushState({}, '', '/new');
    expect(drafts[1]).toMatchObject({
      type: 'page_engaged',
      page: 'id-1',
      url: `${location.origin}/start`,
      engagedMs: 3000,
    });
    vi.advanceTimersByTime(5100);
    expect(drafts.at(-1)).toMatchObject({ type: 'page_engaged', page: 'id-3', url: `${location.origin}/new` });
  });

  it('ends, is told and is handed over when the page hides, and adds up over several looks', () => {
    vi.advanceTimersByTime(3400);
    hide(true);
    vi.advanceTimersByTime(3_600_000);
    hide(true);
    expect(pieces()).toEqual([3400]);
    expect(handedOver).toBe(2);
    hide(false);
    vi.advanceTimersByTime(5500);
    hide(true);
    expect(pieces().reduce((sum, ms) => sum + ms)).toBe(8900);
  });

  it('stops while another window has the focus', () => {
    vi.mocked(document.hasFocus).mockReturnValue(false);
    vi.advanceTimersByTime(60_000);
    hide(true);
    expect(pieces()).toEqual([1000]);
  });

  it('is right to the moment before anybody looks, for what happens tells of itself', () => {
    vi.clearAllTimers();
    vi.advanceTimersByTime(700);
    vi.mocked(document.hasFocus).mockReturnValue(false);
    seen.notice(new Event('blur'));
    vi.advanceTimersByTime(900);
    vi.mocked(document.hasFocus).mockReturnValue(true);
    seen.notice(signOfLife());
    vi.advanceTimersByTime(500);
    hide(true);
    expect(pieces()).toEqual([1200]);
  });

  it('stops a minute after the last sign of life', () => {
    vi.advanceTimersByTime(600_000);
    hide(true);
    expect(pieces().reduce((sum, ms) => sum + ms)).toBeLessThan(62_000);
    hide(false);
    seen.notice(signOfLife());
    vi.advanceTimersByTime(20_000);
    hide(true);
    expect(pieces().reduce((sum, ms) => sum + ms)).toBeGreaterThan(78_000);
  });

  it('does not count the hours of a machine that slept', () => {
    const now = performance.now();
    vi.spyOn(performance, 'now').mockReturnValue(now + 8 * 3_600_000);
    hide(true);
    expect(pieces()).toEqual([2000]);
  });

  it('knows how deep the page was read', () => {
    depth = 50;
    vi.advanceTimersByTime(1000);
    depth = 25;
    vi.advanceTimersByTime(5100);
    expect(drafts.at(-1)).toMatchObject({ type: 'page_engaged', scrollPercent: 50 });
  });
});
