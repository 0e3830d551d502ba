/** What sources say under a name, however they spell the name. */
import type { Attributes, AttributeValue, Observation } from '../lead';

/** In: attributes and names as in `Field`. Out: what is given under any of them; "n/a" is not given. */
export function said(attributes: Attributes, names: string[]): Observation[] {
  return Object.entries(attributes)
    .filter(([name]) => names.includes(plain(name)))
    .flatMap(([name, observations]) =>
      observations.filter(({ value }) => isGiven(value) || isNamibia(plain(name), value)),
    );
}

/** Its code is what others write for nothing; the two letters in capitals, said of a country, are the code. */
const isNamibia = (name: string, value: AttributeValue): boolean => /country/.test(name) && value === 'NA';

/** In: an attribute's name. Out: "Job Title", "job_title" and "jobTitle" as one: lower case, without blanks, "_" and "-". */
export const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

const isGiven = (value: AttributeValue): boolean => {
  const text = String(value).trim().toLowerCase();
  return /[\p{L}\p{N}]/u.test(text) && !NOTHING.has(text);
};
const NOTHING = new Set([
  'n/a',
  'na',
  'n.a.',
  'none',
  'null',
  'undefined',
  'unknown',
  'other',
  'false',
  'not given',
  'not provided',
]);
