/** Proofs of identity: a site's own server vouches for an address, which a browser only passes on. */
import { utf8 } from '../shared/id';

/** `verified`: a server says who it is, itself or by its proof; `claimed`: a browser does, in anybody's name. */
export type Identity = 'claimed' | 'verified';

/**
 * In: the site's identity secret, a normalized address, what a page gave as proof. Out: whether it is lower-case hex of
 * HMAC-SHA-256(secret, address). Compared in constant time.
 */
export async function isProven(secret: string, email: string, proof: string): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(proof)) return false;
  const signature = Uint8Array.from(proof.match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', utf8(secret), algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, signature, utf8(email));
}
