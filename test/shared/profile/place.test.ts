/** Countries by any name, and postal codes in territories. */
import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../../shared/profile/countries';
import { countryOf } from '../../../shared/profile/country';
import { matchesPostal, postalOf } from '../../../shared/profile/postal';
import { said } from '../../../shared/profile/said';

describe('a country', () => {
  it.each([
    ['DE', 'Germany|Deutschland|de|DEU| GERMANY |Allemagne|Alemania'],
    ['US', 'United States|USA|U.S.A.|U. S.|us|the United States of America|America'],
    ['GB', 'United Kingdom|UK|England|Great Britain|GBR|Royaume-Uni'],
    ['NL', 'the Netherlands|Nederland|Holland|Pays-Bas'],
    ['JP', '日本|Japan|JPN|Nippon'],
    ['CN', '中国|China|PRC'],
    ['KR', '대한민국|한국|South Korea|Korea, Republic of'],
    ['IN', 'भारत|India|Bharat'],
    ['RU', 'Россия|Russia|Russian Federation'],
    ['SA', 'السعودية|المملكة العربية السعودية|Saudi Arabia|KSA'],
    ['TR', 'Türkiye|Turkey|Turkiye'],
    ['CI', 'Côte d’Ivoire|Cote dIvoire|Ivory Coast'],
    ['AD', 'Andorra|AND'],
    ['LC', 'St. Lucia|Saint Lucia'],
    ['BA', 'Bosnia & Herzegovina|Bosnia and Herzegovina'],
    ['ES', 'España|Spain|Espana'],
    ['CH', 'Schweiz|Suisse|Svizzera|CHE'],
    ['AT', 'Österreich|Oesterreich|Austria'],
    ['GR', 'Ελλάδα|Greece|EL|GR'],
    ['XK', 'Kosovo|XK'],
  ])('%s is %s', (code, names) => {
    for (const name of names.split('|')) expect(countryOf(name), name).toBe(code);
  });

  it('is known by each code and name of the table, and by one country only', () => {
    const rows = COUNTRIES.split(';').map((row) => row.trim().split(','));
    expect(rows).toHaveLength(250);
    for (const [code, ...names] of rows) for (const name of [code, ...names]) expect(countryOf(name), name).toBe(code);
  });

  it('is none otherwise', () => {
    for (const name of ['', ' ', 'Atlantis', 'Earth', 'toString', '__proto__', 49, null])
      expect(countryOf(name)).toBeUndefined();
  });

  it.each([
    ['country', 'NA', true],
    ['Country Code', 'NA', true],
    ['country', 'na', false],
    ['country', 'N/A', false],
    ['title', 'NA', false],
  ])('"%s" %s is given: %s', (name, value, isGiven) => {
    const word = { value, source: 'crm', observedAt: 0 };
    const names = ['country', 'countrycode', 'title'];
    expect(said({ [name]: [word] }, names)).toEqual(isGiven ? [word] : []);
  });
});

describe('a postal code', () => {
  it('and a territory may be written with the country in front, and by a spreadsheet', () => {
    expect(matchesPostal('80331', ['D-80'])).toBe(true);
    expect(matchesPostal('D-80331', ['D-80331'])).toBe(true);
    expect(matchesPostal('10117', ['D-80'])).toBe(false);
    expect(postalOf('75008.0')).toBe('75008');
  });

  it('has one spelling', () => {
    expect(['sw1a 1aa', 'D-80331', '1012-AB', 75008, '12345-6789', 'PL 00-950'].map(postalOf)).toEqual([
      'SW1A1AA',
      '80331',
      '1012AB',
      '75008',
      '123456789',
      'PL00950',
    ]);
    for (const value of ['', 'n/a', 'London', '<script>', null, '1'.repeat(50)])
      expect(postalOf(value)).toBeUndefined();
  });

  it.each([
    ['SW1A 1AA', ['SW', 'EC1'], true],
    ['EC1A 1BB', ['SW', 'EC1'], true],
    ['SW1A 1AA', ['sw1a 1'], true],
    ['SW1A 1AA', ['S'], false],
    ['SW19 1AA', ['SW1'], false],
    ['80331', ['80', '81'], true],
    ['D-80331', ['80'], true],
    ['10115', ['80', '81'], false],
    ['80331', [''], false],
    ['80331', [], false],
    ['London', ['L'], false],
  ])('%s in %j: %s', (code, prefixes, isIn) => {
    expect(matchesPostal(code, prefixes)).toBe(isIn);
  });
});
