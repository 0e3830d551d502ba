/** Facts at the door: what a page may report, what is refused and under which name, and which moment counts. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  ACCEPT_WINDOW,
  CLOCK_SKEW,
  DAY,
  Email,
  HOUR,
  Instant,
  MINUTE,
  PageEvent,
  placeInTime,
  VisitorId,
} from '../../shared/event';
import { refusedAt } from './refused';

const base = { id: '01990000-0000-7000-8000-000000000000', occurredAt: 1789999999000 };

describe('a page', () => {
  it('reports the example of the contract', () => {
    const event = { ...base, type: 'page_viewed', url: 'https://acme.example/pricing', title: 'Pricing', referrer: '' };
    expect(v.parse(PageEvent, event)).toEqual(event);
  });

  it.each([
    { type: 'page_engaged', page: base.id, engagedMs: 5000, scrollPercent: 60 },
    { type: 'file_downloaded', file: '/guide.pdf' },
    { type: 'link_clicked', href: 'https://other.example/' },
    {
      type: 'form_submitted',
      form: 'demo',
      fields: ['email'],
      traits: { title: 'VP' },
      evidence: { keys: 9, honeypot: false },
    },
    {
      type: 'identified',
      email: 'ada@northwind.example',
      traits: { plan: 'pro', seats: 3, trial: true },
      proof: 'abc',
    },
    { type: 'video_watched', video: 'tour', percent: 75 },
    { type: 'consent_changed', consent: 'opted_out' },
    { type: 'custom', name: 'cart', properties: { items: 2 } },
  ])('may report $type', (event) => {
    expect(v.parse(PageEvent, { ...base, ...event })).toEqual({ ...base, ...event });
  });

  it.each<[string, object]>([
    ['type', { type: 'demo_requested' }],
    ['type', { type: 'constructor' }],
    ['id', { type: 'page_viewed', id: '' }],
    ['id', { type: 'page_viewed', id: '__proto__' }],
    ['id', { type: 'page_viewed', id: 'a'.repeat(129) }],
    ['occurredAt', { type: 'page_viewed', occurredAt: 'yesterday' }],
    ['occurredAt', { type: 'page_viewed', occurredAt: -1 }],
    ['occurredAt', { type: 'page_viewed', occurredAt: 1.5 }],
    ['occurredAt', { type: 'page_viewed', occurredAt: Number.NaN }],
    ['url', { type: 'page_viewed', url: 'x'.repeat(2049) }],
    ['url', { type: 'page_viewed', url: '/a\0b' }],
    ['properties', { type: 'custom', name: 'x', properties: [] }],
    ['engagedMs', { type: 'page_engaged', engagedMs: -1 }],
    ['engagedMs', { type: 'page_engaged', engagedMs: DAY + 1 }],
    ['engagedMs', { type: 'page_engaged' }],
    ['scrollPercent', { type: 'page_engaged', engagedMs: 1, scrollPercent: 101 }],
    ['email', { type: 'identified', email: 'nobody' }],
    ['traits.deep', { type: 'identified', email: 'a@b.example', traits: { deep: { er: 1 } } }],
    [
      'evidence',
      { type: 'form_submitted', evidence: Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`k${i}`, 1])) },
    ],
    ['percent', { type: 'video_watched', percent: '75' }],
    ['consent', { type: 'consent_changed', consent: 'maybe' }],
    ['name', { type: 'custom' }],
  ])('is refused at %s: %j', (path, wrong) => {
    expect(refusedAt(PageEvent, { ...base, ...wrong })).toContain(path);
  });

  it('goes without a field that is not known', () => {
    expect(v.parse(PageEvent, { ...base, type: 'page_viewed', lead: 'ld_1' })).toEqual({
      ...base,
      type: 'page_viewed',
    });
  });

  it('cannot smuggle in properties of every object', () => {
    const event = JSON.parse(
      `{"id":"a","occurredAt":1,"type":"custom","name":"x","properties":{"__proto__":1,"constructor":2,"ok":3}}`,
    );
    expect(v.parse(PageEvent, event)).toEqual({
      id: 'a',
      occurredAt: 1,
      type: 'custom',
      name: 'x',
      properties: { ok: 3 },
    });
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });
});

describe('the small parts', () => {
  it('read an instant as epoch milliseconds or RFC 3339', () => {
    expect(v.parse(Instant, 1790000000000)).toBe(1790000000000);
    expect(v.parse(Instant, '2026-11-22T09:00:00Z')).toBe(Date.UTC(2026, 10, 22, 9));
    expect(v.parse(Instant, '2026-11-22T10:00:00.5+01:00')).toBe(Date.UTC(2026, 10, 22, 9, 0, 0, 500));
    expect(v.parse(Instant, '2028-02-29T00:00:00Z')).toBe(Date.UTC(2028, 1, 29));
  });

  it.each([
    '2026-11-22',
    '2026-11-22 09:00:00',
    '2026-13-01T00:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T09:00:00',
    '1790000000000',
  ])('refuse %s as an instant', (text) => {
    expect(v.safeParse(Instant, text).success).toBe(false);
  });

  it('normalize an address and refuse a visitor that is none', () => {
    expect(v.parse(Email, ' Ada@Northwind.Example ')).toBe('ada@northwind.example');
    expect(v.safeParse(VisitorId, 'a').success).toBe(false);
    expect(v.safeParse(VisitorId, 'x'.repeat(65)).success).toBe(false);
    expect(v.parse(VisitorId, '0f-a:b.c')).toBe('0f-a:b.c');
  });
});

describe('the moment that counts', () => {
  const received = Date.UTC(2026, 10, 22, 12);
  it.each<[string, number, number | undefined, { at: number } | { refused: string }]>([
    ['now', 0, 0, { at: 0 }],
    ['an hour ago', -HOUR, 0, { at: -HOUR }],
    ['an hour ago, without a word on when it was sent', -HOUR, undefined, { at: -HOUR }],
    ['a clock 5 min ahead is believed', CLOCK_SKEW, CLOCK_SKEW, { at: CLOCK_SKEW }],
    ['a clock a millisecond further ahead is corrected', CLOCK_SKEW + 1, CLOCK_SKEW + 1, { at: 0 }],
    ['a clock 5 min behind is believed', -CLOCK_SKEW, -CLOCK_SKEW, { at: -CLOCK_SKEW }],
    ['a clock an hour behind is corrected', -HOUR - MINUTE, -HOUR, { at: -MINUTE }],
    ['a clock three years behind is corrected', -1000 * DAY - HOUR, -1000 * DAY, { at: -HOUR }],
    ['ahead although the clock is right: clamped to 5 min', HOUR, 0, { at: CLOCK_SKEW }],
    ['ahead with no word on when it was sent: clamped', DAY, undefined, { at: CLOCK_SKEW }],
    ['exactly 30 days ago', -ACCEPT_WINDOW, 0, { at: -ACCEPT_WINDOW }],
    ['a millisecond more', -ACCEPT_WINDOW - 1, 0, { refused: 'is more than 30 days ago' }],
    ['exactly 7 days ahead', 7 * DAY, 0, { at: CLOCK_SKEW }],
    ['a millisecond more ahead', 7 * DAY + 1, 0, { refused: 'is more than 7 days ahead' }],
  ])('%s', (_, occurred, sent, placed) => {
    const answer = placeInTime(received + occurred, sent === undefined ? undefined : received + sent, received);
    expect(answer).toEqual('at' in placed ? { at: received + placed.at } : placed);
  });
});
