/** Gmail: who is on screen, and where a badge and a card belong. The only file that knows Gmail's pages. */
import { isEmail, normalizeEmail } from '../../shared/id';

/**
 * What is looked for → independent ways to find it, tried one by one: the first that finds anything is believed.
 * Classes and attributes rarely change on the same day.
 */
export const SELECTORS = {
  listSender: [
    'tr.zA .yW span[email]',
    'tr[role="row"] span[email][data-hovercard-id]',
    '[role="grid"] td span[email][name]',
  ],
  threadSender: ['span.gD[email]', '[role="listitem"] h3 span[email]', '[data-legacy-message-id] h3 span[email]'],
  subject: ['h2.hP', 'h2[data-legacy-thread-id]', '[role="main"] h2'],
  me: ['span[email][name="me"]'],
  /** Its children come and go; it stays itself. */
  stage: ['.aeF', '.nH.bkK', '.nH.w-asV'],
} as const;

/** Somebody whom the page shows, and the element that carries the name. */
export interface Sighting {
  email: string;
  element: Element;
}
export interface Thread {
  /** A card goes below this element. */
  anchor: Element;
  /** Each sender once, the sender of the last message first. */
  people: Sighting[];
}

/** In: Gmail's document. Out: the people of each list row that is shown, never the rep. */
export function listRows(page: Document): Sighting[][] {
  const rows = new Map<Element, Sighting[]>();
  for (const sighting of sightings(page, 'listSender')) {
    const row = sighting.element.closest('tr') ?? sighting.element;
    rows.set(row, [...(rows.get(row) ?? []), sighting]);
  }
  return [...rows.values()];
}

/** In: Gmail's document. Out: the open thread, or null. */
export function openThread(page: Document): Thread | null {
  const subject = find(page, 'subject').findLast(isShown);
  if (subject === undefined) return null;
  const people = new Map<string, Sighting>();
  for (const sighting of sightings(page, 'threadSender').reverse()) {
    if (!people.has(sighting.email)) people.set(sighting.email, sighting);
  }
  return { anchor: subject.parentElement ?? subject, people: [...people.values()] };
}

/** In: Gmail's document. Out: the rep's own addresses: the title ends in `- address - Gmail` (or the company's name for it). */
export function ownAddresses(page: Document): string[] {
  const title = / - (\S+@\S+) - [^-]+$/.exec(page.title)?.[1];
  const marked = find(page, 'me').map((element) => element.getAttribute('email') ?? '');
  return [...new Set([title ?? '', ...marked].map(normalizeEmail))].filter(isEmail);
}

/** In: Gmail's document. Out: the narrowest element that outlives every view; while the page is being built, its body. */
export const stage = (page: Document): Element => find(page, 'stage')[0] ?? page.body;

function sightings(page: Document, key: keyof typeof SELECTORS): Sighting[] {
  return find(page, key).flatMap((element) => {
    const email = normalizeEmail(element.getAttribute('email') ?? '');
    if (!isEmail(email) || element.getAttribute('name') === 'me' || !isShown(element)) return [];
    return [{ email, element }];
  });
}

function find(page: Document, key: keyof typeof SELECTORS): Element[] {
  for (const selector of SELECTORS[key]) {
    const found = page.querySelectorAll(selector);
    if (found.length > 0) return [...found];
  }
  return [];
}

/** Gmail keeps views that one has left in the page, hidden. */
const isShown = (element: Element): boolean => element.checkVisibility();
