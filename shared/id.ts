/** How people, visitors, companies and events are named, and how a name becomes a key. Pure: a platform's hash is a parameter. */
import { asciiDomain } from './idn';

const EMAIL =
  /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@(?=[^@]{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/u;
const BUCKETS = 256;

/** In: an address as typed. Out: trimmed and in lower case, its domain in ASCII: the one form that is compared and hashed. */
export function normalizeEmail(text: string): string {
  const email = text.trim().toLowerCase();
  const at = email.lastIndexOf('@') + 1;
  return email.slice(0, at) + asciiDomain(email.slice(at));
}

/** In: a normalized address. Out: whether it has the form of one (RFC 5321 lengths, no quoted local parts). */
export const isEmail = (email: string): boolean => email.length <= 254 && EMAIL.test(email);

/** In: a normalized address. Out: what follows the `@`. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** The part of the Web Crypto API that a keyed hash needs; every runtime of ours has it as `crypto.subtle`. */
export interface KeyedHash<Key> {
  importKey(
    format: 'raw',
    key: Uint8Array<ArrayBuffer>,
    algorithm: { name: string; hash: string },
    extractable: boolean,
    usages: ['sign'],
  ): Promise<Key>;
  sign(algorithm: 'HMAC', key: Key, data: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>;
}

/**
 * In: a platform's `crypto.subtle`, the workspace's lookup key, an address in any form.
 * Out: lower-case hex of HMAC-SHA-256 over the normalized address (api.md, "emailHash"): 64 characters.
 */
export const emailHash = <Key>(subtle: KeyedHash<Key>, lookupKey: string, email: string): Promise<string> =>
  keyedHash(subtle, lookupKey, normalizeEmail(email));

/** In: a platform's `crypto.subtle`, a key, text. Out: lower-case hex of HMAC-SHA-256 over it. */
export const keyedHash = <Key>(subtle: KeyedHash<Key>, secret: string, text: string): Promise<string> =>
  keyedHasher(subtle, secret)(text);

/** In: a platform's `crypto.subtle`, a key. Out: the same hash of many texts; the key is read once. */
export function keyedHasher<Key>(subtle: KeyedHash<Key>, secret: string): (text: string) => Promise<string> {
  const key = subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return async (text) => {
    const signature = await subtle.sign('HMAC', await key, utf8(text));
    return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  };
}

/** In: a visitor id, a company domain or an address. Out: its virtual bucket, 0–255. The bucket map says which ledger holds it. */
export const bucketOf = (key: string): number => fmix32(fnv1a32(utf8(key))) % BUCKETS;

/**
 * In: the hash of an address and its bucket. Out: the lead's id. The bucket stands in the id so that a request
 * which only knows the id still finds the ledger.
 */
export const leadId = (bucket: number, hash: string): string => `ld_${hex2(bucket)}${hash.slice(0, 24)}`;

/** In: a lead id. Out: its bucket, or undefined when the text is no lead id. */
export const bucketOfLead = (id: string): number | undefined =>
  /^ld_[0-9a-f]{26}$/.test(id) ? Number.parseInt(id.slice(3, 5), 16) : undefined;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/**
 * In: a Salesforce id of 15 characters, in which case counts, or of 18. Out: the one of 18, in which it does not: each of the last
 * three says which of five are capitals (https://help.salesforce.com/s/articleView?id=000383751).
 */
export function salesforceId(id: string): string {
  if (id.length === 18) return id;
  const digit = (five: string): string =>
    DIGITS[[...five].reduce((bits, letter, i) => bits + (/[A-Z]/.test(letter) ? 1 << i : 0), 0)] ?? '';
  return id + [0, 5, 10].map((from) => digit(id.slice(from, from + 5))).join('');
}

const hex2 = (n: number): string => n.toString(16).padStart(2, '0');

/** UTF-8 without a platform's TextEncoder: `encodeURIComponent` is part of the language. Lone surrogates become U+FFFD. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  const escaped = encodeURIComponent(text.replace(LONE_SURROGATE, '\uFFFD'));
  const bytes: number[] = [];
  for (let i = 0; i < escaped.length; i++) {
    const isEscape = escaped[i] === '%';
    bytes.push(isEscape ? Number.parseInt(escaped.slice(i + 1, i + 3), 16) : escaped.charCodeAt(i));
    if (isEscape) i += 2;
  }
  return new Uint8Array(bytes);
}
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): bytes in, unsigned integer out. */
export function fnv1a32(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** MurmurHash3's finalizer: spreads an unsigned 32-bit integer over all of its bits. */
export function fmix32(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
