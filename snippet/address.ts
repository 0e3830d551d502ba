/** Addresses without what must not be kept: who somebody is, and what opens a door. */

/** Names of query parameters that hold an address or a secret. */
const SECRET_NAME = /mail|token|passw|pwd|secret|session|(^|[_-])(api)?key$/i;
/** An e-mail address, a long hexadecimal number or a UUID, a long word of mixed case with digits (base64). */
const SECRET_VALUE = /@|^[\da-f-]{20,}$|^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w+/=.~-]{24,}$/;
const EMAIL_IN_PATH = /[^/]+(@|%40)[^/]+/gi;

/**
 * In: an address, absolute or relative to the page. Out: the absolute address without hash, user, secrets and e-mail addresses,
 * of at most 2048 characters. Of an address that is none of the web (`mailto:`, `tel:`) only the scheme; '' when it is none at all.
 */
export function clean(address: string): string {
  if (!address) return '';
  const url = new URL(address, location.href);
  if (!/^http/.test(url.protocol)) return url.protocol;
  for (const [name, value] of [...url.searchParams]) {
    if (SECRET_NAME.test(name) || SECRET_VALUE.test(value)) url.searchParams.delete(name);
  }
  return (url.origin + url.pathname.replace(EMAIL_IN_PATH, '-') + url.search).slice(0, 2048);
}
