/** What is said of people and companies: attributes, other names, outcomes. */
import * as v from 'valibot';
import { Email, Instant, noList, text } from '../event';
import { AttributeValue } from '../lead';
import { outcomeFields } from '../outcome';
import { time } from './answer';
import { aliases, Domain, Id } from './name';

const attributes = v.pipe(
  v.unknown(),
  noList,
  v.record(text(64), AttributeValue),
  v.check((entries) => Object.keys(entries).length <= 100, 'has more than 100 entries'),
);
const observed = {
  attributes: v.optional(attributes, {}),
  source: v.optional(text(100), 'api'),
  observedAt: v.optional(Instant),
};
/** What was taken though something is wrong with it. */
export const Warnings = v.optional(v.array(v.object({ path: v.string(), message: v.string() })));
export const LeadUpsert = v.strictObject({
  email: Email,
  ...observed,
  aliases: v.optional(v.pipe(v.unknown(), noList, v.strictObject(aliases)), {}),
  /** Names that lead to another lead lead to this one from now on. */
  takeAliases: v.optional(v.boolean(), false),
});
export type LeadUpsert = v.InferOutput<typeof LeadUpsert>;
/** `parent`: the account that this domain stands for from now on; null: its own. */
export const AccountUpsert = v.strictObject({ ...observed, parent: v.optional(v.nullable(Domain)) });
export type AccountUpsert = v.InferOutput<typeof AccountUpsert>;
/** A company in a file. */
export const AccountRow = v.strictObject({ ...observed, domain: Domain });
export type AccountRow = v.InferOutput<typeof AccountRow>;
export const DomainParam = v.object({ domain: Domain });

const whose = { email: v.optional(Email), lead: v.optional(Id) };
const hasOneName = ({ email, lead }: { email?: string | undefined; lead?: string | undefined }): boolean =>
  (email === undefined) !== (lead === undefined);
const ONE_NAME = 'names either "email" or "lead"';

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
  v.strictObject(whose),
  v.check((other) => hasOneName(other), ONE_NAME),
);

export const OutcomeRequest = v.pipe(
  v.strictObject({ ...whose, ...outcomeFields }),
  v.check((outcome) => hasOneName(outcome), ONE_NAME),
);
export type OutcomeRequest = v.InferOutput<typeof OutcomeRequest>;
/** An outcome in a file: without a moment of its own it would be another one each time. */
export const OutcomeRow = v.pipe(
  v.strictObject({ ...whose, ...outcomeFields, at: Instant, by: v.optional(text(200)) }),
  v.check((outcome) => hasOneName(outcome), ONE_NAME),
);
export type OutcomeRow = v.InferOutput<typeof OutcomeRow>;

/** A person's word on whether a lead is one; null takes it back. */
export const JudgementRequest = v.strictObject({
  verdict: v.nullable(v.picklist(['clean', 'spam'], 'is none of clean, spam, null')),
  why: v.optional(text(1000)),
});
export const JudgementAnswer = v.object({
  lead: v.object({ id: v.string() }),
  verdict: v.nullable(v.picklist(['clean', 'spam'])),
});
