/** The snippet: reads its own tag, waits until it may look, wires the rooms, and answers the page's calls. */
import { type Guard, guard, listen, type Seen } from './guard';
import { cookie, forgetVisitor, OUT, visitorId } from './identity';
import { click } from './links';
import {
  allow,
  handOver,
  isAllowed,
  type Named,
  open,
  QUEUE,
  type Recorder,
  record,
  retry,
  type Stamp,
  stamp,
  stringify,
} from './send';
import { beside, consent, key, views } from './site';
import { keep } from './storage';
import { follow, look as glance, MOST, notice, view, watchViews } from './view';

/** An array, or a function's `arguments`. */
type Said = ArrayLike<unknown> & Iterable<unknown>;

/**
 * `('track', name, properties)`, `('identify', email, { traits, proof })`, `('page')`, `('consent', 'granted' | 'denied')`, `('reset')`,
 * `('optOut')`, and `('optOut', false)`, which takes it back.
 */
interface Steelyard {
  (...call: unknown[]): void;
  /** What was called before the snippet was there: `window.steelyard ||= (...call) => (steelyard.q ||= []).push(call)`. */
  q?: Said[];
  isLive?: true;
}

/** What the page called; when and where that was, under an id of its own, for it may be told of twice. */
export type Call = [stamp: Stamp, ...said: unknown[]];

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

/** What failed is tried again after this long (ms), where the part that knows better cannot be had. */
const PATIENCE = 2500;

/** What the page said last of consent, else the tag. The visitor's own word is the last: Global Privacy Control, or an opt-out. */
let word = consent ?? GRANTED;
let isLooking = false;
// biome-ignore lint/correctness/noUnusedVariables: it is read as it is set.
let isAwake = false;
/** What the page calls, and which forms it sends, until the parts that deal with it are there. */
const calls: Call[] = [];
const sent: Seen[] = [];
const stub = window.steelyard;
/** One listener for all, so that none is there twice. */
const listener = guard(see);

const hear = (call: Said) => {
  if (call[0] === 'consent') word = `${call[1]}`;
  else calls.push([stamp(), ...call]);
};

const steelyard: Steelyard = guard((...call) => {
  hear(call);
  look();
});

// Not right here: of a script that reads cookies or sends, Chromium notes the line, and for that parses anew whatever is running: all of this.
queueMicrotask(
  guard(() => {
    if (stub?.isLive) return;
    if (!key) {
      more();
      return;
    }
    steelyard.isLive = true;
    window.steelyard = steelyard;
    // First what was said before we came: a banner that denies must be heard before anything is seen.
    for (const call of stub?.q ?? []) hear(call);
    look();
  }),
);

/** Begins to look, once that is allowed and there is something to see; ends when it is not allowed any more. */
function look(): void {
  allow(word === GRANTED && !navigator.globalPrivacyControl && cookie() !== OUT, more);
  // A prerendered page may never be seen.
  if (isAllowed && document.prerendering) {
    listen('prerenderingchange', guard(look));
    return;
  }
  if (isAllowed && !isLooking) {
    isLooking = true;
    watchViews();
    listen(
      'pagehide submit auxclick click keydown pointermove online wheel focusin play blur visibilitychange',
      listener,
    );
    // Without a sign of life the parts come when a look is due, which only they know how to take.
    setTimeout(more, MOST);
  }
  // The first part is there when it is needed; while the page loads, the core is all that runs, unless something waits for a part.
  import(/* @vite-ignore */ beside('parts/more.js')).catch(() => {});
  if (!isAllowed || calls[0] || views || !window.navigation) more();
  // Calls are kept at once, until a part has heard them: a tab may close without a word. One name for each page, for they overlap. Last, for some things are no text.
  if (isAllowed && calls[0]) keep(QUEUE + performance.timeOrigin, stringify(calls));
}

/** What there is to see of the page and of who is there. */
function see(event: Seen): void {
  if (event.type === 'pagehide') {
    // Not before: a page shows itself as it loads, too.
    listen('pageshow', listener);
    // No part has come in time: of a form is told what the core can see of it.
    for (const { target, timeStamp } of sent.splice(0))
      record({
        type: 'form_submitted',
        email: target?.querySelector?.<HTMLInputElement>('[type=email]:valid')?.value || undefined,
        evidence: { fillMs: timeStamp },
      });
  }
  notice(event);
  // `click` and `auxclick`.
  if (/k$/.test(event.type)) click(event);
  if (event.type === 'submit') isAwake = !sent.push(event);
  // Somebody is there: what they may need comes now, and not while the page loads.
  isAwake ||= !more();
}

/** What the parts may use of the core: in an order and not by names, of which a minifier leaves none. */
export type Hands = [
  record: Recorder,
  guard: Guard,
  calls: Call[],
  retry: (until?: number) => unknown,
  open: Map<string, string>,
  queue: string,
  view: () => void,
  follow: () => void,
  views: string | undefined,
  handOver: () => unknown,
  visitorId: () => string,
  forgetVisitor: () => void,
  glance: (percent: number) => void,
  sent: Event[],
];

/**
 * What only some pages and moments need, from beside this script; it needs no word in a policy that lets the script in. By its whole
 * address, for a classic script of another host has no base: https://html.spec.whatwg.org/#creating-a-classic-script.
 * In: what could not be delivered, what the server said.
 */
function more(failed?: Named[], answer?: Response): undefined {
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
          glance,
          sent,
        ] satisfies Hands,
        word,
        isAllowed,
        failed,
        answer,
      ),
    )
    .catch(() => setTimeout(retry, PATIENCE));
}
