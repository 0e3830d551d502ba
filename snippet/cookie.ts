/** The cookie that subdomains share. */

/** 13 months, in seconds: what European regulators accept; browsers cap at 400 days. */
const KEPT = 34_190_000;

/**
 * Writes the cookie on the widest domain that the browser takes, found by trial: it refuses public suffixes such as `co.uk`, and no
 * list of them fits into a snippet. In: the visitor's id, or nothing, which removes the cookie. The moment behind the id tells the new
 * cookie from one that was there before. Out: whether it was taken.
 */
export function writeCookie(id: string): boolean {
  const text = `_sy=${id}.${Date.now()}`;
  let domain = '';
  return location.hostname
    .split('.')
    .reverse()
    .some((label) => {
      domain = `.${label}${domain}`;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
      document.cookie = `${text};path=/;max-age=${id ? KEPT : 0};SameSite=Lax;domain=${domain}`;
      return document.cookie.includes(text);
    });
}
