/** What is seen: each view once, however the page changes its address, and for how long and how deep it was looked at. */
import { clean } from './address';
import { guard, listen, type Seen } from './guard';
import { handOver, record, retry } from './send';

/** How often attention is looked at (ms), */
const BEAT = 1000;
/** and how much of it one look counts at most, since a machine may have slept in between, where the clock may go on. */
export const MOST = 2 * BEAT;
/** A person without any sign of life for this long (ms) has gone for coffee. */
const IDLE = 60_000;
/** The first piece is told after this much (ms), since models ask for five seconds; */
const FIRST = 5000;
/** each further one after this much (ms). */
const NEXT = 30_000;
/** Less than this (ms) waits for more: a page that goes is told twice that it does. */
const LEAST = 100;

let url = document.referrer && clean(document.referrer);
let path = '';
let page: string | undefined;
/** How far the page was scrolled (percent), attention not yet told (ms), and how much of it is told at once. */
let depth = 0;
let engaged = 0;
let due = FIRST;
let isWatching = false;
let watchedAt = 0;
let activeAt = 0;

/** Counts a view, and lets the one before it go. */
export const view = guard(() => {
  watch();
  // A new view is a sign of life.
  activeAt = watchedAt;
  tell();
  due = FIRST;
  depth = 0;
  path = location.pathname;
  page = record({ type: 'page_viewed', title: document.title.slice(0, 512), referrer: url });
  url = clean(location.href);
});

/** Counts a view where the page has changed its path. */
export const follow = guard(() => {
  if (location.pathname !== path) view();
});

/** Counts what has passed since the last look, if somebody was there at it. */
function watch(): void {
  const now = performance.now();
  if (isWatching) engaged += Math.min(now - watchedAt, MOST);
  watchedAt = now;
  isWatching = !document.hidden && document.hasFocus() && now - activeAt < IDLE;
}

/** Tells what has not been told yet. */
function tell(): void {
  if (engaged < LEAST) return;
  record({ type: 'page_engaged', url, page, engagedMs: Math.round(engaged), scrollPercent: depth });
  engaged = 0;
}

/** In: anything that happens. Somebody is there; the page may hide, come back, or have its network again. */
export function notice({ type, persisted, timeStamp }: Seen): void {
  activeAt = timeStamp;
  watch();
  // `online`, `visibilitychange`, `pagehide`, `pageshow`.
  if (!/^[ov]|age/.test(type)) return;
  if (document.hidden || type === 'pagehide') {
    tell();
    handOver();
  } else {
    retry();
    // Back from the back/forward cache is another visit to the page.
    if (persisted) view();
  }
}

/** Begins to see. */
export function watchViews(): void {
  view();
  listen('currententrychange', follow, window.navigation);
}

/** A look in between. In: how deep the page is read (percent). */
export function look(percent: number): void {
  watch();
  depth = Math.max(depth, percent);
  if (engaged < due) return;
  due = NEXT;
  tell();
}
