/** Badges in the rows of a list: one in each, beside the first of its people who has a score; drawn anew where something changed. */
import type { Known } from './known';
import type { Sighting } from './sites/screen';
import { BADGE, badgeOf } from './ui/badge';
import type { Reading } from './ui/reading';

export interface Badges {
  /** In: rows that may have changed, with their people. Out: what all badges show. */
  draw(rows: ReadonlyMap<Element, Sighting[]>): Iterable<Reading>;
  /** Takes every badge away. */
  close(): void;
}

/** In: who is known. Out: the badges of one page, none. */
export function openBadges(known: Known): Badges {
  /** Row → what its badge shows. */
  const shown = new Map<Element, Reading>();
  const drawn = new WeakMap<Element, Reading>();

  const drawRow = (row: Element, people: Sighting[]) => {
    shown.delete(row);
    let badge: Element | null = null;
    for (const { key, element } of people) {
      const found = known.found(key);
      const reading = typeof found === 'object' ? known.reading(found) : null;
      if (reading === null) continue;
      shown.set(row, reading);
      badge = drawBadge(element, reading);
      break;
    }
    for (const other of [...row.getElementsByTagName(BADGE)]) if (other !== badge) other.remove();
  };

  const drawBadge = (name: Element, reading: Reading): Element => {
    const next = name.nextElementSibling;
    if (next !== null && drawn.get(next) === reading) return next;
    const badge = badgeOf(reading.score);
    drawn.set(badge, reading);
    name.after(badge);
    return badge;
  };

  return {
    draw(rows) {
      for (const [row, people] of rows) drawRow(row, people);
      return shown.values();
    },
    close() {
      for (const badge of document.querySelectorAll(BADGE)) badge.remove();
    },
  };
}
