/** What every host's file says of its pages, whatever they are made of. */
import type { Place } from './address';
import type { HostRow } from './hosts';
import type { Ladder } from './ladder';

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

/** A mail that is being written: whom it is for. */
export interface Draft {
  keys: string[];
  /** What is said of them goes below this element, which is never a part of the message. */
  anchor: Element;
}

export interface Screen {
  /** What the address tells. */
  place: Place;
  /** On a record, that somebody is unknown is said; in a mail it goes without saying. */
  kind: 'mail' | 'record';
  people: Subject[];
  /** The card goes below this element; null: it floats, so that it never depends on the page. */
  anchor: Element | null;
  drafts?: Draft[];
  rungs: Record<string, number>;
}

/** A host: with other selectors its pages are read otherwise, and nothing else is different. */
export interface Site {
  id: HostRow['id'];
  /** In: corrected selectors, by what they look for. */
  open(corrections: Record<string, Ladder>): Host;
}

export interface Host {
  /** What besides coming and going elements can change who is on screen. */
  observed: Pick<MutationObserverInit, 'attributeFilter' | 'characterData'>;
  /** The narrowest element that outlives every view; while the page is being built, its body. */
  stage(page: Document): Element;
  /** What stands beside it, and comes and goes: windows to write in. */
  beside?(page: Document): Element[];
  /** Whom the page is about. */
  screen(url: URL, page: Document): Screen;
  /** How the people of its lists are found; null: it has none. */
  list(url: URL, page: Document): Listed | null;
}

export interface Listed {
  /** What a report calls it. */
  name: string;
  ladder: Ladder;
  /** Out: whom an element names; null: nobody, or the rep. */
  read(element: Element): string | null;
  /** What the reading depends on: when it is another one, everything is read anew. */
  view: string;
}
