/** Keys, tokens and tickets: random, known to us by their hash only, which is also how they are looked up. */

/** In: a prefix. Out: `prefix_` and 32 random bytes in URL-safe base64. */
export function randomSecret(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const text = btoa(String.fromCharCode(...bytes));
  return `${prefix}_${text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** A secret on its way to its holder, and what we keep of it. */
export interface Minted {
  secret: string;
  hash: string;
}

/** In: a prefix. Out: a new secret, not yet kept. */
export async function mint(prefix: string): Promise<Minted> {
  const secret = randomSecret(prefix);
  return { secret, hash: await hashOf(secret) };
}

/** In: a secret. Out: lower-case hex of its SHA-256. */
export async function hashOf(secret: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** In: two hashes in hexadecimal. Out: whether they are the same; how long that takes does not tell where they differ. */
export function isSameHash(a: string, b: string): boolean {
  const encoder = new TextEncoder();
  const [left, right] = [encoder.encode(a), encoder.encode(b)];
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}
