/** Several sources, one reading: who counts, who lost, and what is wrong. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../shared/event';
import type { Attributes, AttributeValue } from '../../../shared/lead';
import { type Profile, profileOf } from '../../../shared/profile/profile';

const NOW = Date.UTC(2026, 10, 22);
const said = (value: AttributeValue, source: string, daysAgo = 1) => ({
  value,
  source,
  observedAt: NOW - daysAgo * DAY,
});
const of = (
  lead: Attributes,
  account: Attributes = {},
  email: string | null = null,
  ranking = ['crm', 'vendor'],
): Profile => profileOf(lead, account, email, { ranking, staleDays: 365 });
const kinds = ({ notes }: Profile): string[] => notes.map(({ kind, attribute }) => `${kind} ${attribute}`);

describe('a profile', () => {
  it('is read from every vocabulary into one', () => {
    const { fields, notes, mailbox } = of(
      {
        'Job Title': [said('VP Sales', 'crm')],
        country: [said('Deutschland', 'crm')],
        zip: [said('D-80331', 'crm')],
        budget: [said('10-50k €', 'crm')],
        first_name: [said('Ada', 'crm')],
      },
      {
        employees: [said('51–200', 'vendor')],
        annualRevenue: [said('$12M', 'vendor')],
        naics: [said('541511', 'vendor')],
        technologies: [said(['SFDC', 'GA4'], 'vendor')],
        hq_country: [said('USA', 'vendor')],
      },
      'ada@northwind.example',
    );
    const values = Object.entries(fields).map(([name, known]) => [name, known?.value ?? null]);
    expect(Object.fromEntries(values)).toEqual({
      seniority: 'vp',
      area: 'sales',
      country: 'DE',
      postalCode: '80331',
      budget: { least: 10_000, most: 50_000, currency: 'EUR' },
      employees: { least: 51, most: 200 },
      revenue: { least: 12e6, most: 12e6, currency: 'USD' },
      industry: 'software',
      technologies: ['google analytics', 'salesforce'],
      companyCountry: 'US',
      companyPostalCode: null,
    });
    expect(mailbox).toEqual({ domain: 'company', isRole: false });
    expect(notesAt({ fields, notes, mailbox }, NOW)).toEqual([]);
  });

  it('takes the most trusted source, however old, and shows who lost', () => {
    const employees = [
      said('10', 'form'),
      said('300', 'unheard_of'),
      said('51-200', 'vendor'),
      said('200', 'crm', 90),
      said('12', 'identify'),
    ];
    const { fields } = of({}, { employees });
    expect(fields.employees).toMatchObject({
      value: { least: 200, most: 200 },
      source: 'crm',
      observedAt: NOW - 90 * DAY,
    });
    expect(fields.employees?.others.map(({ source }) => source)).toEqual(['vendor', 'unheard_of', 'form', 'identify']);
  });

  it('never takes a claim before a server’s word, even when the ranking says so', () => {
    const employees = [said('10', 'form'), said('300', 'unheard_of')];
    expect(of({}, { employees }, null, ['form']).fields.employees?.source).toBe('unheard_of');
  });

  it('takes the fresher of two that are trusted alike, and passes over what cannot be read', () => {
    const { fields, notes } = of(
      {},
      { industry: [said('SaaS', 'a', 9), said('Banking', 'b', 3), said('zxcv', 'crm', 1)] },
    );
    expect(fields.industry).toMatchObject({
      value: 'finance',
      source: 'b',
      others: [{ value: 'software', source: 'a' }],
    });
    expect(notes).toContainEqual({
      kind: 'unreadable',
      attribute: 'industry',
      message: 'Industry: crm says “zxcv”, which cannot be read',
      after: null,
      until: null,
    });
  });

  it('counts what a person says of the company', () => {
    expect(of({ company_size: [said('51-200', 'form')] }).fields.employees?.value).toEqual({ least: 51, most: 200 });
  });

  it('is empty for those of whom nothing is known', () => {
    const { fields, mailbox, notes } = of(
      { title: [said('n/a', 'crm')], __proto__: [] },
      { employees: [said('-', 'crm'), said('', 'vendor')] },
    );
    expect(new Set(Object.values(fields))).toEqual(new Set([null]));
    expect([mailbox, notes]).toEqual([null, []]);
  });
});

/** The notes that hold at a moment (ms). */
const notesAt = ({ notes }: Profile, at: number) =>
  notes.filter(({ after, until }) => (after === null || at > after) && (until === null || at <= until));

