/** A record of a CRM: the address says which it is, its page who that is. Every CRM is these few things to look for. */
import { isEmail, normalizeEmail } from '../../shared/id';
import { placeOf } from './address';
import { type Finder, type Ladder, openFinder } from './ladder';
import type { Host, Listed, Screen, Subject } from './screen';

/** `record`: the part of the page that is about this record alone. `people`: where a company or a deal names its people. */
export type RecordKey = 'record' | 'name' | 'email' | 'company' | 'anchor' | 'people' | 'person' | 'row';
export type RecordLadders = Record<RecordKey, Ladder>;

/** A record may be swapped for the next one in place. */
export const RECORD_NEWS: Host['observed'] = { attributeFilter: ['href'], characterData: true };

/** In: what to look for in a CRM's pages. Out: how they are read. */
export const crm = (ladders: Record<RecordKey | 'stage', Ladder>): Host => ({
  observed: RECORD_NEWS,
  stage: (page) => openFinder(page, ladders).one('stage') ?? page.body,
  screen: (url, page) => recordScreen(url, page, ladders),
  list: (url) => listAt(url, ladders.row),
});

/** In: the address, the page, what to look for. Out: the person of a record, the people of a company or a deal. */
function recordScreen(url: URL, page: Document, ladders: RecordLadders): Screen {
  const place = placeOf(url);
  const { kind, key } = place;
  const finder = openFinder(page, ladders);
  const { rungs } = finder;
  const screen = (people: Subject[], anchor: Element | null): Screen => ({
    ...{ place, kind: 'record', people, anchor, rungs },
  });
  if (kind === 'other') return screen([], null);
  if (kind === 'group') return screen(peopleIn(finder, url), null);
  const record = finder.one('record');
  return screen([personIn(finder, record, key)], record && finder.one('anchor', record));
}

function personIn({ find }: Finder<RecordKey>, record: Element | null, key: string | null): Subject {
  const [email, name, company] = record
    ? [find('email', addressIn, record), find('name', textIn, record), find('company', textIn, record)]
    : [[], [], []];
  const keys = [email[0]?.value, key].filter((one) => one != null);
  return { keys, name: name[0]?.value ?? null, company: company[0]?.value ?? null };
}

function peopleIn({ find, one }: Finder<RecordKey>, url: URL): Subject[] {
  const people = one('people');
  if (people === null) return [];
  const links = find('person', (element) => keyIn(element, url), people);
  return links.map(({ value, element }) => ({ keys: [value], name: textIn(element), company: null }));
}

/** In: the address, what a row's link is. Out: how a list there is read; null where the page is a record. */
export const listAt = (url: URL, ladder: Ladder): Listed | null =>
  placeOf(url).kind === 'other' ? { name: 'row', ladder, read: (link) => keyIn(link, url), view: url.href } : null;

/** In: a link, the page's address. Out: whom it names: by a `mailto:`, or because it leads to a person’s record. */
export function keyIn(link: Element, url: URL): string | null {
  const href = link.getAttribute('href') ?? '';
  if (href.startsWith('mailto:')) return addressIn(link);
  return URL.canParse(href, url.href) ? placeOf(new URL(href, url)).key : null;
}

function addressIn(element: Element): string | null {
  const href = element.getAttribute('href') ?? '';
  const text = href.startsWith('mailto:') ? href.slice('mailto:'.length).replace(/\?.*/, '') : element.textContent;
  const email = normalizeEmail(text ?? '');
  return isEmail(email) ? email : null;
}

/** In: an element. Out: its text in one line, or null when it has none. */
export const textIn = (element: Element): string | null =>
  (element.textContent ?? '').replace(/\s+/g, ' ').trim() || null;
