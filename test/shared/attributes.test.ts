/** Attributes under a model: messy words of several sources → points, with whose word they rest on and what is in doubt. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import type { Attributes, AttributeValue, Lead } from '../../shared/lead';
import type { Condition, Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import { fitOf } from '../../shared/score/attributes';
import type { Fit } from '../../shared/score/fit';

const NOW = Date.UTC(2026, 10, 22);
type Told = Record<string, AttributeValue>;

const said = (told: Told, source = 'crm', observedAt = NOW): Attributes =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, [{ value, source, observedAt }]]));

const leadWith = (attributes: Attributes, email: string | null = 'ada@northwind.example'): Lead => ({
  ...{ id: 'ld_1', email, name: null, account: 'northwind.example', owner: null, stage: null },
  ...{ optedOut: false, attributes },
});

const modelWith = (when: Condition, sources: Partial<Model['sources']> = {}): Model => ({
  ...DEFAULT,
  sources: { ...DEFAULT.sources, ...sources },
  rules: [{ id: 'rule', family: 'fit', label: 'Rule', why: 'a test', decay: { kind: 'none' }, cap: null, when }],
});

const fitUnder = (model: Model, lead: Attributes, account: Attributes, email?: string | null): Fit =>
  fitOf(leadWith(lead, email), { domain: 'northwind.example', attributes: account }, model);

/** What one condition gives to a lead and an account. */
const points = (when: Condition, lead: Told, account: Told = {}, email?: string | null): number | undefined =>
  fitUnder(modelWith(when), said(lead), said(account), email).given.rule?.points;

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

describe('of several sources', () => {
  const size = DEFAULT.rules[0]?.when ?? { kind: 'mailbox', is: 'free', points: 0 };
  const employees = [
    { value: '20', source: 'vendor', observedAt: NOW },
    { value: '500', source: 'crm', observedAt: NOW - 90 * DAY },
    { value: '5000', source: 'form', observedAt: NOW },
  ];

  it('the ranking of the model decides whose word gives the points, and a claim never does', () => {
    const given = (ranking: string[]) => fitUnder(modelWith(size, { ranking }), {}, { employees }).given.rule;
    expect(given([])).toBeUndefined();
    expect(given(['crm', 'vendor'])).toMatchObject({ points: 20, source: 'crm', observedAt: NOW - 90 * DAY });
    expect(given(['form'])).toBeUndefined();
  });

  it('the losing ones are named in notes', () => {
    const { notes } = fitUnder(modelWith(size, { ranking: ['crm'], staleDays: 30 }), {}, { employees });
    expect(notes).toEqual([
      {
        kind: 'conflict',
        message: 'Employees: crm says “500”, vendor says “20”',
        after: null,
        until: NOW + 30 * DAY,
      },
      {
        kind: 'conflict',
        message: 'Employees: crm says “500”, form says “5000”',
        after: null,
        until: NOW + 30 * DAY,
      },
      { kind: 'stale', message: 'Employees: “500” is crm’s word of 2026-08-24', after: NOW - 60 * DAY, until: null },
    ]);
  });
});

describe('a fit says', () => {
  const model = (relevance: Model['balance']['relevance']): Model => ({
    ...DEFAULT,
    balance: { ...DEFAULT.balance, relevance },
  });

  it.each([
    ['Software', 'Computer Software', 'Software'],
    ['software', '541511', 'software'],
    ['Banking', 'Computer Software', null],
    ['fintech', 'Fintech', 'fintech'],
  ])('which row of relevance applies: %s to %s', (row, industry, wanted) => {
    expect(fitUnder(model({ [row]: {} }), {}, said({ industry })).industry).toBe(wanted);
  });

  it('prefers the row in the very words to one that means the same', () => {
    const rows = { software: {}, saas: {} };
    expect(fitUnder(model(rows), {}, said({ industry: 'SaaS' })).industry).toBe('saas');
  });

  it.each<[Told, Told, string | null]>([
    [
      { title: 'VP Operations' },
      { employees: 200, industry: 'Software' },
      'VP Operations at a 200-person software company',
    ],
    [{ 'job title': 'CTO' }, { employees: '51-200' }, 'CTO at a 51–200-person company'],
    [{}, { employees: '10K+', industry: 'SaaS' }, 'works at a 10,000+ person SaaS company'],
    [{}, { industry: 541511 }, 'works at a software and IT services company'],
    [{ title: 'CEO' }, {}, 'CEO at northwind.example'],
    [{}, {}, 'works at northwind.example'],
  ])('who they are: %j, %j', (lead, account, wanted) => {
    expect(fitUnder(DEFAULT, said(lead), said(account)).who).toBe(wanted);
  });

  it('nothing of those of whom nothing is known', () => {
    expect(fitOf(leadWith({}, null), null, DEFAULT)).toEqual({
      given: {},
      industry: null,
      who: null,
      evidence: [],
      notes: [],
    });
  });

  it('which kinds of evidence its address and name are, of those that the model weighs', () => {
    const lead = said({ name: 'asdfgh' });
    expect(fitUnder(DEFAULT, lead, {}, 'info@mailinator.com').evidence).toEqual([
      'disposable_mailbox',
      'gibberish_name',
    ]);
    const spam = { ...DEFAULT.spam, evidence: { role_address: 10 } };
    expect(fitUnder({ ...DEFAULT, spam }, lead, {}, 'info@mailinator.com').evidence).toEqual(['role_address']);
  });

  it('at most fifty notes, whatever the number of sources', () => {
    const employees = Array.from({ length: 80 }, (_, i) => {
      return { value: String(10 ** (i % 6)), source: `s${i}`, observedAt: NOW };
    });
    expect(fitUnder(DEFAULT, {}, { employees }).notes).toHaveLength(50);
  });
});
