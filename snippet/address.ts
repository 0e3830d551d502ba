/** Addresses without what must not be kept: who somebody is, and what opens a door. */

/**
 * Parameters, as "name=value", that hold an address or a secret: by their name; by an "@"; by a value with a long run of letters and
 * digits (a key, a hash, base64), which words with their separators are not; by a UUID.
 */
const SECRET =
  /(session|token|mail|secret|passw|pwd)[^=]*=|key=|@|=.*(?=[a-z]*\d)[a-z\d]{20}|=[\da-f]{8}(-[\da-f]{4}){3}/i;

/**
 * In: an absolute address. Out: the same without hash, user, secrets and e-mail addresses,
 * of at most 2048 characters. Of an address that is none of the web (`mailto:`, `tel:`) only the scheme.
 */
export function clean(address: string): string {
  const url = new URL(address);
  for (const parameter of [...url.searchParams])
    if (SECRET.test(parameter.join('='))) url.searchParams.delete(parameter[0]);
  return url.host
    ? (url.origin + url.pathname.replace(/[^/]+(@|%40)[^/]+/gi, '-') + url.search).slice(0, 2048)
    : url.protocol;
}
