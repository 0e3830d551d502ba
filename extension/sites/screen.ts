/** What every host's file says of its pages, whatever they are made of. */
import type { Place } from './address';

/** Somebody whom the page names by a key (an address, or another name), and the element that shows it. */
export interface Sighting {
  key: string;
  element: Element;
}

/** Somebody whom the page is about. */
export interface Subject {
  /** What names them for certain, the strongest first: an address, the host's own id, an alias. */
  keys: string[];
  /** What the page calls them and their company, for when no key is known. */
  name: string | null;
  company: string | null;
}

export interface Screen {
  /** What the address tells. */
  place: Place;
  /** On a record, that somebody is unknown is said; in a mail it goes without saying. */
  kind: 'mail' | 'record';
  people: Subject[];
  /** The people of each row of a list. */
  rows: Sighting[][];
  /** The card goes below this element; null: it floats, so that it never depends on the page. */
  anchor: Element | null;
  rungs: Record<string, number>;
}

export interface Host {
  id: string;
  /** What besides coming and going elements can change who is on screen. */
  observed: Pick<MutationObserverInit, 'attributeFilter' | 'characterData'>;
  /** The narrowest element that outlives every view; while the page is being built, its body. */
  stage(page: Document): Element;
  screen(url: URL, page: Document): Screen;
}

/** In: sightings in the order of the page. Out: those of each row of its lists. */
export function byRow(sightings: Sighting[]): Sighting[][] {
  const rows = new Map<Element, Sighting[]>();
  for (const sighting of sightings) {
    const row = sighting.element.closest('tr, [role="row"], li') ?? sighting.element;
    rows.set(row, [...(rows.get(row) ?? []), sighting]);
  }
  return [...rows.values()];
}
