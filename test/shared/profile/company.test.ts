/** Industries in every vocabulary, and technologies in one. */
import { describe, expect, it } from 'vitest';
import { sectorOf } from '../../../shared/profile/industry';
import { NAICS, SECTOR_NAMES, SECTORS } from '../../../shared/profile/sectors';
import { technologiesOf } from '../../../shared/profile/technology';

describe('an industry', () => {
  it.each([
    [
      'software',
      'Computer Software|SaaS|B2B SaaS company|Software Development|IT Services and IT Consulting|541511|5112|511210|518',
    ],
    [
      'healthcare',
      'Hospital & Health Care|hospital|a regional hospital|62|622110|Hospitals and Health Care|Krankenhaus',
    ],
    ['professional', 'law firm|Law Practice|Management Consulting|Business Consulting and Services|54|541110|Kanzlei'],
    ['manufacturing', 'Manufacturing|31-33|31|332|Motor Vehicle Manufacturing|Machinery|Maschinenbau|NAICS 333'],
    ['retail', 'Retail Trade|44-45|452|Apparel & Fashion|E-Commerce|Department stores|Einzelhandel'],
    ['transport', 'Transportation and Warehousing|48-49|Truck Transportation|Airlines/Aviation'],
    ['life_sciences', 'Pharmaceuticals|Pharmaceutical Manufacturing|3254|Medical Equipment Manufacturing'],
    ['insurance', 'Insurance|524210|Versicherung|reinsurance broker'],
    ['finance', 'Banking|Financial Services|522|Finance and Insurance|Venture Capital and Private Equity Principals'],
    ['public', 'Public Administration|92|Government Administration|Armed Forces'],
    ['nonprofit', '813|Non-profit Organizations|NGO'],
    ['media', 'Information|51|Advertising Services|541810|Publishing Industries (except Internet)'],
    ['consumer_services', 'Other Services (except Public Administration)|81'],
    ['education', 'Higher Education|Universität|611'],
    ['energy', '21|22|Oil & Energy|Solar panels|324110'],
  ])('%s: %s', (sector, names) => {
    for (const name of names.split('|')) expect(sectorOf(name), name).toBe(sector);
  });

  it('is found by number as by text', () => {
    expect([541511, 62, 31].map(sectorOf)).toEqual(['software', 'healthcare', 'manufacturing']);
  });

  it('is found by each name and code of the taxonomy, its own ids and labels included', () => {
    const all = Object.entries(SECTORS).flatMap(([id, label]) => [
      [id, id],
      [label, id],
    ]);
    for (const [name = '', id] of [...all, ...rows(SECTOR_NAMES, '|'), ...rows(NAICS, ' ')])
      expect(sectorOf(name), name).toBe(id);
  });

  it('has a sector for every sector of NAICS', () => {
    const sectors = '11 21 22 23 31-33 42 44-45 48-49 51 52 53 54 55 56 61 62 71 72 81 92'.split(' ');
    expect(sectors.filter((code) => sectorOf(code) === undefined)).toEqual([]);
  });

  it('is none otherwise', () => {
    for (const value of ['', 'asdf', '99', '1', '1234567', 'toString', '__proto__', null, {}])
      expect(sectorOf(value)).toBeUndefined();
  });
});

describe('technologies', () => {
  it('keep a name that contains a word which is elsewhere left out', () => {
    expect(technologiesOf(['GCP', 'Google Cloud', 'Google'])).toEqual(['google', 'google cloud']);
    expect(technologiesOf(['Office 365', 'Microsoft 365'])).toEqual(['microsoft 365']);
    expect(technologiesOf('SFMC / HubSpot')).toEqual(['hubspot', 'salesforce marketing cloud']);
  });

  it('are canonical, each once, sorted', () => {
    expect(technologiesOf('Google Analytics, GA4; HubSpot CRM|SFDC\nSalesforce.com')).toEqual([
      'google analytics',
      'hubspot',
      'salesforce',
    ]);
    expect(technologiesOf(['React.js', 'k8s', 'Microsoft® Excel 365', '', ' ', 'React'])).toEqual([
      'excel',
      'kubernetes',
      'react',
    ]);
    expect(technologiesOf(['Our Own Tool'])).toEqual(['our own tool']);
    expect(technologiesOf('constructor')).toEqual(['constructor']);
  });

  it('are none in what lists none', () => {
    for (const value of ['', ' , ;', [], [' '], 7, null]) expect(technologiesOf(value)).toBeUndefined();
  });
});

const rows = (table: Record<string, string>, between: string): string[][] =>
  Object.entries(table).flatMap(([id, names]) => names.split(between).map((name) => [name, id]));
