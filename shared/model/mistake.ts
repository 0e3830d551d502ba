/** A mistake in a model: where it is, what is wrong, and what to do about it, in words for whoever writes the document. */
import type * as v from 'valibot';

export interface Mistake {
  /** Where, as in `rules.3.when.points`. */
  path: string;
  message: string;
  cure: string;
}

/** In: a schema's issue. Out: the mistake. */
export function mistakeOf(issue: v.GenericIssue): Mistake {
  const path = (issue.path ?? []).map(({ key }) => String(key).slice(0, 64)).join('.');
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { path, message: 'is not a known field', cure: 'Remove it, or look for its right name in the schema.' };
  if (issue.received === 'undefined')
    return { path, message: 'is missing', cure: `Add it${issue.expected === null ? '' : ` (${issue.expected})`}.` };
  const asked = 'requirement' in issue ? issue.requirement : '';
  const bound = typeof asked === 'number' ? Number(asked.toFixed(4)) : asked;
  const [message, cure] = WORDS[issue.type]?.(String(bound), issue.expected ?? '') ?? ['', 'Correct the value.'];
  const isOurs = message === '' || !/received/i.test(issue.message);
  return { path, message: isOurs ? issue.message : message, cure };
}

/** In: the bound, what was expected. Out: what is wrong where the schema has no words of its own, and the cure. */
const WORDS: Record<string, (bound: string, expected: string) => [message: string, cure: string]> = {
  picklist: (_, expected) => [`is none of ${expected}`, 'Use one of the listed words.'],
  variant: (_, expected) => [`is none of ${expected}`, 'Use one of the listed kinds.'],
  min_value: (bound) => [`is below ${bound}`, `Use ${bound} or more.`],
  max_value: (bound) => [`is above ${bound}`, `Use ${bound} or less.`],
  finite: () => ['is not finite', 'Use a finite number.'],
  number: () => ['is not a number', 'Use a finite number.'],
  integer: () => ['is not a whole number', 'Use a whole number.'],
  string: () => ['is not text', 'Write it as text.'],
  boolean: () => ['is neither true nor false', 'Use true or false.'],
  array: () => ['is not a list', 'Write it as a list.'],
  strict_object: () => ['is not an object', 'Write it as an object with named fields.'],
  record: () => ['is not an object', 'Write it as an object with named fields.'],
  strict_tuple: () => ['is not a pair', 'Write it as a list of two.'],
  max_length: (bound) => [`is longer than ${bound}`, 'Shorten it, or split it.'],
  min_length: () => ['is empty', 'Fill it.'],
  regex: () => ['has the wrong form', 'Choose another name.'],
  check: () => ['does not hold', 'Choose another value: this one contradicts itself.'],
};
