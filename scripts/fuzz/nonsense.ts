/** Values, texts and bodies that no operation takes. Whatever is text carries a mark, which no answer may repeat. */
import type { Dice } from './dice.ts';

export const MARK = 'fuzz-echo';

/** Text that breaks something somewhere. */
const TEXTS = [
  `<script>alert("${MARK}")</script>`,
  `'; DROP TABLE leads; -- ${MARK}`,
  `\u0000\u0001\u001f${MARK}`,
  `\u202e${MARK}\ufeff`,
  `${MARK}\ud800`,
  `../../../../etc/passwd ${MARK}`,
  `${MARK}${'%00%0d%0aX-Evil: 1'}`,
  `\${jndi:ldap://${MARK}}`,
  `${MARK}😀漢字`,
  ` ${MARK.repeat(2000)}`,
];
/** What is none of anything: no field of the API takes one of them. */
const VALUES: unknown[] = [
  null,
  [],
  [[]],
  [null],
  {},
  { luck: MARK },
  -1.5e300,
  { $ne: null },
  [MARK, 1, null],
  { toString: MARK },
];

export const badText = (dice: Dice): string => dice.pick(TEXTS);

/** In: an example of a body. Out: the same with one place of it made wrong in kind, so that it is never a valid one. */
export function spoiled(dice: Dice, example: unknown): unknown {
  if (Array.isArray(example) && example.length > 0)
    return example.map((item, i) => (i === 0 ? spoiled(dice, item) : item));
  if (typeof example !== 'object' || example === null) return dice.pick(VALUES);
  const names = Object.keys(example);
  // An unknown field is refused everywhere; one more way to be wrong beside it, most of the time.
  const wrong = {
    ...example,
    [dice.pick(['luck', 'constructor', 'prototype', badText(dice).slice(0, 200)])]: dice.pick([...VALUES, ...TEXTS]),
  };
  if (names.length === 0 || dice.chance(0.3)) return wrong;
  const name = dice.pick(names);
  return {
    ...wrong,
    [name]: dice.pick([...VALUES, spoiled(dice, Object.entries(example).find(([known]) => known === name)?.[1])]),
  };
}

/** In: an example of a body. Out: bytes that are no good body of it. */
export function badBody(dice: Dice, example: unknown): Buffer {
  const text = typeof example === 'string' ? `${example}${MARK}` : JSON.stringify(spoiled(dice, example));
  return dice.pick<() => Buffer>([
    () => Buffer.from(text),
    () => Buffer.from(text),
    () => Buffer.from(text),
    () => Buffer.from(text.slice(0, dice.below(text.length))),
    () => Buffer.from(`${text}}`),
    () => Buffer.from(`{"__proto__":{"luck":1},${text.slice(1)}`),
    () => Buffer.from(text, 'utf16le'),
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0xc0, 0x80]), Buffer.from(text)]),
    () => Buffer.from(deep(dice, '[', ']')),
    () => Buffer.from(deep(dice, '{"a":', '}')),
    () => Buffer.from(`[${'1,'.repeat(dice.below(20_000))}1]`),
    () => Buffer.from(`{"a":${'9'.repeat(1 + dice.below(5000))}}`),
    () => Buffer.from(`"${MARK}"`),
    () => Buffer.from(dice.pick(['', ' ', 'null', 'true', '0', 'NaN', '\u0000', '<xml/>', 'a=1&b=2', '{"a":1e999}'])),
    () => Buffer.alloc(dice.pick([1, 1000, 70_000, 1_100_000]), dice.pick(['x', '{', '\u0000', '"'])),
  ])();
}

function deep(dice: Dice, open: string, close: string): string {
  const levels = dice.pick([100, 5000, 60_000]);
  return `${open.repeat(levels)}1${dice.chance(0.7) ? close.repeat(levels) : ''}`;
}
