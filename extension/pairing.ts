/** What the console's page and the extension say to each other while they connect. The page is a stranger: every word is parsed. */
import * as v from 'valibot';
import type { Claim } from './messages';

const PageWord = v.variant('type', [
  v.strictObject({ type: v.literal('steelyard:hello') }),
  v.strictObject({ type: v.literal('steelyard:pair'), code: v.pipe(v.string(), v.minLength(1), v.maxLength(100)) }),
]);
export type PageWord = v.InferOutput<typeof PageWord>;

export type OurWord =
  | { type: 'steelyard:here'; connected: boolean }
  | { type: 'steelyard:paired'; rep: { id: string; name: string } }
  | { type: 'steelyard:pair_failed'; message: string };

/** In: an event of the page's window. Out: what the page itself said, or null: another frame, another origin, other words. */
export function pageWord(event: MessageEvent, page: Window): PageWord | null {
  if (event.source !== page || event.origin !== page.location.origin) return null;
  const word = v.safeParse(PageWord, event.data);
  return word.success ? word.output : null;
}

/** In: how the claim of a code went. Out: the word that tells the page. */
export const answerTo = (claim: Claim): OurWord =>
  'rep' in claim
    ? { type: 'steelyard:paired', rep: claim.rep }
    : { type: 'steelyard:pair_failed', message: claim.message };

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * In: the address that the browser names, the origin that the extension was built for, the one it is paired with (or null).
 * Out: whether that page may pair. An own machine may serve on another port, yet never take a pairing away from elsewhere.
 */
export function mayPair(address: string, own: string, paired: string | null): boolean {
  if (!URL.canParse(address)) return false;
  const [from, home] = [new URL(address), new URL(own)];
  if (from.origin === home.origin || from.origin === paired) return true;
  const isOwnMachine =
    from.protocol === home.protocol && from.hostname === home.hostname && LOOPBACK.includes(home.hostname);
  return paired === null && isOwnMachine;
}

/** In: the API's origin. Out: the match pattern of the console's pages. */
export function consolePages(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/console/*`;
}
