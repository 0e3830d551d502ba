/** Conditions on attributes: messy words → points. */
import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../shared/lead';
import type { Condition } from '../../shared/model';
import { modelWith, readUnder, said, type Told } from './known';

/** What one condition gives to a lead and an account. */
const points = (when: Condition, lead: Told, account: Told = {}, email?: string | null): number | undefined =>
  readUnder(modelWith(when), said(lead), said(account), email).given.rule?.points;

const oneOf = (of: 'lead' | 'account', attribute: string, values: string[], isIn = true): Condition => ({
  kind: 'oneOf',
  of,
  attribute,
  values,
  isIn,
  points: 20,
});

describe('a list is met in any vocabulary', () => {
  const industry = oneOf('account', 'industry', ['Software', 'Banking']);
  it.each<[string, Condition, Told, Told, number | undefined]>([
    ['an industry by LinkedIn’s name', industry, {}, { industry: 'Computer Software' }, 20],
    ['an industry by its NAICS code', industry, {}, { naics: 541511 }, 20],
    ['an industry that a form told', industry, { industry: 'Investment Banking' }, {}, 20],
    ['another industry', industry, {}, { industry: 'Farming' }, undefined],
    ['a country by its own name', oneOf('account', 'country', ['DE', 'AT']), {}, { country: 'Deutschland' }, 20],
    ['a country, in the words of the list', oneOf('lead', 'country', ['The Netherlands']), { country: 'NLD' }, {}, 20],
    [
      'a technology by an abbreviation',
      oneOf('account', 'technologies', ['Salesforce']),
      {},
      { technologies: ['SFDC', 'GA4'] },
      20,
    ],
    [
      'a technology among others that are not there',
      oneOf('account', 'technologies', ['HubSpot']),
      {},
      { technologies: 'SFDC, GA4' },
      undefined,
    ],
    ['a postal code by its beginning', oneOf('lead', 'zip', ['80', '81']), { postal_code: 'D-80331' }, {}, 20],
    ['a British district, not its neighbour', oneOf('lead', 'zip', ['SW1']), { zip: 'SW19 5AE' }, {}, undefined],
    ['a level that the title tells', oneOf('lead', 'seniority', ['vp', 'c_suite']), { title: 'SVP, Sales' }, {}, 20],
    ['an area that the title tells', oneOf('lead', 'area', ['Marketing']), { title: 'CMO' }, {}, 20],
    ['a size among bands', oneOf('account', 'employees', ['51-200', '201-500']), {}, { employees: 150 }, 20],
    ['a size beside the bands', oneOf('account', 'employees', ['51-200']), {}, { employees: '1K+' }, undefined],
    ['an attribute of one’s own, in any case', oneOf('account', 'segment', ['Gold']), {}, { segment: ' gold ' }, 20],
    ['a title only in its very words', oneOf('lead', 'title', ['VP Sales']), { title: 'VP Marketing' }, {}, undefined],
  ])('%s', (_, when, lead, account, wanted) => {
    expect(points(when, lead, account)).toBe(wanted);
  });

  it('or is not met: outside of it lies what can be read, not what cannot, nor what nobody told', () => {
    const outside = oneOf('account', 'country', ['Germany'], false);
    expect(points(outside, {}, { country: 'France' })).toBe(20);
    expect(points(outside, {}, { country: 'Deutschland' })).toBeUndefined();
    expect(points(outside, {}, { country: 'Atlantis' })).toBeUndefined();
    expect(points(outside, {}, {})).toBeUndefined();
    expect(points(oneOf('account', 'country', [], false), {}, { country: 'France' })).toBeUndefined();
  });
});

describe('a number', () => {
  const size: Condition = {
    ...{ kind: 'number', of: 'account', attribute: 'employees' },
    bands: [
      { atLeast: 100, points: 20 },
      { atLeast: 50, points: 10 },
      { below: 10, points: -10 },
    ],
  };
  it.each<[AttributeValue, number | undefined]>([
    [100, 20],
    [99.9, 20],
    [99, 10],
    ['51-200', 10],
    ['1K+', 20],
    ['1,001–5,000 employees', 20],
    ['2-10', -10],
    ['10', undefined],
    ['self-employed', -10],
    ['many', undefined],
  ])('%s employees give %s', (employees, wanted) => {
    expect(points(size, {}, { employees })).toBe(wanted);
  });

  it('is read from money and from attributes of one’s own', () => {
    const band = (of: 'lead' | 'account', attribute: string): Condition => ({
      ...{ kind: 'number', of, attribute },
      bands: [{ atLeast: 1e6, points: 5 }],
    });
    expect(points(band('account', 'revenue'), {}, { revenue: '€1.2 Mio.' })).toBe(5);
    expect(points(band('lead', 'budget'), { budget: '50k' })).toBeUndefined();
    expect(points(band('lead', 'fleet'), { fleet: '2M' })).toBe(5);
    expect(points(band('lead', 'fleet'), { fleet: 'none of your business' })).toBeUndefined();
  });
});

describe('the other conditions', () => {
  it('see an attribute under any of its names, and nothing in "n/a"', () => {
    const phone: Condition = { kind: 'present', of: 'lead', attribute: 'phone', isGiven: true, points: 5 };
    const title: Condition = { kind: 'present', of: 'lead', attribute: 'title', isGiven: true, points: 5 };
    expect(points(phone, { Phone: '1' })).toBe(5);
    expect(points(phone, { phone: 'n/a' })).toBeUndefined();
    expect(points(title, { 'Job Title': 'CEO' })).toBe(5);
    expect(points({ ...phone, isGiven: false }, {})).toBe(5);
    expect(points({ ...phone, isGiven: false }, { phone: '1' })).toBeUndefined();
  });

  it('fit patterns on what was said', () => {
    const buyers: Condition = { kind: 'matches', of: 'lead', attribute: 'title', patterns: ['*procure*'], points: 7 };
    expect(points(buyers, { jobTitle: 'Head of Procurement' })).toBe(7);
    expect(points(buyers, { title: 'Head of Sales' })).toBeUndefined();
  });

  it.each<['company' | 'free' | 'disposable' | 'role', string | null, number | undefined]>([
    ['free', 'ada@gmail.com', -10],
    ['free', 'ada@mailinator.com', undefined],
    ['free', null, undefined],
    ['disposable', 'ada@mailinator.com', -10],
    ['company', 'ada@northwind.example', -10],
    ['role', 'info@northwind.example', -10],
    ['role', 'ada@northwind.example', undefined],
  ])('a %s mailbox: %s gives %s', (is, email, wanted) => {
    expect(points({ kind: 'mailbox', is, points: -10 }, {}, {}, email)).toBe(wanted);
  });
});
