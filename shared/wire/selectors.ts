/** Selectors of the extension as an installation corrects them, host by host, and the switch that ends a host; signed, so that nobody else can. */
import * as v from 'valibot';
import { text } from '../event';

const Host = v.picklist(['gmail', 'hubspot', 'salesforce', 'pipedrive', 'linkedin']);
/** One selector: several of them in one would hide which one found somebody. */
const Way = v.pipe(
  text(300),
  v.minLength(1, 'is empty'),
  v.regex(/^[^,]*$/, 'names several ways; give each by itself'),
);
const Ladder = v.strictObject({
  most: v.pipe(v.number(), v.integer(), v.minValue(0, 'is less than 0'), v.maxValue(1000, 'is more than 1000')),
  ways: v.pipe(v.array(Way), v.minLength(1, 'is empty'), v.maxLength(8, 'has more than 8 entries')),
});
const Rule = v.strictObject({
  /** Nothing of ours is shown there any more. */
  isOff: v.optional(v.boolean()),
  /** What is looked for → at most how many different finds, and independent ways to them, best first. */
  ladders: v.optional(v.record(v.pipe(text(40), v.minLength(1, 'is empty')), Ladder)),
});
export type Rule = v.InferOutput<typeof Rule>;

export const SelectorsRequest = v.strictObject({ hosts: v.record(Host, Rule) });
export type SelectorsRequest = v.InferOutput<typeof SelectorsRequest>;
export const SelectorsPut = v.object({ version: v.number() });

/** What is signed: the JSON text of this. A later version takes the place of an earlier one. */
export const Selectors = v.object({ version: v.number(), ...SelectorsRequest.entries });
export type Selectors = v.InferOutput<typeof Selectors>;
/** `signature`: ECDSA with P-256 and SHA-256 over the text's bytes, base64; its key comes with the pairing. */
export const SelectorsAnswer = v.object({
  signed: v.nullable(v.object({ document: v.string(), signature: v.string() })),
});
export type SelectorsAnswer = v.InferOutput<typeof SelectorsAnswer>;
