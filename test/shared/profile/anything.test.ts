/** What no normaliser ever does: throw, or change its mind. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { areaOf } from '../../../shared/profile/area';
import { countryOf } from '../../../shared/profile/country';
import { headcountOf } from '../../../shared/profile/headcount';
import { sectorOf } from '../../../shared/profile/industry';
import { mailboxOf } from '../../../shared/profile/mailbox';
import { moneyOf } from '../../../shared/profile/money';
import { nameFault } from '../../../shared/profile/name';
import { matchesPostal, postalOf } from '../../../shared/profile/postal';
import { technologiesOf } from '../../../shared/profile/technology';
import { seniorityOf } from '../../../shared/profile/title';

const ALL = {
  seniorityOf,
  areaOf,
  headcountOf,
  moneyOf,
  countryOf,
  postalOf,
  sectorOf,
  technologiesOf,
  mailboxOf,
  nameOf: (value: unknown) => nameFault(typeof value === 'string' ? value : ''),
  matchesPostal: (value: unknown) => matchesPostal(value, ['S', '', '80']),
};
const words = fc.constantFrom(
  'a',
  '1',
  '1,',
  '.',
  ' ',
  '-',
  'vice ',
  '€',
  '@',
  'é',
  '\u0000',
  '\uD800',
  'chief ',
  '漢',
  'İ',
  '51-',
  'M',
);
const value = fc.oneof(
  fc.anything(),
  fc.string({ unit: 'binary', maxLength: 1000 }),
  fc.array(words, { maxLength: 1000 }).map((all) => all.join('')),
);

it.each(Object.entries(ALL))('%s reads anything alike, twice, and never throws', (_, read) => {
  fc.assert(
    fc.property(value, (given) => {
      expect(read(given)).toEqual(read(given));
    }),
    { numRuns: 300 },
  );
});
