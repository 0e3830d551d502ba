/** What every request needs of the control plane: sites by key, the published model, the lookup key, the bucket map. */
import * as v from 'valibot';
import { bucketOf, domainOf, emailHash, leadId } from '../shared/id';
import { Model } from '../shared/model';
import { isFreeMailbox } from '../shared/score/mailbox';
import { type Env, workspaceOf } from './env';
import { readSettings } from './kv';

export const Settings = v.object({
  version: v.number(),
  lookupKey: v.string(),
  model: Model,
  /** Public key → site. An empty list of origins allows every one. */
  sites: v.record(v.string(), v.object({ id: v.string(), origins: v.array(v.string()) })),
  /** Ledger names by bucket ranges `[first, last, name]`. */
  buckets: v.array(v.tuple([v.number(), v.number(), v.string()])),
});
export type Settings = v.InferOutput<typeof Settings>;

const KEPT = 15_000;
/** What the settings lack is asked of the workspace at most this often (ms). */
const ASK_AGAIN = 2000;
let kept: { settings: Settings; at: number } | undefined;
let askedAt = 0;

/**
 * In: the bindings; what the settings must have. Out: the settings, from this isolate's memory (15 s), else KV. When they lack
 * what is needed (a key made a moment ago, which no copy has yet), the workspace itself is asked.
 */
export async function settingsOf(env: Env, suffices: (settings: Settings) => boolean = () => true): Promise<Settings> {
  const now = Date.now();
  if (kept === undefined || now - kept.at > KEPT) {
    kept = { settings: (await readSettings(env)) ?? (await workspaceOf(env).settings()), at: now };
  }
  if (suffices(kept.settings) || now - askedAt < ASK_AGAIN) return kept.settings;
  askedAt = now;
  kept = { settings: await workspaceOf(env).settings(), at: now };
  return kept.settings;
}

/** In: settings and a bucket. Out: the name of the ledger that holds it. */
export function ledgerOf({ buckets }: Settings, bucket: number): string {
  const range = buckets.find(([first, last]) => bucket >= first && bucket <= last);
  if (range === undefined) throw new Error(`bucket ${bucket} has no ledger`);
  return range[2];
}

/** In: settings. Out: every ledger's name, once. */
export const ledgersOf = ({ buckets }: Settings): string[] => [...new Set(buckets.map(([, , name]) => name))];

/** A person by address: the ids that follow from it. */
export interface Named {
  id: string;
  email: string;
  hash: string;
  bucket: number;
  /** The company's domain; free mailboxes have none. */
  account: string | null;
}

/** In: settings and a normalized address. Out: who that is. A company's people share its bucket, so that they share a ledger. */
export async function nameOf({ lookupKey }: Settings, email: string): Promise<Named> {
  const hash = await emailHash<CryptoKey>(crypto.subtle, lookupKey, email);
  const domain = domainOf(email);
  const account = isFreeMailbox(domain) ? null : domain;
  const bucket = bucketOf(account ?? email);
  return { id: leadId(bucket, hash), email, hash, bucket, account };
}
