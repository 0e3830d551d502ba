/** Gmail: who is on screen, and where a badge and a card belong. The only file that knows Gmail's pages. */
import { isCrowded } from '../../shared/crowd';
import { domainOf, isEmail, normalizeEmail } from '../../shared/id';
import { corrected, type Finder, type Ladder, openFinder } from './ladder';
import type { Draft, Host, Site } from './screen';

/** Classes and attributes rarely change on the same day. */
export const LADDERS = {
  listSender: {
    most: 500,
    ways: [
      'tr.zA .yW span[email]',
      'tr[role="row"] span[email][data-hovercard-id]',
      '[role="grid"] td span[email][name]',
    ],
  },
  threadSender: {
    most: 100,
    ways: ['span.gD[email]', '[role="listitem"] h3 span[email]', '[data-legacy-message-id] h3 span[email]'],
  },
  recipient: {
    most: 200,
    ways: ['.hb span[email]', 'span.g2[email]', '[data-legacy-message-id] span[email][dir="ltr"]'],
  },
  subject: { most: 20, ways: ['h2.hP', 'h2[data-legacy-thread-id]', '[role="main"] h2'] },
  me: { most: 100, ways: ['span[email][name="me"]'] },
  /** Its children come and go; it stays itself. */
  stage: { most: 3, ways: ['.aeF', '.nH.bkK', '.nH.w-asV'] },
  /**
   * Windows to write in: their recipients and subject, never the message. Answers stand in the thread. Less sure than the rest: put
   * together from what public code relied on between 2023 and June 2026.
   */
  head: { most: 20, ways: ['form.bAs', 'form:has([name="subjectbox"])', 'td.I5 > :first-child'] },
  /** While the rep is at the recipients they are options, else words. */
  addressee: {
    most: 100,
    ways: ['[role="option"][data-hovercard-id]', '.oL [email]', '[data-hovercard-id]', '[email]'],
  },
  /** What such windows stand in, at the bottom and over the whole page. */
  dock: { most: 1, ways: ['.dw .no', '.no:has([name="subjectbox"])'] },
  front: { most: 1, ways: ['.aSs', 'body > :has(> .aSt)'] },
} as const satisfies Record<string, Ladder>;
type Key = keyof typeof LADDERS;

export const gmail: Site = {
  id: 'gmail',
  open: (corrections) => mail(corrected<Key>(LADDERS, corrections)),
};

const mail = (ladders: Record<Key, Ladder>): Host => ({
  observed: { attributeFilter: ['email'] },
  stage: (page) => openFinder(page, ladders).one('stage') ?? page.body,
  beside(page) {
    const { one } = openFinder(page, ladders);
    return [one('dock'), one('front')].filter((place) => place !== null);
  },
  screen(_, page) {
    const finder = openFinder(page, ladders);
    const subject = finder.find('subject', (element) => element).at(-1)?.element;
    const people = subject === undefined ? [] : peopleIn(finder, page);
    return {
      place: { kind: 'other', key: null, record: '' },
      kind: 'mail',
      people: people.map((key) => ({ keys: [key], name: null, company: null })),
      anchor: subject?.parentElement ?? subject ?? null,
      drafts: draftsIn(finder, page),
      rungs: finder.rungs,
    };
  },
  list(_, page) {
    const own = ownAddresses(openFinder(page, ladders), page.title);
    return { name: 'listSender', ladder: ladders.listSender, read: (name) => stranger(name, own), view: own.join() };
  },
});

/** Who wrote last comes first; whom they wrote to comes after all who wrote. */
function peopleIn(finder: Finder<Key>, page: Document): string[] {
  const own = ownAddresses(finder, page.title);
  const strangers = (key: Key) =>
    finder.find(key, (element) => element).flatMap(({ element }) => stranger(element, own) ?? []);
  return [...new Set([...strangers('threadSender').reverse(), ...strangers('recipient')])];
}

/** Whom each of the mails that are being written is for. */
function draftsIn(finder: Finder<Key>, page: Document): Draft[] {
  const heads = finder.find('head', (element) => element);
  const own = heads.length > 0 ? ownAddresses(finder, page.title) : [];
  return heads.map(({ element: anchor }) => ({
    anchor,
    keys: finder.find('addressee', (element) => addressee(element, own), anchor).map(({ value }) => value),
  }));
}

/** The title ends in `- address - Gmail` (or the company's name for it). */
function ownAddresses({ find }: Finder<Key>, pageTitle: string): string[] {
  const title = / - (\S+@\S+) - [^-]+$/.exec(pageTitle)?.[1];
  const marked = find('me', (element) => element.getAttribute('email')).map(({ value }) => value);
  return [...new Set([title ?? '', ...marked].map(normalizeEmail))].filter(isEmail);
}

/** A colleague is no lead; at a free mailbox only the rep's own address is. */
const isOwn = (email: string, own: string[]): boolean =>
  own.some((mine) => mine === email || (domainOf(mine) === domainOf(email) && !isCrowded(domainOf(mine))));

/** In: an element that names somebody, the rep's addresses. Out: the address; null: the rep's or a colleague's, or none. */
function stranger(element: Element, own: string[], attribute = 'email'): string | null {
  const email = normalizeEmail(element.getAttribute(attribute) ?? '');
  const isSomebody = isEmail(email) && element.getAttribute('name') !== 'me';
  return isSomebody && !isOwn(email, own) ? email : null;
}

/** Of a recipient, who may be named in two ways; null also where these are two addresses. */
function addressee(element: Element, own: string[]): string | null {
  const ways = ['email', 'data-hovercard-id'].filter((name) => element.hasAttribute(name));
  const [one = null, other = one] = ways.map((name) => stranger(element, own, name));
  return one === other ? one : null;
}
