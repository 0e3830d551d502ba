/** What a rep wishes of this browser: set on the options page, heeded by the background. Nothing here says who anybody is. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const Wishes = v.object({
  /** `panel`: on LinkedIn nothing is put into the page. */
  linkedin: v.optional(v.picklist(['panel', 'card']), 'panel'),
  /** Domains whose addresses are never looked up. */
  quiet: v.optional(v.array(v.string()), []),
});
export type Wishes = v.InferOutput<typeof Wishes>;

/** Out: the wishes; what cannot be read is as at the beginning. */
export async function readWishes(): Promise<Wishes> {
  const held = v.safeParse(Wishes, await browser.storage.local.get(['linkedin', 'quiet']));
  return held.success ? held.output : v.parse(Wishes, {});
}

export const writeWishes = (wishes: Partial<Wishes>): Promise<void> => browser.storage.local.set(wishes);
