/** LinkedIn's profiles, in both of its dialects, and Sales Navigator. The only file that knows its pages. */
import { type Place, placeOf } from './address';
import { corrected, type Finder, type Ladder, openFinder } from './ladder';
import { keyIn, listAt, RECORD_NEWS, textIn } from './record';
import type { Host, Screen, Site, Subject } from './screen';

type Key = 'mark' | 'top' | 'name' | 'company';
/** What is looked for in a dialect; no selector serves two of them. */
type Dialect = Record<Key, Ladder>;

export const DIALECTS = {
  /** Server-driven, with hashed classes (since May 2026). */
  sdui: {
    mark: { most: 500, ways: ['[data-sdui-screen]', '[componentkey^="com.linkedin.sdui"]'] },
    top: {
      most: 1,
      ways: [
        '[componentkey^="com.linkedin.sdui.profile.card.ref"][componentkey$="Topcard"]',
        '[data-sdui-screen$="profile.Profile"] [data-testid="lazy-column"] > :first-child',
      ],
    },
    name: { most: 1, ways: ['a[href*="/in/"] h2', 'h2'] },
    company: { most: 1, ways: ['section p', 'p'] },
  },
  /** Ember, with readable classes. */
  ember: {
    mark: {
      most: 1,
      ways: ['.ember-application section[data-member-id]', '.scaffold-layout__main h1.text-heading-xlarge'],
    },
    top: { most: 1, ways: ['section[data-member-id]', 'main > section.artdeco-card:first-of-type'] },
    name: { most: 1, ways: ['h1', '.text-heading-xlarge'] },
    company: { most: 1, ways: ['button[aria-label^="Current company:"]', '.text-body-medium'] },
  },
  /** Sales Navigator: its ids are no profile's, so that nothing on the page proves whose the name is. */
  sales: {
    mark: { most: 500, ways: ['main [data-anonymize="person-name"]', 'a[href^="/sales/lead/"]'] },
    top: { most: 1, ways: ['[data-sn-view-name="lead-profile-header"]', '#profile-card-section'] },
    name: { most: 1, ways: ['h1[data-anonymize="person-name"]', '[data-anonymize="person-name"]'] },
    company: { most: 1, ways: ['[data-anonymize="company-name"]', 'a[href^="/sales/company/"]'] },
  },
} as const satisfies Record<string, Dialect>;
type Name = keyof typeof DIALECTS;

const ROW: Record<'row', Ladder> = {
  row: { most: 200, ways: ['li a[href^="/sales/lead/"]', 'a[data-control-name^="view_lead_panel"]'] },
};
const STAGE: Record<'stage', Ladder> = { stage: { most: 1, ways: ['#workspace', '.scaffold-layout__main', 'main'] } };

export const linkedin: Site = {
  id: 'linkedin',
  open(corrections) {
    const dialect = (name: Name) => corrected<Key>(DIALECTS[name], corrections, `${name}.`);
    return social(
      { sdui: dialect('sdui'), ember: dialect('ember'), sales: dialect('sales') },
      corrected({ ...ROW, ...STAGE }, corrections),
    );
  },
};

const social = (dialects: Record<Name, Dialect>, ladders: Record<'row' | 'stage', Ladder>): Host => ({
  observed: RECORD_NEWS,
  stage: (page) => openFinder(page, ladders).one('stage') ?? page.body,
  screen(url, page) {
    const place = placeOf(url);
    const nobody: Screen = { place, kind: 'record', people: [], anchor: null, rungs: {} };
    if (place.key === null) return nobody;
    const spoken = (isSales(url) ? (['sales'] as const) : (['sdui', 'ember'] as const)).map((name) => ({
      name,
      finder: openFinder<Key>(page, dialects[name]),
    }));
    return { ...nobody, ...profileIn(url, place, spoken) };
  },
  list: (url) => (isSales(url) ? listAt(url, ladders.row) : null),
});

const isSales = ({ pathname }: URL): boolean => pathname.startsWith('/sales/');

/** In: the dialects that a page may be in. Out: the profile; in none of them, or in two, only what the address tells. */
function profileIn(
  url: URL,
  { key }: Place,
  spoken: { name: Name; finder: Finder<Key> }[],
): Pick<Screen, 'people' | 'anchor' | 'rungs'> {
  const found = spoken.filter(({ finder }) => finder.find('mark', (element) => element).length > 0);
  const dialects = Object.fromEntries(spoken.map(({ name, finder }) => [name, finder.rungs.mark ?? 0]));
  const keys = key === null ? [] : [key];
  const [only] = found;
  const top = only === undefined || found.length > 1 ? null : only.finder.one('top');
  if (only === undefined || top === null) {
    return { people: [{ keys, name: null, company: null }], anchor: null, rungs: dialects };
  }
  const isProven = only.name === 'sales' || [...top.querySelectorAll('a')].some((link) => keyIn(link, url) === key);
  const person: Subject = { keys, name: null, company: null };
  const people = [isProven ? { ...person, ...wordsIn(only.finder, top) } : person];
  const { mark: _, ...rungs } = only.finder.rungs;
  return { people, anchor: isProven ? top : null, rungs: { ...dialects, ...rungs } };
}

const wordsIn = ({ find }: Finder<Key>, top: Element): Pick<Subject, 'name' | 'company'> => ({
  name: find('name', textIn, top)[0]?.value ?? null,
  company: find('company', companyIn, top)[0]?.value ?? null,
});

/** The headline ends in `… at Northwind`; a button or link is the company's name itself. */
function companyIn(element: Element): string | null {
  const text = textIn(element);
  const isHeadline = element.localName === 'p' || element.localName === 'div';
  return isHeadline ? (/ at ([^@|·]+)$/.exec(text ?? '')?.[1]?.trim() ?? null) : text;
}
