/** What a form was told: the address, the names of what was filled in, and what the site itself marked. Nothing else. */
import { type Field, fieldsOf, isOpen } from './fields';
import { emailOf } from './traits';

const MARK = 'data-steelyard';
/** Which field holds the address, the surest first. */
const EMAIL_FIELDS = [`[${MARK}=email]`, '[type=email]', '[name*="mail" i],[autocomplete*="mail" i]'];
const FILLED = ':not([type=checkbox],[type=radio]),:checked';

export interface Answers {
  form: string;
  email: string | undefined;
  fields: string[];
  traits: Record<string, string> | undefined;
}

/** In: a form, or what stands for one. Out: what it was told up to now. */
export function answersIn(form: Element): Answers {
  const filled = fieldsOf(form).filter((field) => isOpen(field) && field.value !== '' && field.matches(FILLED));
  const names = new Set(filled.map((field) => (field.name || field.id).slice(0, 100)));
  const likely = EMAIL_FIELDS.flatMap((selector) => filled.filter((field) => field.matches(selector)));
  return {
    form: nameOf(form),
    email: likely.map(({ value }) => emailOf(value)).find(Boolean),
    // Pages have added a `toJSON` to all arrays, which makes a text of them.
    fields: Object.assign([...names].filter(Boolean).slice(0, 100), { toJSON: undefined }),
    traits: markedIn(filled),
  };
}

/** Attributes and not properties: a field called `name` or `id` would hide the form's own. */
function nameOf(form: Element): string {
  const given = [`${MARK}-form`, 'name', 'id'].map((name) => form.getAttribute(name)).find(Boolean);
  return (given ?? new URL(form.getAttribute('action') ?? '', location.href).pathname).slice(0, 200);
}

function markedIn(filled: Field[]): Record<string, string> | undefined {
  const marked = filled
    .map((field) => [`${field.getAttribute(MARK) ?? ''}`.slice(0, 64), field.value.slice(0, 1000)])
    .filter(([trait]) => trait && trait !== 'email')
    .slice(0, 32);
  return marked[0] && Object.fromEntries(marked);
}
