/** The hand that fills a form: counts of what it did, never what it wrote. Raw; it is judged in the Worker. */
import type { Evidence } from '../shared/event';
import { isField, isHoneypot, isOpen } from './fields';
import { listen } from './guard';

interface Hand {
  /** When a field was first touched (`performance.now()`). */
  since?: number;
  keys: number;
  pointer: number;
  touch: number;
  paste: number;
}

/** In: what to do with a form when it is first met. Out: what gives the evidence on a form at the moment of its submission. */
export function watchHands(met: (form: HTMLFormElement) => void): (form: HTMLFormElement) => Evidence {
  const hands = new WeakMap<HTMLFormElement, Hand>();
  const start = performance.now();

  const handOn = (form: HTMLFormElement): Hand => {
    const hand = hands.get(form) ?? { keys: 0, pointer: 0, touch: 0, paste: 0 };
    if (!hands.has(form)) met(form);
    hands.set(form, hand);
    return hand;
  };

  listen(window, 'focusin input keydown pointerdown touchstart paste', (event) => {
    const [target] = event.composedPath();
    const form = target instanceof Element && (isField(target) ? target.form : target.closest('form'));
    if (!form) return;
    const hand = handOn(form);
    // Pressing the button is no filling: whoever let a password manager fill would seem to have taken no time.
    if (isField(target)) hand.since ??= performance.now();
    const means = MEANS[event.type];
    if (means && event.isTrusted) hand[means]++;
  });

  return (form) => {
    const { since = start, ...counts } = handOn(form);
    const fields = [...form.elements].filter(isField);
    const texts = fields.filter((field) => isOpen(field) && /^te|email|url|search/.test(field.type));
    const different = new Set(texts.map(({ value }) => value));
    return {
      ...counts,
      fillMs: Math.round(performance.now() - since),
      autofill: fields.filter((field) => field.matches(':is(:autofill,:-webkit-autofill)')).length,
      honeypot: fields.some((field) => isHoneypot(field) && field.value),
      webdriver: navigator.webdriver,
      sameText: texts.length > 2 && different.size === 1 && !different.has(''),
    };
  };
}

/** Event type → what it counts as. */
const MEANS: Record<string, 'keys' | 'pointer' | 'touch' | 'paste' | undefined> = {
  keydown: 'keys',
  pointerdown: 'pointer',
  touchstart: 'touch',
  paste: 'paste',
};
