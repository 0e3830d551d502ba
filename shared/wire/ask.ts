/** How scores are asked for: by key, by list, as a queue. */
import * as v from 'valibot';
import { Email, Instant, text } from '../event';
import { Stage } from '../lead';
import { aliases, Domain, Id } from './name';

const keyFields = {
  email: v.optional(Email),
  emailHash: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits in lower case'))),
  lead: v.optional(Id),
  ...aliases,
  domain: v.optional(Domain),
};
const ONE_KEY = `names exactly one of ${Object.keys(keyFields).join(', ')}`;
const hasOneKey = (query: object): boolean => Object.keys(keyFields).filter((name) => name in query).length === 1;
export const ScoreKey = v.pipe(
  v.strictObject(keyFields),
  v.check((key) => hasOneKey(key), ONE_KEY),
);
export type ScoreKey = v.InferOutput<typeof ScoreKey>;

export const numeric = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'is not a whole number of at most 15 digits'),
  v.transform(Number),
);
const flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((value) => value === '1'),
);
/** `at` in a query is text: epoch milliseconds or RFC 3339. */
const InstantText = v.pipe(
  v.string(),
  v.transform((value) => (/^\d+$/.test(value) ? Number(value) : value)),
  Instant,
);
export const ScoreQuery = v.pipe(
  v.strictObject({
    ...keyFields,
    at: v.optional(InstantText),
    model: v.optional(numeric),
    fresh: v.optional(flag),
    snapshot: v.optional(flag),
  }),
  v.check((query) => hasOneKey(query), ONE_KEY),
);
export const ScoresRequest = v.strictObject({
  keys: v.pipe(
    v.array(v.unknown()),
    v.minLength(1, 'is empty'),
    v.maxLength(100, 'has more than 100 entries'),
    v.array(ScoreKey),
  ),
  at: v.optional(Instant),
  model: v.optional(v.pipe(v.number(), v.integer())),
  fresh: v.optional(v.boolean()),
  /** With each answer the snapshot that it was computed from, so that it can be computed again without us. */
  snapshot: v.optional(v.boolean()),
});

export const limit = v.optional(v.pipe(numeric, v.minValue(1), v.maxValue(200)), '50');
const cursor = v.optional(text(500));
export const QueueQuery = v.strictObject({
  tier: v.optional(v.pipe(v.picklist(['1', '2', '3']), v.transform(Number))),
  level: v.optional(v.picklist(['cold', 'warm', 'hot', 'super_hot'])),
  grade: v.optional(v.picklist(['A', 'B', 'C', 'D'])),
  owner: v.optional(text(200)),
  account: v.optional(Domain),
  stage: v.optional(Stage),
  q: v.optional(text(100)),
  sort: v.optional(v.picklist(['priority', 'balance', 'points', 'recent', 'due']), 'priority'),
  /** `unscored=suppressed_as_spam` shows what the queue leaves out. */
  unscored: v.optional(v.picklist(['no_touches', 'opted_out', 'suppressed_as_spam'])),
  /** Whom contact was promised to and nobody has made it; with `sort=due` the longest overdue first. */
  sla: v.optional(v.picklist(['open'])),
  snapshot: v.optional(flag),
  limit,
  cursor,
});
export type QueueQuery = v.InferOutput<typeof QueueQuery>;
const steps = v.pipe(numeric, v.minValue(2, 'is less than 2'), v.maxValue(200, 'is more than 200'));
/** A lead's score at `steps` moments from `from` to `to`, both included. */
export const HistoryQuery = v.strictObject({
  from: v.optional(InstantText),
  to: v.optional(InstantText),
  steps: v.optional(steps, '60'),
});
export const TimelineQuery = v.strictObject({ limit, cursor });
export type TimelineQuery = v.InferOutput<typeof TimelineQuery>;
