/** What every request needs of the control plane: sites by key, the published model, the lookup key, the bucket map. */
import * as v from 'valibot';
import { Model } from '../shared/model';

export const Settings = v.object({
  version: v.number(),
  lookupKey: v.string(),
  model: Model,
  /** Public key → site, and until when (ms; null: for ever) the key is good. An empty list of origins allows every one; `identitySecret` tells a proof from a claim. */
  sites: v.record(
    v.string(),
    v.object({
      id: v.string(),
      origins: v.array(v.string()),
      consent: v.boolean(),
      until: v.nullable(v.number()),
      identitySecret: v.string(),
    }),
  ),
  /** Ledger names by bucket ranges `[first, last, name]`. */
  buckets: v.array(v.tuple([v.number(), v.number(), v.string()])),
});
export type Settings = v.InferOutput<typeof Settings>;

/** In: settings and a bucket. Out: the name of the ledger that holds it. */
export function ledgerOf({ buckets }: Settings, bucket: number): string {
  const range = buckets.find(([first, last]) => bucket >= first && bucket <= last);
  if (range === undefined) throw new Error(`bucket ${bucket} has no ledger`);
  return range[2];
}

/** In: settings. Out: every ledger's name, once. */
export const ledgersOf = ({ buckets }: Settings): string[] => [...new Set(buckets.map(([, , name]) => name))];
