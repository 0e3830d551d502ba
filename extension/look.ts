/** One look after another at a host's page: a badge beside everybody who is known in a list, a card for whom the page is about. */
import { openArrival } from './arrival';
import { openBadges } from './badges';
import { openCards } from './cards';
import { openDrawer } from './drawer';
import type { Hints, openHints } from './hints';
import { type Known, REREAD } from './known';
import type { Sayings } from './said';
import { openList } from './sites/list';
import type { Host } from './sites/screen';
import type { Stories } from './stories';
import type { Reading } from './ui/reading';
import { type Changes, watch } from './watch';

export interface Looking {
  /** Looks at everything in the next frame. */
  soon(): void;
  /** Looks no more, and takes away all that was drawn. */
  close(): void;
  /** Gives the focus to the card, of whom the rep is writing to before whom the page is about. */
  focus(): void;
}

export interface LookOptions {
  id: string;
  host: Host;
  known: Known;
  sayings: Sayings;
  stories: Stories;
  /** Where mails are written. */
  openHints?: typeof openHints | undefined;
}

/** In: the host, how its pages are read, who is known, what was said and what is told. */
export function openLook({ id, host, known, sayings, stories, openHints }: LookOptions): Looking {
  const life = new AbortController();
  const onChange = () => soon();
  const drawer = openDrawer(onChange);
  const card = openCards({ known, sayings, stories, drawer, onChange });
  const hints: Hints | undefined = openHints?.(known, drawer, onChange);
  const badges = openBadges(known);
  const list = openList();
  const arrive = openArrival();
  let url = new URL(location.href);

  /** Out: whom the page is about, with the card that says so, and how its list is read. */
  const lookAround = (hasNews: boolean) => {
    const seen = arrive(host.screen(url, document));
    const screen = hints?.draw(seen) ?? seen;
    const keys = screen.people.flatMap((subject) => subject.keys);
    const drawn = card.draw(screen, hasNews);
    return {
      keys,
      rungs: screen.rungs,
      listed: host.list(url, document),
      ...drawn,
      surface: hints?.surface(drawn.surface) ?? drawn.surface,
    };
  };
  let around: ReturnType<typeof lookAround> | null = null;

  const flush = (changes: Changes | null) => {
    known.wake();
    if (url.href !== location.href) url = new URL(location.href);
    // What happens in a list tells of its rows alone.
    const isInList = around !== null && changes?.places.every(list.holds) === true;
    if (around === null || !isInList) around = lookAround(changes === null);
    const { keys, rungs, listed, shown, surface } = around;
    const { fresh, rung } = list.look(document, listed, changes?.fresh ?? null);
    known.ask([...[...fresh.values()].flat().map(({ key }) => key), ...keys]);
    const onRows = badges.draw(fresh);
    known.report({ host: id, keys, rungs: { ...rungs, ...(listed && { [listed.name]: rung }) }, surface });
    return untilNextChange([...onRows, ...shown]);
  };
  const stages = () => [host.stage(document), ...(host.beside?.(document) ?? [])];
  const soon = watch(document, { observed: host.observed, stages, flush }, life.signal);
  return {
    soon,
    close() {
      life.abort();
      card.close();
      hints?.close();
      badges.close();
    },
    focus() {
      hints?.open(around?.surface === 'hinted');
      card.focus();
    },
  };
}

/** Out: ms until one of the readings changes its tier or level, and no longer than a reading may stand. */
function untilNextChange(shown: Reading[]): number {
  const now = Date.now();
  return Math.max(0, Math.min(REREAD, ...shown.map(({ next }) => (next === null ? REREAD : next.at - now))));
}
