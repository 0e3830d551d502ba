/** Attributes that no rule can read, told at the door: a number that nothing has is refused, a word that says nothing to us is kept. */
import type { AttributeValue } from '../shared/lead';
import { FIELDS, fieldNamed, spoken } from '../shared/profile/fields';
import { type FieldError, Problem, safeKey } from './problem';

type Said = Record<string, AttributeValue>;
export type Whose = 'lead' | 'account';

/** In: attributes of a lead or a company. Out: the words among them that count for nothing. Errors: 422 for numbers that nothing has. */
export function warningsOn(of: Whose, attributes: Said): FieldError[] {
  const errors = impossibleIn(of, attributes);
  if (errors.length > 0) throw new Problem(422, 'Some fields are not as they should be.', { errors });
  return unreadIn(of, attributes)
    .filter(([, value]) => value !== '')
    .map(([name, , field]) => told(name, `cannot be read as ${field}: it is kept and counts for nothing`));
}

/** In: the same. Out: the numbers among them that nothing has. */
export const impossibleIn = (of: Whose, attributes: Said): FieldError[] =>
  unreadIn(of, attributes)
    .filter(([, value]) => typeof value === 'number')
    .map(([name, , field]) => told(name, `is no number that can be ${field}`));

function unreadIn(of: Whose, attributes: Said): [name: string, value: AttributeValue, field: string][] {
  return Object.entries(attributes).flatMap(([name, value]): [string, AttributeValue, string][] => {
    const field = fieldNamed(of, name);
    const isRead = field === undefined || !FIELDS[field].isNoted || FIELDS[field].read(value) !== undefined;
    return isRead ? [] : [[name, value, spoken(field)]];
  });
}

const told = (name: string, message: string): FieldError => ({ path: `attributes.${safeKey(name)}`, message });
