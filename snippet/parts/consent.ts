/** Consent as the page's banner tells it to everybody: Google's Consent Mode, the IAB's framework (TCF). */
import type { Guard } from '../guard';

/** What a command of Google's Consent Mode says: https://developers.google.com/tag-platform/security/guides/consent */
type State = { analytics_storage?: string; region?: unknown };
/** What a consent manager says: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework */
interface Said {
  eventStatus?: string;
  gdprApplies?: boolean;
  purpose?: { consents?: Record<number, boolean> };
}
declare global {
  interface Window {
    dataLayer?: ArrayLike<unknown>;
    __tcfapi?: (command: string, version: number, hear: (said: Said) => void) => void;
  }
}

/** How often both are looked at (ms), since the page may put them in, or another in their place, at any time. */
const BEAT = 250;
const GRANTED = 'granted';

let isBegun = false;
/** What was said last to us; undefined before the visitor has decided. */
let isByGoogle: boolean | undefined;
let isByManager: boolean | undefined;

/** Passes on to `steelyard('consent', …)` what is decided, each time that it changes. May be called any number of times. */
export function begin(guard: Guard): void {
  if (isBegun) return;
  isBegun = true;
  let isAsked = false;
  let last: boolean | undefined;
  const look = guard(() => {
    if (window.__tcfapi && !isAsked) {
      isAsked = true;
      window.__tcfapi('addEventListener', 2, guard(hear));
    }
    read();
    // Who is there must agree; who is not, or waits for the visitor, says nothing.
    const words = [isByGoogle, isByManager].filter((word) => word !== undefined);
    const isGranted = words[0] === undefined ? undefined : !words.includes(false);
    if (isGranted !== undefined && isGranted !== last) window.steelyard?.('consent', isGranted ? GRANTED : 'denied');
    last = isGranted;
  });
  look();
  setInterval(look, BEAT);
}

/** Storing on the device (1) and measuring how content does (8) are what we do. */
function hear({ eventStatus, gdprApplies, purpose }: Said): void {
  if (eventStatus !== 'cmpuishown')
    isByManager = gdprApplies === false || !!(purpose?.consents?.[1] && purpose.consents[8]);
}

/**
 * Commands stand in the data layer in their order. An update is a decision. A default that denies only waits for one, and so does
 * one that grants to a region, for a page cannot know where somebody is.
 */
function read(): void {
  let isOpen: boolean | undefined;
  for (const entry of Array.from(window.dataLayer ?? [])) {
    const { 0: name, 1: kind, 2: state }: { 0?: unknown; 1?: unknown; 2?: State } = Object(entry);
    const word = name === 'consent' && state?.analytics_storage;
    if (word && kind === 'update') isByGoogle = word === GRANTED;
    else if (word && word !== GRANTED) isOpen = false;
    else if (word && !state?.region) isOpen ??= true;
  }
  // The layer forgets its oldest; what was decided stands.
  if (isOpen) isByGoogle ??= true;
}
