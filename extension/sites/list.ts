/** The people of a list's rows: read where something has changed, remembered where nothing has. */
import type { Listed, Sighting } from './screen';

/** What a row is, and what holds rows and is shown or hidden as a whole. */
const ROW = 'tr, [role="row"], li';
const WHOLE = 'table, ul, ol, [role="grid"], [role="table"]';
/** To follow more changes than this is dearer than to read the page. */
const MANY = 100;

export interface Look {
  /** Rows that may have changed since the last look, with their people; with nobody what is hidden, has gone, or is no row. */
  fresh: ReadonlyMap<Element, Sighting[]>;
  /** Which way found them (1 is the best; 0: none did). */
  rung: number;
}

export interface List {
  /** In: how the page's list is read (null: it has none), the elements that have come or changed (null: perhaps all). */
  look(page: Document, listed: Listed | null, changed: readonly Element[] | null): Look;
  /** Whether an element is inside what holds rows: what happens there tells of rows alone. */
  holds(element: Element): boolean;
}
const NONE: Listed = { name: '', ladder: { most: 0, ways: [] }, read: () => null, view: 'none' };

/** Out: the memory of one page's list, empty. */
export function openList(): List {
  let rows = new Map<Element, Sighting[]>();
  /** What holds rows → whether it was shown. */
  let wholes = new Map<Element, boolean>();
  let rung = 0;
  let view: string | null = null;

  const isShown = ({ element }: Sighting): boolean => {
    const whole = element.closest(WHOLE) ?? element;
    const is = wholes.get(whole) ?? whole.checkVisibility();
    wholes.set(whole, is);
    return is && element.checkVisibility();
  };

  const readAll = (page: Document, listed: Listed): Set<Element> => {
    const before = rows.keys();
    const { most, ways } = listed.ladder;
    [rows, wholes, rung] = [new Map(), new Map(), 0];
    for (const [i, way] of ways.entries()) {
      const shown = sightingsIn(page, way, listed).filter(isShown);
      if (shown.length === 0) continue;
      if (shown.length <= most) [rows, rung] = [byRow(shown), i + 1];
      break;
    }
    return new Set([...before, ...rows.keys()]);
  };

  const readRow = (scope: Element, listed: Listed, fresh: Set<Element>) => {
    fresh.add(scope);
    rows.delete(scope);
    if (!scope.isConnected) return;
    const shown = sightingsIn(scope, listed.ladder.ways[rung - 1] ?? '', listed).filter(isShown);
    for (const [row, people] of byRow(shown)) {
      fresh.add(row);
      rows.set(row, people);
    }
  };

  const readPart = (listed: Listed, changed: readonly Element[]): Set<Element> => {
    const fresh = new Set<Element>();
    if (rung === 0) return fresh;
    for (const [row, people] of rows) if (people.some(isGone)) readRow(row, listed, fresh);
    for (const element of changed) {
      const scope = element.closest(ROW) ?? element;
      if (!fresh.has(scope)) readRow(scope, listed, fresh);
    }
    return fresh;
  };

  /** Whether a look at the changes tells as much as one at the whole page. */
  const isPart = ({ ladder }: Listed, changed: readonly Element[]): boolean => {
    if (changed.length > MANY) return false;
    for (const [whole, was] of wholes) {
      if (!whole.isConnected) wholes.delete(whole);
      else if (whole.checkVisibility() !== was) return false;
    }
    return rung > 0 || !changed.some((element) => ladder.ways.some((way) => matching(element, way).length > 0));
  };

  return {
    holds: (element) => rung > 0 && wholes.has(element.closest(WHOLE) ?? element),
    look(page, of, changed) {
      const listed = of ?? NONE;
      const part = changed !== null && view === listed.view && isPart(listed, changed) ? changed : null;
      view = listed.view;
      let fresh = part === null ? readAll(page, listed) : readPart(listed, part);
      // The last of them has gone: another way may find what there is now.
      if (part !== null && rung > 0 && rows.size === 0) fresh = new Set([...fresh, ...readAll(page, listed)]);
      return { fresh: new Map([...fresh].map((row) => [row, rows.get(row) ?? []])), rung };
    },
  };
}

const isGone = ({ element }: Sighting): boolean => !element.isConnected;

/** In: where, one way, how to read. Out: whom it finds there, in the order of the page. */
const sightingsIn = (scope: Element | Document, way: string, { read }: Listed): Sighting[] =>
  matching(scope, way).flatMap((element) => {
    const key = read(element);
    return key === null ? [] : [{ key, element }];
  });

function matching(scope: Element | Document, way: string): Element[] {
  const inside = [...scope.querySelectorAll(way)];
  return scope instanceof Element && scope.matches(way) ? [scope, ...inside] : inside;
}

function byRow(sightings: Sighting[]): Map<Element, Sighting[]> {
  const rows = new Map<Element, Sighting[]>();
  for (const sighting of sightings) {
    const row = sighting.element.closest(ROW) ?? sighting.element.parentElement ?? sighting.element;
    rows.set(row, [...(rows.get(row) ?? []), sighting]);
  }
  return rows;
}
