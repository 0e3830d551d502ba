/** Names become keys: addresses, keyed hashes, buckets and lead ids. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as id from '../../shared/id';

const key = (name: string): number => id.fmix32(id.fnv1a32(id.utf8(name)));

describe('an address', () => {
  it.each(['ada@northwind.example', 'a.b+c@x-y.co.uk', "o'neil@acme.example", `${'a'.repeat(64)}@a.io`])(
    '%s is one',
    (email) => {
      expect(id.isEmail(email)).toBe(true);
    },
  );

  it.each([
    '',
    'ada',
    'ada@',
    '@acme.example',
    'ada@acme',
    'a b@acme.example',
    'ada@-acme.example',
    'ada@acme..example',
    'a@b@acme.example',
    '<ada@acme.example>',
    `${'a'.repeat(65)}@a.io`,
    `a@${'b.'.repeat(126)}io`,
  ])('"%s" is none', (email) => {
    expect(id.isEmail(email)).toBe(false);
  });

  it('is compared trimmed and in lower case', () => {
    expect(id.normalizeEmail('  Ada@Northwind.EXAMPLE \n')).toBe('ada@northwind.example');
    expect(id.domainOf('ada@northwind.example')).toBe('northwind.example');
  });
});

describe('emailHash', () => {
  it('is the HMAC-SHA-256 of the normalized address, as any other tool computes it', async () => {
    const ours = await id.emailHash(crypto.subtle, 'lookup', '  Ada@Northwind.example ');
    expect(ours).toBe(createHmac('sha256', 'lookup').update('ada@northwind.example').digest('hex'));
    expect(ours).toMatch(/^[0-9a-f]{64}$/);
  });

  it('agrees with node for addresses and keys of any script', async () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, text, async (lookupKey, email) => {
        const theirs = createHmac('sha256', lookupKey).update(id.normalizeEmail(email)).digest('hex');
        expect(await id.emailHash(crypto.subtle, lookupKey, email)).toBe(theirs);
      }),
    );
  });
});

describe('utf8', () => {
  it('is what a TextEncoder writes, also for halves of a pair', () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(id.utf8(text)).toEqual(encoder.encode(text));
      }),
    );
    for (const text of ['\uD800', 'a\uDC00b', '\uD83D\uDE00', '\uDE00\uD83D'])
      expect(id.utf8(text)).toEqual(encoder.encode(text));
  });
});

describe('a bucket', () => {
  it.each([
    ['xedu:0', 2478522077],
    ['xedu:1', 847228091],
    ['bankadd:0', 4176705028],
  ])('hashes %s to %i', (name, hash) => {
    expect(key(name)).toBe(hash);
    expect(id.bucketOf(name)).toBe(hash % 256);
  });

  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('FNV-1a of "%s" is the published one', (text, hash) => {
    expect(id.fnv1a32(id.utf8(text))).toBe(hash);
  });

  it('is one of 256, evenly used', () => {
    const seen = Array.from({ length: 25_600 }, (_, i) => id.bucketOf(`visitor-${i}`));
    const counts = Map.groupBy(seen, (bucket) => bucket);
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_, i) => i));
    for (const { length } of counts.values()) expect(Math.abs(length - 100)).toBeLessThan(60);
  });
});

describe('a lead id', () => {
  it('names its bucket', () => {
    const hash = 'a1'.repeat(32);
    for (const bucket of [0, 7, 255]) expect(id.bucketOfLead(id.leadId(bucket, hash))).toBe(bucket);
    expect(id.leadId(7, hash)).toBe(`ld_07${'a1'.repeat(12)}`);
  });

  it.each(['', 'ld_', 'ld_zz', `ld_07${'a'.repeat(23)}`, `ld_07${'A'.repeat(24)}`, `xx_07${'a'.repeat(24)}`])(
    '"%s" is none',
    (text) => {
      expect(id.bucketOfLead(text)).toBeUndefined();
    },
  );
});
