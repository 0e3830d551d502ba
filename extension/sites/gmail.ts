/** Gmail: who is on screen, and where a badge and a card belong. The only file that knows Gmail's pages. */
import { isCrowded } from '../../shared/crowd';
import { domainOf, isEmail, normalizeEmail } from '../../shared/id';
import { corrected, type Finder, type Ladder, openFinder } from './ladder';
import type { Host, Site } from './screen';

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
} as const satisfies Record<string, Ladder>;
type Key = keyof typeof LADDERS;

export const gmail: Site = {
  id: 'gmail',
  open: (corrections) => mail(corrected<Key>(LADDERS, corrections)),
};

const mail = (ladders: Record<Key, Ladder>): Host => ({
  observed: { attributeFilter: ['email'] },
  stage: (page) => openFinder(page, ladders).one('stage') ?? page.body,
  screen(_, page) {
    const finder = openFinder(page, ladders);
    const subject = finder.find('subject', (element) => element).at(-1)?.element;
    const people = subject === undefined ? [] : peopleIn(finder, page);
    return {
      place: { kind: 'other', key: null, record: '' },
      kind: 'mail',
      people: people.map((key) => ({ keys: [key], name: null, company: null })),
      anchor: subject?.parentElement ?? subject ?? null,
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
function stranger(element: Element, own: string[]): string | null {
  const email = normalizeEmail(element.getAttribute('email') ?? '');
  const isSomebody = isEmail(email) && element.getAttribute('name') !== 'me';
  return isSomebody && !isOwn(email, own) ? email : null;
}
