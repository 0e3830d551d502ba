/** What is said of people and companies: attributes, other names, outcomes. */
import * as v from 'valibot';
import { Email, Instant, text } from '../event';
import { AttributeValue } from '../lead';
import { outcomeFields } from '../outcome';
import { time } from './answer';
import { aliases, Domain, Id } from './name';

const attributes = v.pipe(
  v.record(text(64), AttributeValue),
  v.check((entries) => Object.keys(entries).length <= 100, 'has more than 100 entries'),
);
const observed = {
  attributes: v.optional(attributes, {}),
  source: v.optional(text(100), 'api'),
  observedAt: v.optional(Instant),
};
export const LeadUpsert = v.strictObject({
  email: Email,
  ...observed,
  aliases: v.optional(v.strictObject(aliases), {}),
});
export type LeadUpsert = v.InferOutput<typeof LeadUpsert>;
/** `parent`: the account that this domain stands for from now on; null: its own. */
export const AccountUpsert = v.strictObject({ ...observed, parent: v.optional(v.nullable(Domain)) });
export type AccountUpsert = v.InferOutput<typeof AccountUpsert>;
export const DomainParam = v.object({ domain: Domain });

/** The lead that stands for both, the one merged into it, whose word that is, and the end of it. */
export const Merge = v.object({
  id: v.string(),
  lead: v.string(),
  other: v.string(),
  at: time,
  by: v.string(),
  undoneAt: v.nullable(time),
  undoneBy: v.nullable(v.string()),
});
export const MergesAnswer = v.object({ merges: v.array(Merge), cursor: v.null() });
export const MergeRequest = v.pipe(
  v.strictObject({ lead: v.optional(Id), email: v.optional(Email) }),
  v.check(({ email, lead }) => (email === undefined) !== (lead === undefined), 'names either "email" or "lead"'),
);

export const OutcomeRequest = v.pipe(
  v.strictObject({ email: v.optional(Email), lead: v.optional(Id), ...outcomeFields }),
  v.check(({ email, lead }) => (email === undefined) !== (lead === undefined), 'names either "email" or "lead"'),
);
export type OutcomeRequest = v.InferOutput<typeof OutcomeRequest>;
