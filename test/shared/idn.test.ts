/** Domains in any script are those that Node's own converter names. */
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Email } from '../../shared/event';
import { asciiDomain } from '../../shared/idn';
import { Domain } from '../../shared/wire';

describe('a domain', () => {
  it.each([
    'münchen.example',
    'straße.example',
    'ПРИМЕР.рф',
    '例え。テスト',
    'a.bücher-99.example',
    'Northwind.Example',
  ])('in any script: %s', (domain) => {
    expect(asciiDomain(domain)).toBe(domainToASCII(domain));
  });

  it('is that of the platform, whatever its letters', () => {
    const letter = fc.constantFrom(...'abcz09äöüßéñçøåжшыдвαβγδ例東京中文漢字');
    const label = fc.array(letter, { minLength: 1, maxLength: 20 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(label, (text) => {
        const domain = `${text}.example`;
        const known = domainToASCII(domain);
        // The platform names nothing longer than a label of 63.
        if (known !== '') expect(asciiDomain(domain)).toBe(known);
      }),
    );
  });

  it('is taken at the doors, and nothing else with it', () => {
    expect(v.parse(Domain, ' München.example ')).toBe('xn--mnchen-3ya.example');
    expect(v.parse(Email, 'Ada@München.example')).toBe('ada@xn--mnchen-3ya.example');
    for (const wrong of ['mün chen.example', '😀.example', 'ä\0b.example', 'ä/b.example', 'ä'])
      expect(v.is(Domain, wrong)).toBe(false);
  });
});
