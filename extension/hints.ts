/** Whom a rep is writing to: a hint for each recipient who has a score. What is pressed there opens the card, beside the window. */
import type { Drawer } from './drawer';
import type { Known } from './known';
import type { Surface } from './messages';
import type { Draft, Screen } from './sites/screen';
import type { Reading } from './ui/reading';

export interface Hints {
  /** In: what the page shows. Out: the same; once a hint was pressed, whom that mail is for, in place of whom the page is about. */
  draw(screen: Screen): Screen;
  /** In: where the card is. Out: the same, or that it can be opened from a hint. */
  surface(card: Surface): Surface;
  /** As if a hint had been pressed in the window in which the rep is writing. In: whether in any other when it is none. */
  open(orElsewhere: boolean): void;
  close(): void;
}

/** In: who is known, what draws, what to do when a hint was pressed. Out: the hints, none. */
export function openHints(known: Known, drawer: Drawer, onChange: () => void): Hints {
  let drafts: (Draft & { people: [key: string, reading: Reading][] })[] = [];
  let opened: { anchor: Element; key: string } | null = null;

  const open = ({ anchor, people }: (typeof drafts)[number], lead: string) => {
    const key = people.find(([, reading]) => reading.lead.id === lead)?.[0] ?? '';
    const isAgain = opened?.anchor === anchor && opened.key === key;
    opened = isAgain ? null : { anchor, key };
    onChange();
  };

  return {
    surface: (card) => (card === 'none' && drafts.length > 0 ? 'hinted' : card),
    draw(screen) {
      const all = screen.drafts ?? [];
      known.ask(all.flatMap(({ keys }) => keys));
      drafts = all
        .map((draft) => ({ ...draft, people: draft.keys.flatMap((key) => readingOf(key, known)) }))
        .filter(({ people }) => people.length > 0);
      const views = drafts.map((draft) => ({
        anchor: draft.anchor,
        people: draft.people.map(([, reading]) => reading),
        onOpen: (lead: string) => open(draft, lead),
      }));
      drawer(views.length > 0)?.hints.draw(views);
      const { key, anchor } = opened ?? {};
      const keys = drafts.find((draft) => draft.anchor === anchor)?.people.map(([one]) => one) ?? [];
      if (key === undefined || !keys.includes(key)) {
        opened = null;
        return screen;
      }
      const people = [...new Set([key, ...keys])].map((one) => ({ keys: [one], name: null, company: null }));
      return { ...screen, people, anchor: null };
    },
    open(orElsewhere) {
      const isHere = ({ anchor }: Draft) => anchor.parentElement?.contains(document.activeElement);
      const draft = drafts.find(isHere) ?? (orElsewhere ? drafts[0] : undefined);
      const [first] = draft?.people ?? [];
      if (draft !== undefined && first !== undefined && opened === null) open(draft, first[1].lead.id);
    },
    close: () => drawer(false)?.hints.draw([]),
  };
}

function readingOf(key: string, known: Known): [key: string, reading: Reading][] {
  const found = known.found(key);
  const reading = typeof found === 'object' ? known.reading(found) : null;
  return reading === null ? [] : [[key, reading]];
}
