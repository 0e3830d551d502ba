/** Postal codes: one spelling, and whether one lies in a territory. */

/** In: "sw1a 1aa", "D-80331", " 1012-AB", 75008. Out: "SW1A1AA", "80331", "1012AB", "75008"; undefined for what cannot be one. */
export function postalOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const code = String(value)
    .slice(0, 40)
    .trim()
    .toUpperCase()
    .replace(COUNTRY_PREFIX, '')
    .replace(/^(\d{4,6})\.0$/, '$1')
    .replace(/[\s.-]/g, '');
  return /^(?=.*\d)[A-Z\d]{3,10}$/.test(code) ? code : undefined;
}
/** "D-", "CH-", "F-": the country before a code of digits, or its beginning, as envelopes have it. */
const WANTED_PREFIX = /^[A-Z]{1,3}\s?-\s?(?=\d)/;
const COUNTRY_PREFIX = /^[A-Z]{1,3}\s?-\s?(?=\d{4})/;

/**
 * In: a postal code and the beginnings that a territory names. Out: whether one of them begins it. A British area ends where its
 * letters end: "S" (Sheffield) is not "SW1A", and the district "SW1" is "SW1A" but not "SW19".
 */
export function matchesPostal(value: unknown, prefixes: readonly string[]): boolean {
  const code = postalOf(value);
  if (code === undefined) return false;
  return prefixes.some((prefix) => {
    const wanted = prefix
      .trim()
      .toUpperCase()
      .replace(WANTED_PREFIX, '')
      .replace(/[\s.-]/g, '');
    return wanted !== '' && code.startsWith(wanted) && !(isBritish(code) && isCut(code, wanted));
  });
}

/** The inward part, a digit and two letters, ends every British code. */
const isBritish = (code: string): boolean => /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(code);

/** Whether the beginning stops in the middle of the area's letters or of the district's number. */
function isCut(code: string, wanted: string): boolean {
  const outward = code.slice(0, -3);
  const next = outward[wanted.length] ?? '';
  return /^[A-Z]+$/.test(wanted) ? /[A-Z]/.test(next) : wanted.length < outward.length && /\d/.test(next);
}
