/** Selectors as data: what is looked for, how often a page has it, and independent ways to it, tried one by one. */

export interface Ladder {
  /** More than this many different finds are none: which of them is meant would be a guess. */
  most: number;
  /** Best first. Never joined by commas: which one found it must be known. */
  ways: readonly string[];
}

/** What somebody writes in: nobody is named there for certain, and nothing of ours goes there. */
export const WRITTEN = '[contenteditable]:not([contenteditable="false"])';

export interface Finder<Key extends string> {
  /** In: what is looked for, how to read an element (null: it is not what it seems), where. Out: the finds, each value once. */
  find<T>(key: Key, read: (element: Element) => T | null, within?: ParentNode): { value: T; element: Element }[];
  /** The single element that is looked for, or null. */
  one(key: Key, within?: ParentNode): Element | null;
  /** What was looked for → which of its ways found it (1 is the best; 0: none did). */
  rungs: Record<string, number>;
}

/**
 * In: what can be looked for, corrections of some of it, what their names begin with. Out: both. A way that this browser cannot
 * read is left out, and a correction of which nothing is left.
 */
export function corrected<Key extends string>(
  ladders: Record<Key, Ladder>,
  by: Record<string, Ladder>,
  prefix = '',
): Record<Key, Ladder> {
  const all = { ...ladders };
  for (const key in all) {
    const { most = 0, ways = [] } = by[prefix + key] ?? {};
    const readable = ways.filter(isReadable);
    if (readable.length > 0) all[key] = { most, ways: readable };
  }
  return all;
}

function isReadable(way: string): boolean {
  try {
    new DocumentFragment().querySelector(way);
    return true;
  } catch {
    return false;
  }
}

/** In: a page, what can be looked for in it. Out: the finder, which remembers which ways it went. */
export function openFinder<Key extends string>(page: Document, ladders: Record<Key, Ladder>): Finder<Key> {
  const rungs: Record<string, number> = {};
  const find: Finder<Key>['find'] = (key, read, within = page) => {
    const { most, ways } = ladders[key];
    for (const [i, way] of ways.entries()) {
      const finds = readAll(within.querySelectorAll(way), read);
      rungs[key] = finds.length > 0 && finds.length <= most ? i + 1 : 0;
      if (finds.length > 0) return rungs[key] > 0 ? finds : [];
    }
    return [];
  };
  const one: Finder<Key>['one'] = (key, within) => find(key, (element) => element, within)[0]?.element ?? null;
  return { find, one, rungs };
}

/** Hosts keep what one has left in the page, hidden: only what is shown is a find, and what nobody is writing. */
function readAll<T>(
  elements: Iterable<Element>,
  read: (element: Element) => T | null,
): { value: T; element: Element }[] {
  const finds = new Map<T, Element>();
  for (const element of elements) {
    const value = element.checkVisibility() && element.closest(WRITTEN) === null ? read(element) : null;
    if (value !== null && !finds.has(value)) finds.set(value, element);
  }
  return [...finds].map(([value, element]) => ({ value, element }));
}
