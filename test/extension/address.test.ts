/** Addresses: which of them name a person, and by which name the API knows them. */
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../extension/sites/address';
import { HOSTS, hostOf, isHost } from '../../extension/sites/hosts';

const keyOf = (address: string) => placeOf(new URL(address)).key;
const HUBSPOT = 'https://app-eu1.hubspot.com/contacts/123';
const SALESFORCE = 'https://acme.lightning.force.com/lightning';

describe('an address', () => {
  it.each([
    [`${HUBSPOT}/record/0-1/42`, 'hubspot:123:42'],
    [`${HUBSPOT}/record/0-1/42/view/1?eschref=x`, 'hubspot:123:42'],
    [`${HUBSPOT}/contact/42`, 'hubspot:123:42'],
    [`${SALESFORCE}/r/Contact/0038c00000abcDEEAY/view`, 'salesforce:0038c00000abcDEEAY'],
    [`${SALESFORCE}/r/00Q8c00000abcDE/view`, 'salesforce:00Q8c00000abcDEEAY'],
    ['https://acme.pipedrive.com/person/7', 'pipedrive:acme:7'],
    [
      'https://acme.pipedrive.com/leads/inbox/0f0f0f0f-0000-4000-8000-000000000001',
      'pipedrive:acme:0f0f0f0f-0000-4000-8000-000000000001',
    ],
    ['https://www.linkedin.com/in/Avery-Stone/', 'linkedin:avery-stone'],
    ['https://www.linkedin.com/in/j%C3%BCrgen/details/skills/', 'linkedin:jürgen'],
    ['https://www.linkedin.com/in/%E0%A4%A/', 'linkedin:%e0%a4%a'],
    ['https://www.linkedin.com/sales/lead/ACwAAA0000,NAME_SEARCH,abcd', 'linkedin:acwaaa0000'],
  ])('%s names a person', (address, key) => {
    expect(placeOf(new URL(address))).toEqual({ kind: 'person', key, record: key });
  });

  it('of a company or a deal names a record, and nobody', () => {
    const records = [
      `${HUBSPOT}/record/0-2/900`,
      `${HUBSPOT}/deal/900`,
      `${SALESFORCE}/r/Account/0018c00000abcDEEAY/view`,
      `${SALESFORCE}/r/Opportunity/0068c00000abcDEEAY/view`,
      'https://acme.pipedrive.com/deal/3',
    ].map((address) => placeOf(new URL(address)));
    expect(records.map(({ kind, key }) => [kind, key])).toEqual(records.map(() => ['group', null]));
    expect(new Set(records.map(({ record }) => record)).size).toBe(records.length);
  });

  it.each([
    'https://www.linkedin.com/feed/',
    'https://www.linkedin.com/in/me/',
    'https://www.linkedin.com/company/northwind/',
    `${HUBSPOT}/objects/0-1/views/all/list`,
    `${SALESFORCE}/o/Lead/list`,
    `${SALESFORCE}/r/Case/5008c00000abcDEEAY/view`,
    'https://acme.pipedrive.com/persons/list',
    'https://evil.example/contacts/123/record/0-1/42',
    'https://www.linkedin.com.evil.example/in/avery-stone/',
    'https://app.hubspot.com.evil.example/contacts/123/record/0-1/42',
  ])('%s names nobody', (address) => {
    expect(keyOf(address)).toBeNull();
  });
});

describe('a host', () => {
  it('is known by its own addresses only', () => {
    expect(hostOf('https://acme.lightning.force.com/x')?.id).toBe('salesforce');
    expect(hostOf('https://app-eu1.hubspot.com/x')?.id).toBe('hubspot');
    for (const address of [
      'http://mail.google.com/',
      'https://mail.google.com.evil.example/',
      'https://evil.example/https://mail.google.com/',
      'https://pipedrive.com/',
      'https://xpipedrive.com/',
      'nonsense',
    ])
      expect(isHost(address), address).toBe(false);
  });
  it('has patterns of the one form that is understood', () => {
    for (const { origins } of HOSTS)
      for (const pattern of origins) expect(pattern).toMatch(/^https:\/\/(\*\.)?[a-z0-9.-]+\/\*$/);
  });
});
