/** Names: the visitor's, which is a random id that this browser keeps, and each event's. Never derived from a device. */
import { attempt } from './guard';

/** How everything begins that is kept. */
export const NAME = '_sy';
/** Stands in place of an id where somebody has opted out, so that it holds on all subdomains. */
export const OUT = 'out';

let visitor = '';

/** Out: the visitor's id: that of the cookie, which a part writes so that subdomains agree, else of local storage, else of this page. */
export function visitorId(): string {
  visitor ||= cookie() ?? attempt(() => (localStorage[NAME] ??= uuid(Date.now()))) ?? uuid(Date.now());
  return visitor;
}

/** Whoever comes next is somebody else. */
export function forgetVisitor(): void {
  visitor = '';
}

/** Out: an id as we make them, for somebody else's cookie may have our name; or `OUT`. A sandboxed frame may not even ask. */
export const cookie = () => attempt(() => /\b_sy=(out|[\da-f-]{36})/.exec(document.cookie)?.[1]);

/**
 * In: a moment (ms). Out: a UUIDv7 (RFC 9562): 48 bits of time, so that ids sort by age, and 74 random ones. Those are the end of a random
 * UUID, which the browser has at hand; where there is no TLS it makes one only as the name of a blob.
 */
export const uuid = (time: number): string => {
  const digits = `0${time.toString(16)}`;
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7${(crypto.randomUUID?.() ?? URL.createObjectURL(new Blob())).slice(-21)}`;
};
