/** A lead (a person), its account (the company) and what is known of both: attributes that keep every source's own value. */
import * as v from 'valibot';
import { LAST_INSTANT, text } from './event';

/** Where a lead stands on its way (scoring.md §3; `prospect` is computed, the later ones come from outcomes). */
export const STAGES = ['visitor', 'lead', 'prospect', 'opportunity', 'customer', 'lost', 'disqualified'] as const;
export const Stage = v.picklist(STAGES, 'is not a stage');
export type Stage = v.InferOutput<typeof Stage>;

const finite = v.pipe(v.number(), v.finite());
/** The value of an attribute: short text, a number, yes or no, or a list of words. */
export const AttributeValue = v.union(
  [text(1000), finite, v.boolean(), v.pipe(v.array(v.unknown()), v.maxLength(200), v.array(text(200)))],
  'is not text, a number, true/false or a list of words',
);
export type AttributeValue = v.InferOutput<typeof AttributeValue>;

/** One source's word for an attribute and the moment it was true (ms). */
export const Observation = v.strictObject({
  value: AttributeValue,
  source: text(100),
  observedAt: v.pipe(v.number(), v.minValue(-LAST_INSTANT), v.maxValue(LAST_INSTANT)),
});
export type Observation = v.InferOutput<typeof Observation>;

/** Attribute name → what each source says, one observation a source. */
export const Attributes = v.record(text(64), v.array(Observation));
export type Attributes = v.InferOutput<typeof Attributes>;

export const Lead = v.object({
  id: v.string(),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
  account: v.nullable(v.string()),
  owner: v.nullable(v.string()),
  /** The stage that outcomes have set; null while behaviour and fit decide. */
  stage: v.nullable(Stage),
  optedOut: v.boolean(),
  attributes: Attributes,
});
export type Lead = v.InferOutput<typeof Lead>;

export const Account = v.object({ domain: v.string(), attributes: Attributes });
export type Account = v.InferOutput<typeof Account>;

/** Sources that anybody can be: what a visitor types counts while no server has said otherwise. */
const CLAIMS = ['form', 'identify'];
/** In: a word. Out: whether anybody could have said it. */
export const isClaim = ({ source }: Pick<Observation, 'source'>): boolean => CLAIMS.includes(source);

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

/** In: the attributes of one record and a name. Out: the observation that counts where no source is ranked, or undefined. */
export const best = (attributes: Attributes, name: string): Observation | undefined =>
  inOrder(saidOf(attributes, name), [])[0];

/** In: attributes and one more observation. Out: attributes in which each source keeps its newest word; the input is not changed. */
export function observe(attributes: Attributes, name: string, seen: Observation): Attributes {
  const said = saidOf(attributes, name);
  const others = said.filter((known) => known.source !== seen.source);
  const own = said.find((known) => known.source === seen.source);
  const kept = own !== undefined && own.observedAt > seen.observedAt ? own : seen;
  const all = [...others, kept].sort((a, b) => (a.source < b.source ? -1 : 1));
  return { ...attributes, [name]: all };
}

/** In: attributes and a name. Out: the value that counts when it is text, else null. */
export function textOf(attributes: Attributes, name: string): string | null {
  const value = best(attributes, name)?.value;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A name may be one that every object has (`toString`). */
const saidOf = (attributes: Attributes, name: string): Observation[] =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? []) : [];
