/** The fields of a form: which there are, and which may be looked into. */

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const FIELD = 'input:not([type=submit],[type=button],[type=reset],[type=image]),select,textarea';
/** Passwords, hidden values, files and payment cards are nobody's business. */
const CLOSED = /^(password|hidden|file)|passw|\bcc-|card|cvc|cvv|iban|\bssn|one-time/i;
/** A trap for machines: people do not see it. */
export const TRAP = '[data-steelyard-honeypot]';

/** In: anything. Out: whether it is an element; one of a frame is of another kind than ours by `instanceof`. */
export const isElement = (node: unknown): node is Element =>
  typeof node === 'object' && node !== null && 'nodeType' in node && node.nodeType === Node.ELEMENT_NODE;

/** In: an element. Out: whether it is a field that people fill. */
export const isField = (node: Element): node is Field => node.matches(FIELD);

/**
 * In: a form, or what stands for one. Out: its fields; of what stands for a form those that belong to none.
 * By the prototype, for a field called "elements" hides the form's own.
 */
export function fieldsOf(form: Element): Field[] {
  if (form.matches('form')) return [...Reflect.get(HTMLFormElement.prototype, 'elements', form)].filter(isField);
  return [...form.querySelectorAll<Field>(FIELD)].filter((field) => !field.form);
}

/** In: a field. Out: whether it is a trap for machines. */
export const isTrap = (field: Field): boolean => field.matches(TRAP);

/** In: a field. Out: whether it may be named or, where the site marked it, read. */
export const isOpen = (field: Field): boolean =>
  !isTrap(field) && !CLOSED.test(`${field.type} ${field.autocomplete} ${field.name}`);
