/** Names: the visitor's, which is a random id that this browser keeps, and each event's. Never derived from a device. */
import { writeCookie } from './cookie';
import { attempt } from './guard';
import { drop, keep, shelf } from './storage';

/** How everything begins that is kept. */
export const NAME = '_sy';
/** Stands in place of an id where somebody has opted out, so that it holds on all subdomains. */
export const OUT = 'out';

let visitor = '';

/** Out: the visitor's id. Kept in a first-party cookie so that subdomains agree, else in local storage, else for this page. */
export function visitorId(): string {
  if (!visitor) {
    visitor = cookie() ?? shelf[NAME] ?? uuid(Date.now());
    // Written on each page, since Safari forgets what scripts have written after seven days.
    if (!attempt(() => writeCookie(visitor))) keep(NAME, visitor);
  }
  return visitor;
}

/** Out: an id as we make them, for somebody else's cookie may have our name; or `OUT`. A sandboxed frame may not even ask. */
export const cookie = () => attempt(() => /\b_sy=(out|[\da-f-]{36})/.exec(document.cookie)?.[1]);

/** Removes the visitor's id from wherever it is kept. In: what is kept in its place, if anything. */
export function forgetVisitor(mark = ''): void {
  visitor = '';
  drop(NAME);
  writeCookie(mark);
}

/** In: a moment (ms). Out: a UUIDv7 (RFC 9562): 48 bits of time, so that ids sort by age, and 74 random ones less two. */
export const uuid = (time: number): string =>
  crypto
    .getRandomValues(new Uint8Array(18))
    .reduce((digits, byte) => digits + (byte & 15).toString(16), `0${time.toString(16)}`)
    .replace(/(.{8})(.{4})(.{3})(.{3})/, '$1-$2-7$3-8$4-');
