/** The hand that fills a form: counts of what it did, never what it wrote; raw, judged in the Worker. And what the page says of it. */
import type { Evidence } from '../../shared/event';
import { fieldsOf, isOpen, isTrap } from './fields';

interface Hand {
  /** When it was first seen at the form, whoever it is (`performance.now()`); since the page is there, at the earliest. */
  since: number;
  /** Inputs that the browser vouches for. */
  inputs: number;
  keys: number;
  pointer: number;
  touch: number;
  paste: number;
}

/** Event type → what it counts as. */
const MEANS: Record<string, 'inputs' | 'keys' | 'pointer' | 'touch' | 'paste' | undefined> = {
  input: 'inputs',
  keydown: 'keys',
  pointerdown: 'pointer',
  touchstart: 'touch',
  paste: 'paste',
};
const hands = new WeakMap<Element, Hand>();
const begunAt = performance.now();
/** Somebody was in it before we were: since when, nobody has seen. */
const before = document.activeElement?.closest('form');

const handOn = (form: Element): Hand => {
  const since = form === before ? 0 : performance.now();
  const hand = hands.get(form) ?? { since, inputs: 0, keys: 0, pointer: 0, touch: 0, paste: 0 };
  hands.set(form, hand);
  return hand;
};

/** What `seen` wants to be told of. */
export const TYPES = 'input change keydown pointerdown touchstart paste';

/** In: an event anywhere, the form or what stands for one in which it happened. */
export function seen({ type, isTrusted }: Event, form: Element): void {
  const hand = handOn(form);
  const means = MEANS[type];
  // Password managers and scripts make events of their own: they begin the time, and count for no hand.
  if (isTrusted && means) hand[means]++;
}

/** In: a form, when it was sent (`performance.now()`). Out: the evidence; of what came before us, nothing that we would have had to see. */
export function evidenceOn(form: Element, sentAt: number): Evidence {
  const fields = fieldsOf(form);
  const plain = {
    honeypot: fields.some((field) => isTrap(field) && field.value),
    webdriver: navigator.webdriver,
  };
  if (sentAt < begunAt) return { fillMs: sentAt, ...plain };
  const { since, ...counts } = handOn(form);
  const texts = fields.filter((field) => isOpen(field) && /^te|email|url|search/.test(field.type));
  const different = new Set(texts.map(({ value }) => value));
  return {
    ...counts,
    fillMs: Math.round(performance.now() - since),
    pageMs: Math.round(performance.now()),
    autofill: fields.filter((field) => field.matches(':is(:autofill,:-webkit-autofill)')).length,
    ...plain,
    sameText: texts.length > 2 && different.size === 1 && !different.has(''),
  };
}

/** In: a form. Out: whether the page says that it does not take it so. */
export const isRejected = (form: Element): boolean =>
  fieldsOf(form).some((field) => field.matches(':invalid,[aria-invalid=true]'));
