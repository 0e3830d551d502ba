/** Names as they travel: ids, domains, and what a lead is called elsewhere. */
import * as v from 'valibot';
import { text } from '../event';

export const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w.:-]{0,127}$/, 'is not an id'));
export const Domain = v.pipe(
  text(253),
  v.transform((domain) => domain.trim().toLowerCase()),
  v.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is not a domain'),
);

/** At most 300 bytes: it becomes part of a key. */
const alias = v.pipe(v.string(), v.trim(), v.minLength(1, 'is empty'), v.maxBytes(300, 'has more than 300 bytes'));
/** Other names of a lead: where it stands in LinkedIn, in a CRM, and in a system of one's own. */
export const aliases = {
  linkedin: v.optional(v.pipe(alias, v.toLowerCase())),
  hubspot: v.optional(alias),
  salesforce: v.optional(alias),
  pipedrive: v.optional(alias),
  external: v.optional(alias),
};
export const ALIAS_KINDS = ['linkedin', 'hubspot', 'salesforce', 'pipedrive', 'external'] as const;
