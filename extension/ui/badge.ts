/** The badge: points and tier in one small chip. Styled inline and without a framework, as it stands alone in a host's page. */
import { BADGE_WORDS, BANDS, DIRECTION } from '../english/surfaces';
import type { Standing } from './reading';
import { levelWord } from './words';

/** `light-dark(a, b)` follows the colour scheme that the chip itself declares, never the host page's. */
const COLOURS = {
  1: ['light-dark(#8f1d14, #ffb4a9)', 'light-dark(#fdecea, #4a1712)'],
  2: ['light-dark(#7a4f00, #ffd591)', 'light-dark(#fff2d6, #40300f)'],
  3: ['light-dark(#1f4e79, #a9d1f7)', 'light-dark(#e6f0fa, #17324b)'],
  none: ['light-dark(#4a5360, #c3cad3)', 'light-dark(#eef0f3, #2b323b)'],
} as const;
const CHIP =
  'color-scheme:light dark;display:inline-block;margin:0 0 0 6px;padding:0 6px;border-radius:4px;font:600 11px/16px system-ui,sans-serif;font-variant-numeric:tabular-nums;letter-spacing:0;white-space:nowrap;vertical-align:baseline;unicode-bidi:isolate';

/** In: a score. Out: `82 · T1`, or `64` without a tier. */
export const badgeText = ({ points, balance }: Standing): string =>
  BADGE_WORDS.text(Math.round(points.value) || 0, balance.tier === null ? null : BANDS.tier(balance.tier));

/** In: a score. Out: the same in words. */
export const badgeLabel = (score: Standing): string => {
  const tier = score.balance.tier === null ? BANDS.noTier : BANDS.inTier(score.balance.tier);
  return BADGE_WORDS.label(Math.round(score.points.value) || 0, levelWord(score), tier);
};

/** In: a score. Out: the style of its chip. */
export function chipOf({ balance }: Standing): string {
  const [color, background] = COLOURS[balance.tier ?? 'none'];
  return `${CHIP};direction:${DIRECTION};color:${color};background:${background}`;
}

/** What a badge is called in a host's page. */
export const BADGE = 'steelyard-badge';
/** Styles → an empty badge. To copy one takes the browser an eighth of the time that reading its styles takes. */
const empty = new Map<string, HTMLElement>();

/** In: a score. Out: its badge. */
export function badgeOf(score: Standing): HTMLElement {
  const style = chipOf(score);
  const badge = document.importNode(empty.get(style) ?? emptyOf(style));
  badge.setAttribute('role', 'img');
  badge.setAttribute('aria-label', badgeLabel(score));
  badge.title = score.summary;
  badge.textContent = badgeText(score);
  return badge;
}

function emptyOf(style: string): HTMLElement {
  const badge = document.createElement(BADGE);
  badge.style.cssText = style;
  empty.set(style, badge);
  return badge;
}
