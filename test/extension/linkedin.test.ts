/** LinkedIn: both dialects and Sales Navigator, one at a time; in doubt only what the address tells. Never somebody else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECTS, linkedin } from '../../extension/sites/linkedin';
import { openList } from '../../extension/sites/list';
import { load, namesIn, renamed } from './mutate';

const file = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.html`), 'utf8');
const PROFILE = new URL('https://www.linkedin.com/in/avery-stone/');
const KEY = 'linkedin:avery-stone';
const ALONE = [{ keys: [KEY], name: null, company: null }];
const pages = { sdui: file('linkedin-profile-sdui'), ember: file('linkedin-profile-ember') };
const look = (page: Document, url = PROFILE) => linkedin.open({}).screen(url, page);

describe.each(['sdui', 'ember'] as const)('a profile in %s', (dialect) => {
  it('tells the person, whose name the page proves, and where a card belongs', () => {
    const { people, anchor, rungs } = look(load(pages[dialect]));
    expect(people).toEqual([{ keys: [KEY], name: 'Avery Stone', company: 'Northwind' }]);
    expect(anchor?.textContent).toContain('Avery Stone');
    expect(rungs).toMatchObject({ sdui: 0, ember: 0, [dialect]: 1, top: 1, name: 1, company: 1 });
  });

  it.each(namesIn(DIALECTS[dialect]))('is still right, or says what it has lost, when %s is renamed', (name) => {
    const { people, anchor, rungs } = look(renamed(pages[dialect], name));
    const [person] = people;
    expect(people.map(({ keys }) => keys)).toEqual([[KEY]]);
    expect([null, 'Avery Stone']).toContain(person?.name);
    expect([null, 'Northwind']).toContain(person?.company);
    expect([person?.name !== null, person?.company !== null]).toEqual([
      anchor !== null && (rungs.name ?? 0) > 0,
      anchor !== null && (rungs.company ?? 0) > 0,
    ]);
  });

  it('believes no name that stands on another profile’s page', () => {
    const { people, anchor } = look(load(pages[dialect]), new URL('https://www.linkedin.com/in/riley-chen/'));
    expect(people).toEqual([{ keys: ['linkedin:riley-chen'], name: null, company: null }]);
    expect(anchor).toBeNull();
  });
});

describe('a page', () => {
  it('in neither dialect, or in both, is only what its address tells', () => {
    expect(look(load('<main><h1>Avery Stone</h1></main>'))).toMatchObject({
      people: ALONE,
      rungs: { sdui: 0, ember: 0 },
    });
    const both = load(pages.sdui);
    both.body.className = 'ember-application';
    both.body.insertAdjacentHTML('beforeend', '<section data-member-id="1"><h1>Riley Chen</h1></section>');
    expect(look(both)).toMatchObject({ people: ALONE, anchor: null, rungs: { sdui: 1, ember: 1 } });
  });
  it('that is no profile is about nobody', () => {
    expect(look(load(pages.sdui), new URL('https://www.linkedin.com/feed/'))).toMatchObject({ people: [] });
    expect(linkedin.open({}).list(new URL('https://www.linkedin.com/feed/'), load(pages.sdui))).toBeNull();
  });
  it('is observed in a part that outlives its views', () => {
    expect([pages.sdui, pages.ember].map((html) => linkedin.open({}).stage(load(html)).localName)).toEqual([
      'main',
      'main',
    ]);
  });
});

describe('Sales Navigator', () => {
  it('names the people of a search by the ids in its links', () => {
    const page = load(file('salesnav-search'));
    const url = new URL('https://www.linkedin.com/sales/search/people');
    const { fresh } = openList().look(page, linkedin.open({}).list(url, page), null);
    expect([...fresh.values()].map((row) => row.map(({ key }) => key))).toEqual([['linkedin:acwaaa0000']]);
    expect(look(page, url).people).toEqual([]);
  });
  it('tells a lead by the id in the address', () => {
    const { people } = look(load('<main></main>'), new URL('https://www.linkedin.com/sales/lead/ACwAAA0000,NAME,x'));
    expect(people).toEqual([{ keys: ['linkedin:acwaaa0000'], name: null, company: null }]);
  });
});
