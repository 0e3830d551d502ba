/** What a rep wishes of this browser: set on the options page, heeded by the background. Nothing here says who anybody is. */
import * as v from 'valibot';
import { browser } from 'wxt/browser';

const hour = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23));
const Wishes = v.object({
  /** `panel`: on LinkedIn nothing is put into the page. */
  linkedin: v.fallback(v.picklist(['panel', 'card']), 'panel'),
  /** Domains whose addresses are never looked up. */
  quiet: v.fallback(v.array(v.string()), []),
  /** Which leads are notified of when they rise: none, those of tier 1, those of tier 2 as well. */
  notify: v.fallback(v.picklist(['off', 'tier1', 'tier2']), 'off'),
  /** From this hour to that one nothing is notified of; the same hour twice: there is no such time. */
  hush: v.fallback(v.object({ from: hour, to: hour }), { from: 19, to: 8 }),
});
export type Wishes = v.InferOutput<typeof Wishes>;

/** Out: the wishes; what cannot be read is as at the beginning. */
export const readWishes = async (): Promise<Wishes> => v.parse(Wishes, await browser.storage.local.get());

/** In: a key, the domains that are never looked up. Out: whether it is an address there, or below. */
export const isQuiet = (key: string, quiet: string[]): boolean =>
  quiet.some((domain) => key.replace(/.*@/, '.').endsWith(`.${domain}`));

/** In: an hour of the day, the quiet hours, which may reach over midnight. Out: whether it is one of them. */
export const isHushed = (hour: number, { from, to }: Wishes['hush']): boolean =>
  from <= to ? from <= hour && hour < to : hour >= from || hour < to;

export const writeWishes = (wishes: Partial<Wishes>): Promise<void> => browser.storage.local.set(wishes);
