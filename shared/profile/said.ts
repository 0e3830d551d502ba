/** What sources say under a name, and whose word goes before whose. */
import { type Attributes, type AttributeValue, isClaim, type Observation } from '../lead';

/** In: attributes and names as in `Field`. Out: what is given under any of them; "n/a" is not given. */
export function said(attributes: Attributes, names: string[]): Observation[] {
  return Object.entries(attributes)
    .filter(([name]) => names.includes(plain(name)))
    .flatMap(([, observations]) => observations)
    .filter(({ value }) => isGiven(value));
}

/** In: observations and the sources by trust. Out: best first: known sources in their order, unknown ones, claims; then the fresher. */
export function inOrder(observations: Observation[], ranking: readonly string[]): Observation[] {
  const trust = (source: string): number => (ranking.includes(source) ? ranking.indexOf(source) : ranking.length);
  return observations.toSorted(
    (a, b) =>
      Number(isClaim(a)) - Number(isClaim(b)) ||
      trust(a.source) - trust(b.source) ||
      b.observedAt - a.observedAt ||
      compare(a.source, b.source) ||
      compare(JSON.stringify(a.value), JSON.stringify(b.value)),
  );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

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
