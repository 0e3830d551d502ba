/** Sites: the web properties that carry the snippet, their public keys, who may send, and whether consent comes first. */
import * as v from 'valibot';
import { text } from '../event';
import { Name, Validity } from './keys';

/** `https://acme.example`, or `https://*.acme.example` for every host below it. */
const ORIGIN = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/;
export const Origin = v.pipe(
  text(300),
  v.trim(),
  v.toLowerCase(),
  v.regex(ORIGIN, 'is not an origin such as https://acme.example or https://*.acme.example'),
);

export const SiteRequest = v.strictObject({
  name: Name,
  /** Which pages may send; none named: every one. */
  origins: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(100, 'has more than 100 entries'), v.array(Origin)), []),
  /** Whether nothing may be sent before the visitor has agreed. */
  consent: v.optional(v.boolean(), false),
});
export type SiteRequest = v.InferOutput<typeof SiteRequest>;
/** Said anew as a whole: an allow-list that is left out would let everybody in. */
export const SiteReplacement = v.strictObject({
  name: Name,
  origins: v.unwrap(SiteRequest.entries.origins),
  consent: v.boolean(),
});

export const Site = v.object({
  id: v.string(),
  name: v.string(),
  /** The public key that its pages carry: the newest. */
  key: v.string(),
  /** All that are taken, newest first: two while a rotation is under way. */
  keys: v.array(v.object({ key: v.string(), ...Validity })),
  origins: v.array(v.string()),
  consent: v.boolean(),
});
export type Site = v.InferOutput<typeof Site>;
export const SitesAnswer = v.object({ sites: v.array(Site) });

/** In: a site's origins, the origin that a request names. Out: whether its pages may send. */
export const isAllowedOrigin = (origins: string[], origin: string | undefined): boolean =>
  origins.length === 0 || (origin !== undefined && origins.some((allowed) => covers(allowed, origin)));

function covers(allowed: string, origin: string): boolean {
  const [scheme = '', host = ''] = allowed.split('//*.');
  return host === '' ? allowed === origin : origin.startsWith(`${scheme}//`) && origin.endsWith(`.${host}`);
}
