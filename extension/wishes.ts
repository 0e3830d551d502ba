/** What a rep wishes of this browser: set on the options page, heeded by the background. Nothing here says who anybody is. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const Wishes = v.object({
  /** `panel`: on LinkedIn nothing is put into the page. */
  linkedin: v.fallback(v.picklist(['panel', 'card']), 'panel'),
  /** Domains whose addresses are never looked up. */
  quiet: v.fallback(v.array(v.string()), []),
});
export type Wishes = v.InferOutput<typeof Wishes>;

/** Out: the wishes; what cannot be read is as at the beginning. */
export const readWishes = async (): Promise<Wishes> => v.parse(Wishes, await browser.storage.local.get());

/** In: a key, the domains that are never looked up. Out: whether it is an address there, or below. */
export const isQuiet = (key: string, quiet: string[]): boolean =>
  quiet.some((domain) => key.replace(/.*@/, '.').endsWith(`.${domain}`));

export const writeWishes = (wishes: Partial<Wishes>): Promise<void> => browser.storage.local.set(wishes);
