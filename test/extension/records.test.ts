/** Records of the CRMs: who is on screen, also after any one name that a selector uses has changed. Never somebody else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LADDERS as HUBSPOT, hubspot } from '../../extension/sites/hubspot';
import { openList } from '../../extension/sites/list';
import { LADDERS as PIPEDRIVE, pipedrive } from '../../extension/sites/pipedrive';
import { LADDERS as SALESFORCE, salesforce } from '../../extension/sites/salesforce';
import type { Subject } from '../../extension/sites/screen';
import { load, namesIn, renamed } from './mutate';

const EMAIL = 'avery.stone@northwind.example';
const file = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.html`), 'utf8');

const HOSTS = [
  {
    host: hubspot,
    ladders: HUBSPOT,
    html: file('hubspot-contact'),
    address: 'https://app.hubspot.com/contacts/123/record/0-1/42',
    key: 'hubspot:123:42',
    company: 'Northwind',
    hasAnchor: true,
  },
  {
    host: salesforce,
    ladders: SALESFORCE,
    html: file('salesforce-lead'),
    address: 'https://acme.lightning.force.com/lightning/r/Lead/00Q8c00000abcDE/view',
    key: 'salesforce:00Q8c00000abcDEEAY',
    company: null,
    hasAnchor: false,
  },
  {
    host: pipedrive,
    ladders: PIPEDRIVE,
    html: file('pipedrive-person'),
    address: 'https://acme.pipedrive.com/person/7',
    key: 'pipedrive:acme:7',
    company: null,
    hasAnchor: false,
  },
];

describe.each(HOSTS)('a record in $host.id', ({ host, ladders, html, address, key, company, hasAnchor }) => {
  const url = new URL(address);
  const look = (page: Document) => host.open({}).screen(url, page);
  const right: Subject = { keys: [EMAIL, key], name: 'Avery Stone', company };

  it('tells the person by address and page, each found by its best way', () => {
    const { people, anchor, rungs } = look(load(html));
    expect(people).toEqual([right]);
    expect(anchor !== null).toBe(hasAnchor);
    expect(rungs).toMatchObject({ record: 1, email: 1, name: 1 });
  });

  it.each(namesIn(ladders))('is still right, or says what it has lost, when %s is renamed', (name) => {
    const { people, rungs, anchor } = look(renamed(html, name));
    const [person] = people;
    expect(people).toHaveLength(1);
    expect(person?.keys.at(-1)).toBe(key);
    expect([EMAIL, key]).toEqual(expect.arrayContaining(person?.keys ?? []));
    expect([null, 'Avery Stone']).toContain(person?.name);
    expect([null, 'Northwind']).toContain(person?.company);
    const hasRecord = (rungs.record ?? 0) > 0;
    expect({ email: person?.keys.includes(EMAIL), name: person?.name !== null, anchor: anchor !== null }).toEqual({
      email: hasRecord && (rungs.email ?? 0) > 0,
      name: hasRecord && (rungs.name ?? 0) > 0,
      anchor: hasRecord && (rungs.anchor ?? 0) > 0,
    });
  });

  it('trusts the address alone while the page is being built', () => {
    expect(look(load('<p>Loading …</p>')).people).toEqual([{ keys: [key], name: null, company: null }]);
  });

  it('believes no address when the page shows two', () => {
    const page = load(html.replaceAll('</a>', '</a><a href="mailto:other@contoso.example">other@contoso.example</a>'));
    expect(look(page).people[0]?.keys).toEqual([key]);
  });

  it('observes a part of the page that outlives its views', () => {
    expect(host.open({}).stage(load(html)).localName).toBe('div');
    expect(host.open({}).stage(load('<p>Loading …</p>')).localName).toBe('body');
  });
});

describe('Salesforce', () => {
  it('does not look at the records that one has left in the page', () => {
    const page = load(
      file('salesforce-lead').replace('Other Cached Lead', '<a href="mailto:other@contoso.example">o</a>'),
    );
    const url = new URL('https://acme.lightning.force.com/lightning/r/00Q8c00000abcDEEAY/view');
    expect(salesforce.open({}).screen(url, page).people[0]?.keys).toEqual([EMAIL, 'salesforce:00Q8c00000abcDEEAY']);
  });
});

describe('a company or a deal', () => {
  it('is about the people whom its links name', () => {
    const links =
      '<a href="/contacts/123/record/0-1/7">Ada Lovelace</a><a href="/contacts/123/record/0-1/7/view/1">Ada</a><a href="/contacts/123/record/0-1/8">Grace</a>';
    const page = load(
      `<a href="/contacts/123/record/0-1/9">Elsewhere</a><div data-test-id="records-right-sidebar">${links}</div>`,
    );
    for (const type of ['0-2', '0-3']) {
      const { people, anchor } = hubspot
        .open({})
        .screen(new URL(`https://app.hubspot.com/contacts/123/record/${type}/900`), page);
      expect(people.map(({ keys }) => keys)).toEqual([['hubspot:123:7'], ['hubspot:123:8']]);
      expect(anchor).toBeNull();
    }
  });
  it('names them in Salesforce and Pipedrive as well', () => {
    const account = load(
      '<div class="windowViewMode-normal active"><a href="/lightning/r/Contact/0038c00000abcDEEAY/view">Ada</a><a href="/lightning/r/Opportunity/0068c00000abcDEEAY/view">Deal</a></div>',
    );
    const address = 'https://acme.lightning.force.com/lightning/r/Account/0018c00000abcDEEAY/view';
    expect(
      salesforce
        .open({})
        .screen(new URL(address), account)
        .people.map(({ keys }) => keys),
    ).toEqual([['salesforce:0038c00000abcDEEAY']]);
    const deal = load(
      '<div id="main-content"><a href="/person/7">Ada</a><a href="/organization/9">Northwind</a></div>',
    );
    expect(
      pipedrive
        .open({})
        .screen(new URL('https://acme.pipedrive.com/deal/3'), deal)
        .people.map(({ keys }) => keys),
    ).toEqual([['pipedrive:acme:7']]);
  });
});

describe('a list', () => {
  const rows =
    '<table><tbody><tr><td><a href="/contacts/123/record/0-1/7">Ada</a></td><td><a href="mailto:Ada@northwind.example">Ada@northwind.example</a></td></tr><tr><td><a href="/contacts/123/record/0-2/9">Northwind</a></td></tr><tr><td><a href="mailto:nobody">nobody</a></td></tr></tbody></table>';
  it('names somebody in each row that has an address or a link to a person', () => {
    const page = load(rows);
    const url = new URL('https://app.hubspot.com/contacts/123/objects/0-1/views/all/list');
    const { fresh } = openList().look(page, hubspot.open({}).list(url, page), null);
    expect([...fresh.values()].map((row) => row.map(({ key }) => key))).toEqual([
      ['hubspot:123:7', 'ada@northwind.example'],
    ]);
    expect(hubspot.open({}).screen(url, page).people).toEqual([]);
  });
});
