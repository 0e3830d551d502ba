/** Headcounts, revenues and budgets as forms, vendors and spreadsheets write them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headcountOf } from '../../../shared/profile/headcount';
import { moneyOf } from '../../../shared/profile/money';
import { rangesAgree } from '../../../shared/profile/range';

const range = (least: number, most: number | null) => ({ least, most });

describe('a headcount', () => {
  it.each([
    [200, 200, 200],
    ['200', 200, 200],
    ['51-200', 51, 200],
    ['51–200 employees', 51, 200],
    ['1,001-5,000', 1001, 5000],
    ['5.000 - 10.000 Mitarbeiter', 5000, 10_000],
    ['1 200', 1200, 1200],
    ['1K+', 1000, null],
    ['10k', 10_000, 10_000],
    ['1,5k', 1500, 1500],
    ['1.5M', 1_500_000, 1_500_000],
    ['10,001+ employees', 10_001, null],
    ['2-10', 2, 10],
    ['50 to 100', 50, 100],
    ['from 10 to 50', 10, 50],
    ['50K-100K', 50_000, 100_000],
    ['ca. 50', 50, 50],
    ['< 10', 0, 10],
    ['up to 50', 0, 50],
    ['more than 500', 500, null],
    ['self-employed', 1, 1],
    ['Myself Only', 1, 1],
    ['Nov-50', 11, 50],
    ['10-Feb', 2, 10],
    ['2-Oct', 2, 10],
    ['approximately 250', 250, 250],
    ['between 50 and 100', 50, 100],
  ])('%s is %d to %s', (value, least, most) => {
    expect(headcountOf(value)).toEqual(range(least, most));
  });

  it.each([
    '',
    'many',
    '-5',
    -5,
    '200-51',
    '10 20',
    '2020-01-01',
    '1.2.2020',
    '555-1234-99',
    '1e308',
    '9'.repeat(400),
    0,
    Number.NaN,
  ])('%s is none', (value) => expect(headcountOf(value)).toBeUndefined());
});

describe('money', () => {
  it.each([
    ['$1.2M', 1_200_000, 1_200_000, 'USD'],
    ['US$ 5 million', 5_000_000, 5_000_000, 'USD'],
    ['1,200,000 EUR', 1_200_000, 1_200_000, 'EUR'],
    ['1.234.567,89 €', 1_234_567.89, 1_234_567.89, 'EUR'],
    ['€2bn', 2e9, 2e9, 'EUR'],
    ['1.2 Mio. €', 1_200_000, 1_200_000, 'EUR'],
    ['5 Mrd. Euro', 5e9, 5e9, 'EUR'],
    ['12 M€', 12e6, 12e6, 'EUR'],
    ['10-50M', 10e6, 50e6, null],
    ['$10M - $50M', 10e6, 50e6, 'USD'],
    ['£500k–£1m', 5e5, 1e6, 'GBP'],
    ['< $1M', 0, 1e6, 'USD'],
    ['$1B+ annual revenue', 1e9, null, 'USD'],
    ['R$ 3 milhões', 3e6, 3e6, 'BRL'],
    ['10 crore INR', 1e8, 1e8, 'INR'],
    ['CHF 3.5 Mio', 3.5e6, 3.5e6, 'CHF'],
    ['1.234M', 1_234_000, 1_234_000, null],
    ['1,234M', 1_234e6, 1_234e6, null],
    ['50k', 50_000, 50_000, null],
    ['12,50', 12.5, 12.5, null],
    [50_000, 50_000, 50_000, null],
  ])('%s is %d to %s %s', (value, least, most, currency) => {
    expect(moneyOf(value)).toEqual({ least, most, currency });
  });

  it.each([
    '',
    'a lot',
    '-$5',
    '$1 and €2',
    '1,2.3',
    '50-10M',
    -1,
    Number.POSITIVE_INFINITY,
    true,
    '__proto__',
    '3 constructor',
  ])('%s is none', (value) => expect(moneyOf(value)).toBeUndefined());
});

describe('two ranges', () => {
  it.each([
    [range(200, 200), range(51, 200), true],
    [range(187, 187), range(201, 500), true],
    [range(10, 10), range(1000, null), false],
    [range(1000, null), range(5000, 5000), true],
    [range(50, 50), range(100, 100), false],
  ])('%j and %j agree: %s', (a, b, expected) => {
    expect(rangesAgree(a, b)).toBe(expected);
    expect(rangesAgree(b, a)).toBe(expected);
  });
});

it('any number is read back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e7 }), (n) => {
      for (const locale of ['en', 'de', 'fr', 'en-IN'])
        expect(headcountOf(n.toLocaleString(locale))).toEqual(range(n, n));
      expect(headcountOf(`${n}+`)).toEqual(range(n, null));
    }),
  );
});
