/** The badge: points and tier in one small chip. Styled inline and without a framework, as it stands alone in a host's page. */
import type { Standing } from './reading';
import { levelWord } from './words';

/** `light-dark(a, b)` follows the colour scheme that the chip itself declares, never the host page's. */
const COLOURS = {
  1: ['light-dark(#8f1d14, #ffb4a9)', 'light-dark(#fdecea, #4a1712)'],
  2: ['light-dark(#7a4f00, #ffd591)', 'light-dark(#fff2d6, #40300f)'],
  3: ['light-dark(#1f4e79, #a9d1f7)', 'light-dark(#e6f0fa, #17324b)'],
  none: ['light-dark(#4a5360, #c3cad3)', 'light-dark(#eef0f3, #2b323b)'],
} as const;
const CHIP = {
  colorScheme: 'light dark',
  display: 'inline-block',
  margin: '0 0 0 6px',
  padding: '0 6px',
  borderRadius: '4px',
  font: '600 11px/16px system-ui, sans-serif',
  fontVariantNumeric: 'tabular-nums',
  letterSpacing: '0',
  whiteSpace: 'nowrap',
  verticalAlign: 'baseline',
} as const;

/** In: a score. Out: `82 · T1`, or `64` without a tier. */
export const badgeText = ({ points, balance }: Standing): string =>
  String(Math.round(points.value) || 0) + (balance.tier === null ? '' : ` · T${balance.tier}`);

/** In: a score. Out: the same in words. */
export const badgeLabel = (score: Standing): string => {
  const tier = score.balance.tier === null ? 'no tier' : `tier ${score.balance.tier}`;
  return `Lead score ${Math.round(score.points.value) || 0}, ${levelWord(score)}, ${tier}`;
};

/** In: a score. Out: how its chip looks. */
export function chipOf({ balance }: Standing) {
  const [color, background] = COLOURS[balance.tier ?? 'none'];
  return { ...CHIP, color, background };
}

/** Makes the element the badge of a score. */
export function paintBadge(badge: Element, score: Standing): void {
  const chip = document.createElement('span');
  Object.assign(chip.style, chipOf(score));
  chip.setAttribute('role', 'img');
  chip.setAttribute('aria-label', badgeLabel(score));
  chip.title = score.summary;
  chip.textContent = badgeText(score);
  badge.replaceChildren(chip);
}
