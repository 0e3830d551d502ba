/** The snippet: reads its own tag, waits until it may look, wires the rooms, and answers the page's calls. */
import { attempt, type Guard, guard, listen } from './guard';
import { cookie, forgetVisitor, OUT, visitorId } from './identity';
import { click } from './links';
import { allow, handOver, open, QUEUE, type Recorder, record, retry } from './send';
import { beside, consent, key, views } from './site';
import { keep } from './storage';
import { follow, live, turn, view, watchViews } from './view';

/**
 * `('track', name, properties)`, `('identify', email, { traits, proof })`, `('page')`, `('consent', 'granted' | 'denied')`, `('reset')`,
 * `('optOut')`, and `('optOut', false)`, which takes it back.
 */
interface Steelyard {
  (...call: unknown[]): void;
  /** What was called before the snippet was there: `window.steelyard ||= (...call) => (steelyard.q ||= []).push(call)`. */
  q?: Iterable<unknown>[];
  isLive?: true;
}

declare global {
  interface Window {
    steelyard?: Steelyard;
  }
  interface Navigator {
    readonly globalPrivacyControl?: boolean;
  }
  interface Document {
    readonly prerendering?: boolean;
  }
}

const GRANTED = 'granted';

/** Where parts are wanted at once. */
const SPECIAL = 'form,iframe,video,[src*=form],[src*=wistia]';
/** Elsewhere they are fetched after this long (ms); and what failed is tried again, where the part that knows better cannot be had. */
const PATIENCE = 2500;

/** What the page said last of consent, else the tag. The visitor's own word is the last: Global Privacy Control, or an opt-out. */
let word = consent ?? GRANTED;
let isGranted = false;
let isLooking = false;
/** What the page calls, and which forms it sends, until the parts that deal with it are there. */
const calls: unknown[][] = [];
const stub = window.steelyard;

const hear = (call: unknown[]) => {
  if (call[0] === 'consent') word = `${call[1]}`;
  else calls.push(call);
};

const steelyard: Steelyard = guard((...call) => {
  hear(call);
  look();
});

attempt(() => {
  if (stub?.isLive) return;
  if (!key) {
    more();
    return;
  }
  steelyard.isLive = true;
  window.steelyard = steelyard;
  // First what was said before we came: a banner that denies must be heard before anything is seen.
  for (const call of stub?.q ?? []) hear([...call]);
  look();
});

/** Begins to look, once that is allowed and there is something to see; ends when it is not allowed any more. */
function look(): void {
  const known = cookie();
  isGranted = word === GRANTED && !navigator.globalPrivacyControl && known !== OUT;
  allow(isGranted, more);
  // A prerendered page may never be seen.
  if (isGranted && document.prerendering) {
    listen('prerenderingchange', look);
    return;
  }
  if (isGranted && !isLooking) {
    isLooking = true;
    watchViews();
    listen('click auxclick', click);
    listen('pointermove pointerdown keydown wheel', live);
    listen('focusin play', () => more());
    listen('submit', submit);
    listen('pagehide', leave);
    listen('visibilitychange pagehide pageshow online', turn);
    setTimeout(more, PATIENCE);
  }
  // Who is new gets the cookie at once, for the next page may be a subdomain's.
  if (!isGranted || !known || calls[0] || views || !window.navigation || document.querySelector(SPECIAL)) more();
}

/** A form is sent, wherever it is and whenever it came. */
function submit(event: Event): void {
  calls.push(['submit', event]);
  more();
}

/** The page goes: calls that no part has heard are kept for those of the next page. */
function leave(): void {
  // One name for each page; the next one may have begun before this one ends.
  if (calls[0]) keep(QUEUE + performance.timeOrigin, JSON.stringify(calls));
}

/** What the parts may use of the core: in an order and not by names, of which a minifier leaves none. */
export type Hands = [
  record: Recorder,
  guard: Guard,
  calls: unknown[][],
  retry: (until?: number) => unknown,
  open: Map<string, string>,
  queue: string,
  view: () => void,
  follow: () => void,
  views: string | undefined,
  handOver: () => unknown,
  visitorId: () => string,
  forgetVisitor: () => void,
];

/**
 * What only some pages and moments need, from beside this script; it needs no word in a policy that lets the script in. By its whole
 * address, for a classic script of another host has no base: https://html.spec.whatwg.org/#creating-a-classic-script.
 * In: what could not be delivered, what the server said.
 */
function more(failed: string[] = [], answer?: Response): void {
  import(/* @vite-ignore */ beside('parts/more.js'))
    .then(({ begin }) =>
      begin(
        [
          record,
          guard,
          calls,
          retry,
          open,
          QUEUE,
          view,
          follow,
          views,
          handOver,
          visitorId,
          forgetVisitor,
        ] satisfies Hands,
        word,
        isGranted,
        failed,
        answer,
      ),
    )
    .catch(() => {
      setTimeout(retry, PATIENCE);
    });
}
