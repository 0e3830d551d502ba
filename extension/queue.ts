/** The hot queue as one of our pages shows it: asked for page by page, kept in brief, current by news and by the clock. */
import { browser } from 'wxt/browser';
import type { Model } from '../shared/model';
import { type Person, type Push, type QueueWish, sendMessage } from './messages';
import type { QueueProps, QueueRow } from './ui/Queue';
import { briefAt, briefOf, read } from './ui/reading';

const WHOLE: QueueWish = { tier: null, grade: null, isMine: false, sort: 'priority', words: '', cursor: null };
/** The rep's own leads to whom an answer was promised. */
export const SLAS: QueueWish = { ...WHOLE, isMine: true, sort: 'due' };
/** Typed letters that come together are one question (ms). */
const TYPED = 250;
const LOOKED = 'lookedAt';

export interface QueueView {
  /** In: now (ms). Out: what to show. */
  props(now: number): QueueProps;
  /** Asks anew for what is shown from its beginning. */
  refresh(): Promise<void>;
  hear(news: Push): void;
}

/** In: what to do when something changed, what is wanted at first. Out: the queue, empty until `refresh`. */
export function openQueueView(onChange: () => void, start = WHOLE): QueueView {
  let wish = start;
  let onlyNew = false;
  let rows: QueueRow[] = [];
  let model: Model | null = null;
  let cursor: string | null = null;
  let isOld = false;
  let isAsking = false;
  let lookedAt = 0;
  let turn = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const looked = browser.storage.local.get(LOOKED).then((held) => {
    lookedAt = Number(held[LOOKED]) || 0;
  });
  /** What is seen until the page goes has been looked at. */
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void browser.storage.local.set({ [LOOKED]: Date.now() });
  });

  const rowsOf = (people: Person[]): QueueRow[] =>
    people.flatMap(({ snapshot }) => {
      const reading = model === null ? null : read(snapshot, model, Date.now());
      // Somebody may have answered since this device heard of the list.
      const isAnswered = wish.sort === 'due' && reading?.sla === null;
      return reading === null || isAnswered
        ? []
        : { brief: briefOf(reading), isNew: (snapshot.tally.lastAt ?? 0) > lookedAt };
    });

  /** The latest question is the one whose answer counts. */
  const ask = async (from: string | null, isAgain = false) => {
    const mine = ++turn;
    isAsking = true;
    await looked;
    const sort = onlyNew ? 'recent' : wish.sort;
    const page = await sendMessage('queue', { ...wish, sort, cursor: from }).catch(() => null);
    if (mine !== turn) return;
    isAsking = false;
    if (page === null) return;
    model = page.model;
    const all = rowsOf(page.people);
    const found = onlyNew ? all.filter(({ isNew }) => isNew) : all;
    const [first, then] = isAgain ? [found, rows] : [from === null ? [] : rows, found];
    const known = new Set(first.map(idOf));
    rows = [...first, ...then.filter((row) => !known.has(idOf(row)))];
    // Latest first, who is not new is followed by nobody who is. Who has scrolled down goes on from there.
    if (!isAgain || rows.length === found.length) cursor = found.length < all.length ? null : page.cursor;
    isOld = page.isOld;
    onChange();
  };
  const choose = (change: Partial<QueueWish>, wait = 0) => {
    wish = { ...wish, ...change };
    clearTimeout(typing);
    typing = setTimeout(() => void ask(null), wait);
    onChange();
  };

  return {
    // Who has been answered, or is another's now, leaves the list.
    refresh: () => ask(null, wish.sort !== 'due' && rows.length > 0),
    hear(news) {
      if (news.type !== 'changed' || news.person === null) return;
      const place = rows.findIndex((row) => idOf(row) === news.lead);
      const [row] = rowsOf([news.person]);
      if (place >= 0 && row !== undefined) rows = rows.with(place, row);
    },
    props: (now) => ({
      wish,
      onlyNew,
      isOld,
      now,
      rows,
      rowAt: (place) => {
        const row = rows[place];
        return row && { ...row, brief: briefAt(row.brief, now) };
      },
      onMore: cursor === null ? null : () => void (isAsking || ask(cursor)),
      onWish: (change) => choose(change, 'words' in change ? TYPED : 0),
      onOnlyNew(only) {
        onlyNew = only;
        choose({});
      },
    }),
  };
}

const idOf = ({ brief }: QueueRow): string => brief.lead.id;
