/** Views: each once, however the page changes its address; and the attention that belongs to each. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { observe } from '../../snippet/observe';
import type { Draft } from '../../snippet/send';

let drafts: Draft[] = [];
let leaves: boolean[] = [];
let page = () => {};
const views = () => drafts.filter(({ type }) => type === 'page_viewed');

/** Puts the page in front of a person, at `/start`, and observes it. */
function begin(): void {
  history.replaceState({}, '', '/start');
  // Of its own: observers of earlier tests still listen.
  const [ownDrafts, ownLeaves]: [Draft[], boolean[]] = [[], []];
  page = observe({
    record: (draft) => `id-${ownDrafts.push(draft)}`,
    leave: (isLeaving) => void ownLeaves.push(isLeaving),
  });
  [drafts, leaves] = [ownDrafts, ownLeaves];
}

function hide(isHidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden);
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
}

/** The page is put into the back/forward cache or taken out of it. */
const transition = (type: string, persisted: boolean) => Object.assign(new Event(type), { persisted });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  begin();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('a view', () => {
  it('is counted when the page is there', () => {
    expect(drafts).toEqual([{ type: 'page_viewed', title: document.title, referrer: '' }]);
  });

  it.each<[string, number, () => void]>([
    ['pushState to a new path', 2, () => history.pushState({}, '', '/new')],
    ['replaceState to a new path', 2, () => history.replaceState({}, '', '/new')],
    [
      'push, then replace with the same',
      2,
      () => {
        history.pushState({}, '', '/new');
        history.replaceState({}, '', '/new');
      },
    ],
    ['pushState to the same address', 1, () => history.pushState({}, '', '/start')],
    ['another query', 1, () => history.pushState({}, '', '/start?tab=2')],
    ['another hash', 1, () => history.pushState({}, '', '#part')],
    ['a jump that the page makes by itself', 1, () => window.dispatchEvent(new Event('popstate'))],
  ])('after %s: %i in all', (_, count, change) => {
    change();
    expect(views()).toHaveLength(count);
  });

  it('is counted by hand only where the address is another one', () => {
    page();
    expect(views()).toHaveLength(1);
    history.pushState({}, '', '#/route');
    page();
    page();
    expect(views()).toHaveLength(2);
  });

  it('is a new one when the page comes back from the back/forward cache', () => {
    window.dispatchEvent(transition('pageshow', false));
    expect(views()).toHaveLength(1);
    window.dispatchEvent(transition('pagehide', true));
    window.dispatchEvent(transition('pageshow', true));
    expect(views()).toHaveLength(2);
    expect(leaves.slice(-2)).toEqual([true, false]);
  });

  it('that was found by a route comes from the view before', () => {
    history.pushState({}, '', '/new');
    expect(drafts.at(-1)).toMatchObject({ type: 'page_viewed', referrer: `${location.origin}/start` });
  });
});

describe('attention', () => {
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

  it('ends, is told and is handed over when the page hides', () => {
    vi.advanceTimersByTime(3000);
    hide(true);
    vi.advanceTimersByTime(60_000);
    hide(true);
    expect(drafts.slice(1)).toMatchObject([{ type: 'page_engaged', engagedMs: 3000 }]);
    expect(leaves.at(-1)).toBe(true);
  });

  it('stops while another window has the focus', () => {
    vi.mocked(document.hasFocus).mockReturnValue(false);
    window.dispatchEvent(new Event('blur'));
    vi.advanceTimersByTime(60_000);
    hide(true);
    expect(drafts).toHaveLength(1);
  });

  it('knows how deep the page was read', () => {
    vi.spyOn(document.documentElement, 'scrollHeight', 'get').mockReturnValue(innerHeight * 4);
    vi.spyOn(window, 'scrollY', 'get').mockReturnValue(innerHeight);
    window.dispatchEvent(new Event('scroll'));
    vi.spyOn(window, 'scrollY', 'get').mockReturnValue(0);
    window.dispatchEvent(new Event('scroll'));
    vi.advanceTimersByTime(5100);
    expect(drafts.at(-1)).toMatchObject({ type: 'page_engaged', scrollPercent: 50 });
  });
});
