/** Submissions: once each, with the address that was given, the names of what was filled in, and what the site itself marked. */
import { watchHands } from './evidence';
import { type Field, isField, isFilled, isOpen } from './fields';
import { listen } from './guard';
import type { Sender } from './send';
import { emailOf, type Traits, traitsOf } from './traits';

/** Two submissions of a form within this time (ms) are a double click. */
const TWICE = 2000;
const MARK = 'data-steelyard';
/** Which field holds the address, the surest first. */
const EMAIL_FIELDS = ['[data-steelyard=email]', '[type=email]', '[name*="mail" i],[autocomplete*="mail" i]'];

/** In: where events go. Reports each submission that the browser's own validation lets through. */
export function watchForms(sender: Sender): void {
  const submittedAt = new WeakMap<EventTarget, number>();

  const submitted = ({ target: form }: Event) => {
    if (!(form instanceof HTMLFormElement)) return;
    const now = performance.now();
    if (now - (submittedAt.get(form) ?? -TWICE) < TWICE) return;
    submittedAt.set(form, now);
    const filled = [...form.elements].filter(isField).filter((field) => isOpen(field) && isFilled(field));
    const names = new Set(filled.map((field) => (field.name || field.id).slice(0, 100)));
    sender.record({
      type: 'form_submitted',
      form: nameOf(form),
      email: emailIn(filled),
      fields: [...names].filter(Boolean).slice(0, 100),
      traits: markedIn(filled),
      evidence: evidenceOn(form),
    });
  };

  // Submissions do not leave a shadow tree; what the hand does in it is seen outside.
  const evidenceOn = watchHands((form) => {
    if (form.getRootNode() !== document) listen(form, 'submit', submitted);
  });
  listen(window, 'submit', submitted);
}

/** Attributes and not properties: a field called `name` or `id` would hide the form's own. */
function nameOf(form: HTMLFormElement): string {
  const given = [`${MARK}-form`, 'name', 'id'].map((name) => form.getAttribute(name)).find(Boolean);
  return (given ?? new URL(form.getAttribute('action') ?? '', location.href).pathname).slice(0, 200);
}

function emailIn(filled: Field[]): string | undefined {
  const likely = EMAIL_FIELDS.flatMap((selector) => filled.filter((field) => field.matches(selector)));
  return likely.map(({ value }) => emailOf(value)).find(Boolean);
}

function markedIn(filled: Field[]): Traits | undefined {
  const marked = filled.map((field) => [field.getAttribute(MARK) ?? '', field.value]);
  return traitsOf(Object.fromEntries(marked.filter(([trait]) => trait && trait !== 'email')));
}
