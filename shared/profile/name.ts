/** Is what somebody typed as a name one that a person could have? Names of all cultures pass; keyboards, noise and addresses do not. */
import { bare } from './words';

export type NameFault =
  | 'empty'
  | 'single_letter'
  | 'address'
  | 'digits'
  | 'repeated'
  | 'placeholder'
  | 'keyboard'
  | 'unpronounceable';

/** What parts of a name are called, in lower case without blanks, "_" and "-". */
export const NAMES = {
  whole: ['name', 'fullname'],
  first: ['firstname', 'givenname'],
  last: ['lastname', 'familyname', 'surname'],
};

/** In: how to find what is given under any of some names (else ''). Out: the whole name, put together when it must be. */
export const wholeName = (given: (names: string[]) => string): string =>
  given(NAMES.whole) || `${given(NAMES.first)} ${given(NAMES.last)}`.trim();

/** In: a name or a part of one. Out: why it cannot be a person's, or null. */
export function nameFault(name: string): NameFault | null {
  const text = name.slice(0, 200).normalize('NFC').trim().toLowerCase();
  if (!/[\p{L}\d]/u.test(text)) return 'empty';
  if (/https?:|www\.|:\/\/|@|\.(com|net|org|ru|info|biz|xyz)\b/.test(text)) return 'address';
  if (/\d{2}|^\d+$|[<>{}[\]=$%^*#|\\]/.test(text)) return 'digits';
  const words = text.split(/[\s.,'’‘`´\-–_/()"]+/).filter((word) => word !== '');
  if (words.every(isLoneLetter)) return 'single_letter';
  if (words.every((word) => PLACEHOLDERS.has(word)) || PLACEHOLDERS.has(words.join(' '))) return 'placeholder';
  return words.map(wordFault).find((fault) => fault !== null) ?? null;
}

/** One sign is a whole name in Chinese, Japanese and Korean. */
const isLoneLetter = (word: string): boolean => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]$/u.test(word);

function wordFault(word: string): NameFault | null {
  if (/(\p{L})\1{2}/u.test(word) && !/^[ivx]+$/.test(word)) return 'repeated';
  const letters = bare(word);
  if (!/^[a-z]+$/.test(letters)) return null;
  if (letters.length >= 4 && isRepeated(letters)) return 'repeated';
  if (isKeyboard(letters)) return 'keyboard';
  return isUnpronounceable(letters) ? 'unpronounceable' : null;
}

/** "asdasd", "jkjkjk", "hahaha"; not "Lulu", "Toto" or "Bibi": twice two with a vowel is a name. */
function isRepeated(word: string): boolean {
  const unit = /^(.{1,4}?)\1+$/.exec(word)?.[1];
  if (unit === undefined) return false;
  return (
    word.length / unit.length >= 3 ||
    !/[aeiouy]/.test(unit) ||
    ROWS.some((row) => row.includes(unit) && unit.length >= 3)
  );
}

const ROWS =
  'qwertyuiop asdfghjkl zxcvbnm qwertzuiop yxcvbnm azertyuiop qsdfghjklm wxcvbn qazwsxedc abcdefghijklm'.split(' ');
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** Neighbours on a keyboard: five anywhere, or four that are nearly the whole word. "Ewert", "Wertz" and "Trew" are names. */
function isKeyboard(word: string): boolean {
  const longest = RUNS.reduce((most, row) => Math.max(most, longestRun(word, row)), 0);
  if (longest >= 5) return !/wertz?$/.test(word);
  if (longest === 4) return word.length <= 6 && !/wert|trew/.test(word);
  return longest === 3 && word.length === 3 && !/[aeiouy]/.test(word);
}

function longestRun(word: string, row: string): number {
  let longest = 0;
  for (let start = 0; start < word.length; start++)
    while (start + longest < word.length && row.includes(word.slice(start, start + longest + 1))) longest++;
  return longest;
}

/**
 * No language is without vowels for long, yet "Ng", "Tsz", "Hrvoje", "Tvrtko", "Vlk" and "Hertzsprung" are names: r and l between
 * consonants carry a syllable, and what several letters write is one sound. In doubt it is a name.
 */
function isUnpronounceable(word: string): boolean {
  const eased = word
    .replace(/sch|tch|tsch|szcz|[csdrtpgk]h|[csd]z|zh|ck|ng|nk|st|tz|lj|nj|mc/g, 'k')
    .replace(/(?<=[bcdfghjkmnpstvz])[rl](?=[bcdfghjkmnpstvz])/g, 'e');
  if (!/[aeiouyw]/.test(eased)) return word.length >= 3 && !VOWELLESS.test(word);
  const longest = Math.max(0, ...(eased.match(/[^aeiouy]+/g) ?? []).map((cluster) => cluster.length));
  return longest >= 6 || /[jqxvkw]{4}|q[^aeiouy]{2}|[jqx][^aeiouy][jqx]/.test(word);
}
/** Hokkien and Cantonese ("Chng", "Hng", "Tsz", "Sze"), "Mc", and r or l at an end ("Petr" has a vowel, "Krk" and "Ftr" have none). */
const VOWELLESS = /^([a-z]{0,2}ng|tsz|phd|msc|dr|mr|mrs|jr|sr|[ivx]+|[a-z]{0,2}[rl][a-z]?)$/;

const PLACEHOLDERS = new Set(
  (
    'test|testing|testtest|user|admin|administrator|none|undefined|unknown|anonymous|nobody|no name|noname|n a|name|firstname|lastname|' +
    'first name|last name|your name|full name|foobar|foo bar|asd|abc|abcd|xyz|qwe|aaa|xxx|yyy|zzz|example|dummy|fake name|blah|' +
    'blabla|bla|lorem|ipsum|hello|not provided|mickey mouse|donald duck'
  ).split('|'),
);
