/** Names as they travel: ids, domains, and what a lead is called elsewhere. */
import * as v from 'valibot';
import { text } from '../event';
import { salesforceId } from '../id';
import { asciiDomain } from '../idn';

export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.:-]{0,127}$/, 'is not an id'));
export const Domain = v.pipe(
  text(253),
  v.transform((domain) => asciiDomain(domain.trim())),
  v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain'),
);

/** At most 300 bytes: it becomes part of a key. */
const alias = v.pipe(text(300), v.trim(), v.minLength(1, 'is empty'), v.maxBytes(300, 'has more than 300 bytes'));
const alike = /* @__NO_SIDE_EFFECTS__ */ (form: RegExp, message: string) => v.pipe(alias, v.regex(form, message));
/** Other names of a lead: where it stands in LinkedIn, in a CRM, and in a system of one's own. */
export const aliases = {
  linkedin: v.optional(
    v.pipe(alike(/^[^\s/?#]+$/, 'is not the last part of a profile’s address, such as ada-lovelace'), v.toLowerCase()),
  ),
  hubspot: v.optional(alike(/^\d+:\d+$/, 'is not PORTAL:ID, such as 123:42')),
  salesforce: v.optional(
    v.pipe(
      alike(/^([A-Za-z0-9]{15}|[A-Za-z0-9]{18})$/, 'is not an id of 15 or 18 letters and digits'),
      v.transform(salesforceId),
    ),
  ),
  pipedrive: v.optional(
    v.pipe(alike(/^[A-Za-z0-9-]+:(\d+|[0-9a-fA-F-]{36})$/, 'is not COMPANY:ID, such as acme:42'), v.toLowerCase()),
  ),
  external: v.optional(alias),
};
export const ALIAS_KINDS = ['linkedin', 'hubspot', 'salesforce', 'pipedrive', 'external'] as const;
