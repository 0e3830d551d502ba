/** The fields of a form: which there are, and which may be looked into. */

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const FIELD = 'input:not([type=submit],[type=button],[type=reset],[type=image]),select,textarea';
const FILLED = ':not([type=checkbox],[type=radio]),:checked';
/** Passwords, hidden values, files and payment cards are nobody's business. */
const CLOSED = /^(password|hidden|file)|passw|\bcc-|card|cvc|cvv|iban|\bssn|one-time/i;

/** In: anything that an event or a form names. Out: whether it is a field that people fill. */
export const isField = (node: unknown): node is Field => node instanceof Element && node.matches(FIELD);

/** In: a field. Out: whether it is a trap for machines: people do not see it. */
export const isHoneypot = (field: Field): boolean => field.matches('[data-steelyard-honeypot]');

/** In: a field. Out: whether it may be named or, where the site marked it, read. */
export const isOpen = (field: Field): boolean =>
  !isHoneypot(field) && !CLOSED.test(`${field.type} ${field.autocomplete} ${field.name}`);

/** In: a field. Out: whether it holds anything; a box that is not ticked does not. */
export const isFilled = (field: Field): boolean => field.value !== '' && field.matches(FILLED);
