/** Amounts as people write them, one or a span ("51–200", "1K+", "10-50M", "1.2 Mio.") → the least and the most that is meant. */

/** `most` is null when it is open upwards. */
export interface Range {
  least: number;
  most: number | null;
}

/** Digits as written, and what the unit behind them multiplies by. */
interface Amount {
  digits: string;
  factor: number;
}

/**
 * In: text (1,000 characters are read) and which other words may stand in it ("employees", "EUR"), in lower case.
 * Out: the range; undefined when a word is unknown, a number is malformed or there is not one number or a span of two.
 */
export function rangeIn(text: string, understands: (word: string) => boolean): Range | undefined {
  const amounts: Amount[] = [];
  let isSpan = false;
  let isOpenAbove = false;
  let isOpenBelow = false;
  for (const token of tokensOf(text)) {
    const last = amounts.at(-1);
    if (/^\d/.test(token)) amounts.push({ digits: token, factor: 1 });
    else if (last !== undefined && FACTORS.has(token)) last.factor *= FACTORS.get(token) ?? 1;
    else if (ABOVE.has(token)) isOpenAbove = true;
    else if (BELOW.has(token)) isOpenBelow = true;
    else if (token === '-' && last === undefined) return undefined;
    else if (SPANS.has(token)) isSpan = true;
    else if (!ASIDES.has(token) && !understands(token)) return undefined;
  }
  const [first, second, third] = amounts;
  if (first === undefined || third !== undefined || (second !== undefined && !isSpan)) return undefined;
  const most = amountOf(second ?? first);
  const least = second === undefined ? most : lowerEnd(first, second);
  if (least === undefined || most === undefined || least > most) return undefined;
  if (second === undefined && isOpenBelow) return { least: 0, most };
  return { least, most: isOpenAbove && second === undefined ? null : most };
}

/** In: two ranges. Out: whether both can be true of one company: they overlap, or their lower ends are within a quarter. */
export function rangesAgree(a: Range, b: Range): boolean {
  const [low, high] = a.least <= b.least ? [a, b] : [b, a];
  return (low.most ?? Infinity) >= high.least || high.least <= low.least * 1.25;
}

/** Digits with their points, a currency sign with its letters ("US$"), a word, or one sign. */
const tokensOf = (text: string): string[] =>
  text
    .slice(0, 1000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(\d)[\s'’](?=\d{3}(?!\d))/g, '$1')
    .match(/\d[\d.,]*|[a-z]{0,2}\$|\p{L}+|[^\s.,;:()/'’]/gu) ?? [];

const FACTORS = new Map<string, number>(
  [
    [1e3, 'k tsd thousand thousands tausend mille'],
    [1e6, 'm mm mn mio mill million millions millionen millones milioni miljoen milhões mln'],
    [1e9, 'b bn bil billion billions mrd milliard milliards milliarde milliarden miliardi miljard mld'],
    [1e12, 'tn trillion billionen'],
    [1e5, 'lakh lakhs lac'],
    [1e7, 'crore crores cr'],
  ].flatMap(([factor, names]) =>
    String(names)
      .split(' ')
      .map((name) => [name, Number(factor)] as const),
  ),
);
const ABOVE = new Set('+ > ≥ over above more plus least über mehr ab from mindestens plus más oltre meer'.split(' '));
const BELOW = new Set('< ≤ under below less fewer up max unter höchstens moins menos meno minder'.split(' '));
const SPANS = new Set('- ~ to bis a à y et and und tot al'.split(' '));
const ASIDES = new Set(
  'or oder zu than als at ca circa about around roughly approx approximately etwa environ between zwischen entre que de di c'.split(
    ' ',
  ),
);

/** In "10-50M" the unit stands once and means both; "500,000-1M" is written out, and what "500-1M" means nobody knows. */
function lowerEnd(first: Amount, second: Amount): number | undefined {
  const own = amountOf(first);
  if (own === undefined || first.factor !== 1 || second.factor === 1) return own;
  const isShared = own < (amountOf({ ...second, factor: 1 }) ?? 0);
  return isShared ? amountOf({ ...first, factor: second.factor }) : own >= 1000 ? own : undefined;
}

/** Of two kinds of point the last is the decimal one ("1.200,50"); a lone one before three digits groups ("1.200"), unless it is "1.234M". */
function amountOf({ digits, factor }: Amount): number | undefined {
  const bare = digits.replace(/[.,]+$/, '');
  const decimal = decimalPoint(bare, factor !== 1);
  const at = decimal === undefined ? -1 : bare.lastIndexOf(decimal);
  const whole = at < 0 ? bare : bare.slice(0, at);
  if (!/^\d+$|^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(whole)) return undefined;
  const value = Number(`${whole.replace(/[.,]/g, '')}.${at < 0 ? '0' : bare.slice(at + 1)}`) * factor;
  return Number.isFinite(value) ? Number(value.toPrecision(15)) : undefined;
}

function decimalPoint(bare: string, hasUnit: boolean): string | undefined {
  const points = bare.replace(/\d/g, '');
  const last = points.at(-1);
  if (points.length === 0 || last === undefined) return undefined;
  if (points.length > 1) return points.indexOf(last) === points.length - 1 ? last : undefined;
  const isGroup = /^[1-9]\d{0,2}[.,]\d{3}$/.test(bare) && !(hasUnit && last === '.');
  return isGroup ? undefined : last;
}
