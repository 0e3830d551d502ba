/** The snippet: reads its own tag, waits until it may look, wires the rooms, and answers the page's calls. */
import { watchForms } from './forms';
import { guard } from './guard';
import { forgetVisitor } from './identity';
import { watchLinks } from './links';
import { observe } from './observe';
import { forgetEvents } from './queue';
import { createSender } from './send';
import { emailOf, traitsOf } from './traits';

/** `('track', name, properties)`, `('identify', email, { traits, proof })`, `('page')`, `('consent', 'granted' | 'denied')`. */
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

guard(() => {
  const tag = document.currentScript;
  if (tag instanceof HTMLScriptElement && tag.dataset.key && !window.steelyard?.isLive) run(tag, tag.dataset.key);
})();

function run(tag: HTMLScriptElement, key: string): void {
  const early = window.steelyard?.q ?? [];
  const waiting: unknown[][] = [];
  const isPrivate = navigator.globalPrivacyControl;
  let mayLook = !isPrivate && tag.dataset.consent !== 'required';
  let answer: ((...call: unknown[]) => void) | undefined;

  const begin = guard(() => {
    // A prerendered page may never be seen.
    if (document.prerendering) return document.addEventListener('prerenderingchange', begin, { once: true });
    if (!mayLook || answer) return;
    answer = look(`${new URL(tag.src).origin}/v1/events`, key, () => mayLook);
    for (const call of waiting) answer(...call);
  });

  const steelyard: Steelyard = guard((...call) => {
    if (call[0] !== 'consent') return answer ? answer(...call) : void waiting.push(call);
    mayLook = !isPrivate && call[1] === 'granted';
    if (mayLook) begin();
    else forget();
  });
  steelyard.isLive = true;
  window.steelyard = steelyard;

  if (isPrivate) forget();
  // First what was said before we came: a banner that denies must be heard before anything is seen.
  for (const call of early) steelyard(...call);
  begin();
}

/** In: where events go, the site's key, whether we may look (still). Out: what answers the page's calls. */
function look(address: string, key: string, mayLook: () => boolean): (...call: unknown[]) => void {
  const sender = createSender(address, key, mayLook);
  const page = observe(sender);
  watchLinks(sender);
  watchForms(sender);
  const commands: Record<string, (what: unknown, more: unknown) => void> = {
    page,
    track: (what, more) => {
      sender.record({ type: 'custom', name: `${what}`.slice(0, 100), properties: traitsOf(more) });
    },
    identify: (what, more) => {
      const email = emailOf(`${what}`);
      const { traits, proof } = isRecord(more) ? more : {};
      if (email)
        sender.record({
          type: 'identified',
          email,
          traits: traitsOf(traits),
          proof: proof ? `${proof}` : undefined,
        });
    },
  };
  return (name, what, more) => commands[`${name}`]?.(what, more);
}

function forget(): void {
  forgetVisitor();
  forgetEvents();
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