describe('a note', () => {
  const lifetime = 365 * DAY;

  it('tells of each source that contradicts the word that counts', () => {
    const { notes } = of({}, { employees: [said('5,000', 'vendor'), said('200', 'crm'), said('51-200', 'form')] });
    expect(notes).toContainEqual({
      kind: 'conflict',
      attribute: 'employees',
      message: 'Employees: crm says “200”, vendor says “5,000”',
      after: null,
      until: NOW - DAY + lifetime,
    });
    expect(kinds({ ...of({}), notes })).toEqual(['conflict employees', 'stale employees']);
  });

  it('tells of no conflict when they agree, when the other is stale, or when it is one source twice', () => {
    const conflicts = (account: Attributes) => notesAt(of({}, account), NOW).filter(({ kind }) => kind === 'conflict');
    expect(conflicts({ employees: [said('187', 'crm'), said('201-500', 'vendor')] })).toEqual([]);
    expect(conflicts({ employees: [said('10', 'vendor', 366), said('200', 'crm')] })).toEqual([]);
    expect(conflicts({ employees: [said('10', 'vendor', 365), said('200', 'crm')] })).toHaveLength(1);
    expect(conflicts({ employees: [said('10', 'crm')], size: [said('200', 'crm')] })).toEqual([]);
    expect(conflicts({ revenue: [said('$10M', 'crm'), said('€20M', 'vendor')] })).toEqual([]);
    expect(conflicts({ zip: [said('12345-6789', 'crm'), said('12345', 'vendor')] })).toEqual([]);
    expect(conflicts({ technologies: [said('GA', 'crm'), said('SFDC', 'vendor')] })).toEqual([]);
  });

  it('tells of a fresh word against one that counts and has gone stale', () => {
    const { notes } = of({}, { employees: [said('10', 'crm', 500), said('200', 'vendor')] });
    expect(notesAt({ ...of({}), notes }, NOW).map(({ message }) => message)).toEqual([
      'Employees: crm says “10”, vendor says “200”',
      'Employees: “10” is crm’s word of 2025-07-10',
    ]);
  });

  it('tells of a word that counts and is stale, one millisecond past its time', () => {
    const stale = (observedAt: number) => notesAt(of({ country: [{ value: 'DE', source: 'crm', observedAt }] }), NOW);
    expect(stale(NOW - lifetime)).toEqual([]);
    expect(stale(NOW - lifetime - 1).map(({ kind, message }) => [kind, message])).toEqual([
      ['stale', 'Country: “DE” is crm’s word of 2025-11-21'],
    ]);
    expect(stale(-1e300).map(({ kind }) => kind)).toEqual(['stale']);
    expect(stale(NOW + DAY)).toEqual([]);
  });

  it('tells of a title once, though two fields are read from it', () => {
    const { notes } = of({ title: [said('VP Sales', 'crm'), said('Clerk', 'vendor')] });
    expect(kinds({ ...of({}), notes })).toEqual(['conflict seniority', 'stale seniority']);
  });

  it('tells of gibberish, desks and throw-away mailboxes', () => {
    expect(kinds(of({ name: [said('asdfgh', 'form')] }, {}, 'info@mailinator.com'))).toEqual([
      'gibberish_name name',
      'role_address email',
      'disposable_mailbox email',
    ]);
    expect(kinds(of({ first_name: [said('Venkat', 'crm')], last_name: [said('R', 'crm')] }))).toEqual([]);
    expect(kinds(of({ first_name: [said('xxx', 'crm')], last_name: [said('R', 'form')] }))).toEqual([
      'gibberish_name name',
    ]);
  });

  it('judges the name of the source that counts: what a form claims does not blot a name that a server gave', () => {
    expect(kinds(of({ name: [said('Ada Lovelace', 'crm'), said('asdfgh', 'form')] }))).toEqual([]);
  });
});

describe('any profile', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      '200',
      '51-200',
      '5,000',
      'VP Sales',
      'Germany',
      'SaaS',
      '$5M',
      'asdf',
      '80331',
      'n/a',
      '__proto__',
    ),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.array(fc.string({ maxLength: 10 }), { maxLength: 3 }),
  );
  const observation = fc.record({
    value,
    source: fc.constantFrom('crm', 'vendor', 'form', 'identify', 'a', 'b'),
    observedAt: fc.integer({ min: 0, max: NOW }),
  });
  const name = fc.constantFrom(
    'title',
    'employees',
    'company_size',
    'size',
    'industry',
    'revenue',
    'country',
    'zip',
    'technologies',
    'name',
    'last_name',
  );
  const attributes = fc.uniqueArray(fc.tuple(name, fc.array(observation, { maxLength: 5 })), {
    selector: ([key]) => key,
  });
  const record = (entries: [string, Attributes[string]][]): Attributes => Object.fromEntries(entries);

  it('is the same in any order of sources and names', () => {
    fc.assert(
      fc.property(attributes, attributes, (lead, account) => {
        const turned = (entries: typeof lead) =>
          record(entries.toReversed().map(([key, all]) => [key, all.toReversed()]));
        const told = (profile: Profile) => JSON.stringify(profile);
        expect(told(of(turned(lead), turned(account)))).toEqual(told(of(record(lead), record(account))));
      }),
      { numRuns: 300 },
    );
  });

  it('loses no word: whatever is read stands in the value or beside it', () => {
    fc.assert(
      fc.property(fc.array(observation, { maxLength: 6 }), (all) => {
        const { fields, notes } = of({}, { employees: all });
        const kept = fields.employees === null ? 0 : 1 + fields.employees.others.length;
        expect(kept + notes.filter(({ kind }) => kind === 'unreadable').length).toBeLessThanOrEqual(all.length);
        const readable = all.filter((one) => of({}, { employees: [one] }).fields.employees !== null);
        expect(kept).toBe(readable.length);
      }),
    );
  });
});
