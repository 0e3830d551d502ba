/** Which leads a socket wants to hear of: named ones, those of accounts, those that a queue would show; with none named, everybody. */
import * as v from 'valibot';
import { text } from '../event';
import { Stage } from '../lead';
import { Domain, Id } from './name';

type Word = v.GenericSchema<string, string>;
const filters = {
  level: v.optional(v.picklist(['cold', 'warm', 'hot', 'super_hot'])),
  grade: v.optional(v.picklist(['A', 'B', 'C', 'D'])),
  owner: v.optional(text(200)),
  stage: v.optional(Stage),
};
const list = /* @__NO_SIDE_EFFECTS__ */ (item: Word) =>
  v.pipe(v.array(v.unknown()), v.maxLength(100, 'has more than 100 entries'), v.array(item));

const entries = {
  leads: v.optional(list(Id), []),
  accounts: v.optional(list(Domain), []),
  /** The filters of the queue: a lead is heard of when it comes in, moves in there, or leaves. */
  queue: v.optional(
    v.nullable(v.strictObject({ ...filters, tier: v.optional(v.picklist([1, 2, 3], 'is no tier')) })),
    null,
  ),
};
export const Subscription = v.strictObject(entries);
export type Subscription = v.InferOutput<typeof Subscription>;

/** What a client says; `ping` beside it. Each one replaces what was subscribed before. */
export const LiveRequest = v.strictObject({ type: v.literal('subscribe'), ...entries });

const names = /* @__NO_SIDE_EFFECTS__ */ (item: Word) =>
  v.optional(
    v.pipe(
      text(8000),
      v.transform((joined) => joined.split(',')),
      v.array(item),
      v.maxLength(100, 'has more than 100 entries'),
    ),
  );
/** The socket's address: a ticket, the cursor to go on from, and a subscription to begin with. */
export const LiveQuery = v.pipe(
  v.strictObject({
    ticket: text(100),
    since: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'is not a cursor'))),
    /** Ids of leads, with commas between them. */
    lead: names(Id),
    /** Domains, with commas between them. */
    account: names(Domain),
    tier: v.optional(
      v.pipe(
        v.picklist(['1', '2', '3']),
        v.transform((tier) => (tier === '1' ? 1 : tier === '2' ? 2 : 3)),
      ),
    ),
    ...filters,
  }),
  v.transform(({ ticket, since, lead = [], account = [], ...queue }) => {
    const hasFilter = Object.keys(queue).length > 0;
    return { ticket, since, subscription: { leads: lead, accounts: account, queue: hasFilter ? queue : null } };
  }),
);
