/** Addresses and traits take the form that the server accepts, or are left out: a bad one would cost the whole event. */
import * as fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Email, Traits } from '../../shared/event';
import { emailOf, traitsOf } from '../../snippet/parts/traits';

describe('an e-mail address', () => {
  it.each(['ada@acme.example', ' Ada.L+x@sub.acme-tools.co.uk '])('is found: %s', (text) => {
    expect(emailOf(text)).toBe(text.trim());
  });

  it.each([
    '',
    'ada',
    'ada@',
    'ada@acme',
    'a b@acme.example',
    'ada@-acme.example',
    'ada@acme..example',
    `${'a'.repeat(65)}@b.example`,
  ])('is none: %s', (text) => expect(emailOf(text)).toBeUndefined());

  it('that we send is one that the server takes', () => {
    const near = fc.stringMatching(/^[\w.+,;<> -]{0,70}@[\w.-]{0,40}$/);
    fc.assert(
      fc.property(fc.oneof(near, fc.emailAddress()), (text) => {
        const email = emailOf(text);
        return email === undefined || v.is(Email, email);
      }),
    );
  });
});

describe('traits', () => {
  it('keep texts, numbers and yes-or-noes', () => {
    const said = { a: 'x', b: 1, c: false, d: null, e: undefined, f: Number.NaN, g: {}, h: ['x'], i: () => 1 };
    expect(traitsOf(said)).toEqual({ a: 'x', b: 1, c: false });
  });

  it.each([undefined, null, 'text', 7, {}, [[]]])('are none in %j', (said) => {
    expect(v.is(v.optional(Traits), traitsOf(said))).toBe(true);
  });

  it('are always ones that the server takes', () => {
    const said = fc.dictionary(fc.string({ maxLength: 90 }), fc.oneof(fc.string({ maxLength: 1200 }), fc.anything()), {
      maxKeys: 50,
    });
    fc.assert(fc.property(said, (traits) => v.is(v.optional(Traits), traitsOf(traits))));
  });
});
