/** Countries as people and vendors write them → ISO 3166 codes of two letters. */
import { COUNTRIES } from './countries';
import { bare } from './words';

/** In: "Germany", "Deutschland", "DE", "DEU", "the Netherlands", "U.S.A.", in any case. Out: "DE", …; undefined for no country. */
export function countryOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const countries = byName();
  return countries.get(value.trim().toLowerCase()) ?? countries.get(fold(value));
}

let known: Map<string, string> | undefined;

/** Read when first asked. Codes stand as they are: Andorra's is AND, which is no name. */
function byName(): Map<string, string> {
  known ??= new Map(
    COUNTRIES.split(';').flatMap((row) => {
      const [code = '', code3 = '', ...names] = row.trim().split(',');
      return [code.toLowerCase(), code3.toLowerCase(), ...names.map(fold)].map((name) => [name, code] as const);
    }),
  );
  return known;
}

/** Without accents, points, "the" and "and": "Côte d'Ivoire" and "COTE D IVOIRE" are one. */
const fold = (name: string): string =>
  bare(name.slice(0, 100))
    .replace(/\b([a-z])\.\s?/g, '$1')
    .replace(/[^\p{L}]+/gu, ' ')
    .replace(/\b(the|and)\b/g, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/ /g, '');
