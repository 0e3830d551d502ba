/** The hand that fills a form: counts of what it did, never what it wrote; raw, judged in the Worker. And what the page says of it. */
import type { Evidence } from '../../shared/event';
import { fieldsOf, isOpen, isTrap } from './fields';

interface Hand {
  /** When it began to write (`performance.now()`). */
  since?: number;
  keys: number;
  pointer: number;
  touch: number;
  paste: number;
}

/** Event type → what it counts as. */
const MEANS: Record<string, 'keys' | 'pointer' | 'touch' | 'paste' | undefined> = {
  keydown: 'keys',
  pointerdown: 'pointer',
  touchstart: 'touch',
  paste: 'paste',
};
/** What writes; not the Enter that submits, nor what is pasted. */
const WRITTEN = /^insert(Text|Comp)/;
const hands = new WeakMap<Element, Hand>();
const start = performance.now();

const handOn = (form: Element): Hand => {
  const hand = hands.get(form) ?? { keys: 0, pointer: 0, touch: 0, paste: 0 };
  hands.set(form, hand);
  return hand;
};

/** What `seen` wants to be told of. */
export const TYPES = 'beforeinput keydown pointerdown touchstart paste';

/** In: an event anywhere, the form or what stands for one in which it happened. */
export function seen(event: Event & { inputType?: string }, form: Element): void {
  // Only what the browser vouches for: password managers and scripts make events of their own.
  if (!event.isTrusted) return;
  const hand = handOn(form);
  const means = MEANS[event.type];
  if (means) hand[means]++;
  // Written with keys, by voice or by a driver; to paste, or to let a browser or a password manager fill, takes people no time.
  else if (WRITTEN.test(`${event.inputType}`)) hand.since ??= performance.now();
}

/** In: a form. Out: the evidence at this moment. */
export function evidenceOn(form: Element): Evidence {
  const { since = start, ...counts } = handOn(form);
  const fields = fieldsOf(form);
  const texts = fields.filter((field) => isOpen(field) && /^te|email|url|search/.test(field.type));
  const different = new Set(texts.map(({ value }) => value));
  return {
    ...counts,
    fillMs: Math.round(performance.now() - since),
    autofill: fields.filter((field) => field.matches(':is(:autofill,:-webkit-autofill)')).length,
    honeypot: fields.some((field) => isTrap(field) && field.value),
    webdriver: navigator.webdriver,
    sameText: texts.length > 2 && different.size === 1 && !different.has(''),
  };
}

/** In: a form. Out: whether the page says that it does not take it so. */
export const isRejected = (form: Element): boolean =>
  fieldsOf(form).some((field) => field.matches(':invalid,[aria-invalid=true]'));
