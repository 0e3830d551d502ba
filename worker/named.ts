/** A person by address: the hash, the lead id, the company and the bucket that follow from it. */
import { isCrowded } from '../shared/crowd';
import { bucketOf, domainOf, emailHash, leadId } from '../shared/id';
import { mailboxOf } from '../shared/profile/mailbox';
import type { Settings } from './settings';

/** A person by address: the ids that follow from it. */
export interface Named {
  id: string;
  email: string;
  hash: string;
  bucket: number;
  /** The company's domain; free and disposable mailboxes have none. */
  account: string | null;
}

/** In: a domain. Out: whether it is a company's own: people with free and disposable mailboxes have none in common. */
export const isCompany = (domain: string): boolean => mailboxOf(`a@${domain}`)?.domain === 'company';

/**
 * In: settings and a normalized address. Out: who that is. A company's people share its bucket, so that they share a ledger. The
 * bucket hangs on the address and a frozen list alone: ids must not change when we learn of another free mailbox.
 */
export async function nameOf({ lookupKey }: Settings, email: string): Promise<Named> {
  const hash = await emailHash<CryptoKey>(crypto.subtle, lookupKey, email);
  const domain = domainOf(email);
  const account = isCompany(domain) ? domain : null;
  const bucket = bucketOf(isCrowded(domain) ? email : domain);
  return { id: leadId(bucket, hash), email, hash, bucket, account };
}
