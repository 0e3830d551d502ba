/** The queue: what no server has confirmed survives pages, tabs, full disks and other people's rubbish. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { PageEvent } from '../../shared/event';
import { forgetEvents, keep, openEvents, settle } from '../../snippet/queue';

const view = (id: string, occurredAt = Date.now()): PageEvent => ({ id, type: 'page_viewed', occurredAt });
const form = (id: string): PageEvent => ({ id, type: 'form_submitted', occurredAt: Date.now() });
const ids = () => openEvents().map(({ id }) => id);

beforeEach(() => {
  vi.restoreAllMocks();
  forgetEvents();
});

describe('the queue', () => {
  it('keeps events in order until they are settled', () => {
    for (const id of ['a', 'b', 'c']) keep(view(id));
    settle([view('b')]);
    expect(ids()).toEqual(['a', 'c']);
    settle([view('a'), view('c')]);
    expect(Object.keys(localStorage).filter((name) => name.startsWith('_syq'))).toEqual([]);
  });

  it('holds 500, and lets the oldest views go first', () => {
    keep(form('form'));
    for (let i = 0; i < 500; i++) keep(view(`v${i}`));
    expect(ids()).toHaveLength(500);
    expect(ids().slice(0, 2)).toEqual(['form', 'v1']);
  });

  it('lets go what the server would refuse for its age', () => {
    keep(view('old', Date.now() - 31 * 86_400_000));
    keep(view('new', Date.now() - 29 * 86_400_000));
    expect(ids()).toEqual(['new']);
  });

  it.each(['{', '7', '{"a":1}', '[null,1]'])('begins anew over %s', (rubbish) => {
    localStorage.setItem('_syq:x', rubbish);
    keep(view('a'));
    expect(ids()).toEqual(['a']);
  });

  it('lives in memory where storage is blocked or full', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    keep(view('a'));
    keep(view('b'));
    expect(ids()).toEqual(['a', 'b']);
  });
});
