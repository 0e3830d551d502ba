/** The snippet: reads its own tag, waits until it may look, wires the rooms, and answers the page's calls. */
import { attempt, guard, listen } from './guard';
import { cookie, forgetVisitor, OUT } from './identity';
import { click } from './links';
import { allow, handOver, record } from './send';
import { consent, key, src, views } from './site';
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
/** What parts look after. What is added later shows itself: a field by its focus, a frame as it loads, a video as it plays. */
const SPECIAL = 'form,input,iframe,video';

/** What the page said last of consent, else the tag. The visitor's own word is the last: Global Privacy Control, or an opt-out. */
let word = consent ?? GRANTED;
let isLooking = false;
/** What the page calls, until the part that answers it is there. */
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
  if (!key || stub?.isLive) return;
  steelyard.isLive = true;
  window.steelyard = steelyard;
  // First what was said before we came: a banner that denies must be heard before anything is seen.
  for (const call of stub?.q ?? []) hear([...call]);
  look();
});

/** Begins to look, once that is allowed and there is something to see; ends and forgets when it is not allowed any more. */
function look(): void {
  if (word === 'required') {
    more();
    return;
  }
  const isOut = cookie() === OUT;
  if (isOut || navigator.globalPrivacyControl) word = '';
  allow(word === GRANTED);
  if (word !== GRANTED) forgetVisitor(isOut ? OUT : '');
  else if (document.prerendering) {
    // It may never be seen.
    listen('prerenderingchange', look);
    return;
  } else if (!isLooking) {
    isLooking = true;
    watchViews();
    listen('click auxclick', click);
    listen('pointermove pointerdown keydown wheel', live);
    listen('visibilitychange pagehide pageshow online', turn);
    // Not on the window, which loads within the document do not reach.
    listen('focusin submit load play', meet, document);
  }
  if (calls[0] || (isLooking && (views || !window.navigation || document.querySelector(SPECIAL)))) more();
}

/** Something special is met, wherever it is and whenever it came. */
function meet(event: Event): void {
  const [target]: (EventTarget & Partial<Element>)[] = event.composedPath();
  if (target?.closest?.(SPECIAL)) more(event);
}

/**
 * What only some pages need, from beside this script; it needs no word in a policy that lets the script in. By its whole address, for a
 * classic script of another host has no base: https://html.spec.whatwg.org/#creating-a-classic-script. In: the event that showed the need.
 */
function more(event?: Event): void {
  import(/* @vite-ignore */ `${new URL('parts/more.js', src)}`)
    .then(({ begin }) => begin(record, guard, view, follow, views, calls, event, word, handOver, forgetVisitor))
    .catch(() => {});
}
