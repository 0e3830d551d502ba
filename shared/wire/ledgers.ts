/** The ledgers of an installation, and the split of one of them. */
import * as v from 'valibot';
import { text } from '../event';

export const SplitRequest = v.strictObject({ ledger: v.optional(text(40)) });
export const Split = v.object({ source: v.string(), target: v.string(), buckets: v.number() });
export const LedgersAnswer = v.object({
  ledgers: v.array(
    v.object({
      name: v.string(),
      buckets: v.number(),
      /** The move that it is busy with: what is copied, closed, told of, forgotten. */
      moving: v.nullable(v.object({ target: v.string(), phase: v.string() })),
    }),
  ),
  split: v.nullable(Split),
});
