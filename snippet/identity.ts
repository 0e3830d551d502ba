/** Names: the visitor's, which is a random id that this browser keeps, and each event's. Never derived from a device. */
import { attempt } from './guard';
import { drop, keep, shelf } from './storage';

/** How everything begins that is kept. */
export const NAME = '_sy';
/** 13 months, in seconds: what European regulators accept; browsers cap at 400 days. */
const KEPT = 34_190_000;

let visitor = '';

/** Out: the visitor's id. Kept in a first-party cookie so that subdomains agree, else in local storage, else for this page. */
export function visitorId(): string {
  if (!visitor) {
    // Only an id as we make them: somebody else's cookie may have our name. A sandboxed frame may not even ask.
    visitor = attempt(() => /\b_sy=([\da-f-]{36})/.exec(document.cookie)?.[1]) ?? shelf[NAME] ?? uuid(Date.now());
    // Written on each page, since Safari forgets what scripts have written after seven days.
    if (!attempt(() => writeCookie(visitor, KEPT))) keep(NAME, visitor);
  }
  return visitor;
}

/** Removes the visitor's id from wherever it is kept. */
export function forgetVisitor(): void {
  visitor = '';
  drop(NAME);
  writeCookie('', 0);
}

/** In: a moment (ms). Out: a UUIDv7 (RFC 9562): 48 bits of time, so that ids sort by age, and 74 random ones less two. */
export const uuid = (time: number): string =>
  crypto
    .getRandomValues(new Uint8Array(18))
    .reduce((digits, byte) => digits + (byte & 15).toString(16), `0${time.toString(16)}`)
    .replace(/(.{8})(.{4})(.{3})(.{3})/, '$1-$2-7$3-8$4-');

/**
 * Writes the cookie on the widest domain that the browser takes, found by trial: it refuses public suffixes such as `co.uk`, and no
 * list of them fits into a snippet. The moment behind the id tells the new cookie from one that was there before.
 * Out: whether it was taken.
 */
function writeCookie(id: string, seconds: number): boolean {
  const text = `${NAME}=${id}.${Date.now()}`;
  let domain = '';
  return location.hostname
    .split('.')
    .reverse()
    .some((label) => {
      domain = `.${label}${domain}`;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
      document.cookie = `${text};path=/;max-age=${seconds};SameSite=Lax;domain=${domain}`;
      return document.cookie.includes(text);
    });
}
