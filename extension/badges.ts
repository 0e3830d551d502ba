/** Badges in the rows of a list: one in each, beside the first of its people who has a score; drawn anew where something changed. */
import type { Known } from './known';
import type { Sighting } from './sites/screen';
import { BADGE, badgeOf } from './ui/badge';
import type { Reading } from './ui/reading';

export interface Badges {
  /** In: rows that may have changed, with their people. Out: what all badges show. */
  draw(rows: ReadonlyMap<Element, Sighting[]>): Reading[];
  /** Takes its badges away: those of the script that comes after it stay. */
  close(): void;
}

/** In: who is known. Out: the badges of one page, none. */
export function openBadges(known: Known): Badges {
  /** Row → its badge and what that shows. */
  const drawn = new Map<Element, { badge: Element; reading: Reading }>();

  const drawRow = (row: Element, people: Sighting[]) => {
    const before = drawn.get(row);
    drawn.delete(row);
    for (const { key, element } of people) {
      const found = known.found(key);
      const reading = typeof found === 'object' ? known.reading(found) : null;
      if (reading === null) continue;
      const isSame = before?.reading === reading && before.badge === element.nextElementSibling;
      const badge = isSame ? before.badge : badgeOf(reading.score);
      if (!isSame) element.after(badge);
      drawn.set(row, { badge, reading });
      break;
    }
    // Also those of a script that this one has followed, and copies that the page has made.
    const own = drawn.get(row)?.badge;
    for (const other of [...row.getElementsByTagName(BADGE)]) if (other !== own) other.remove();
  };

  return {
    draw(rows) {
      for (const [row, people] of rows) drawRow(row, people);
      return [...drawn.values()].map(({ reading }) => reading);
    },
    close() {
      for (const { badge } of drawn.values()) badge.remove();
    },
  };
}
