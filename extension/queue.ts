/** The hot queue as one of our pages shows it: asked for page by page, each lead read at the moment, kept current by news. */
import { browser } from 'wxt/browser';
import type { Model } from '../shared/model';
import { type Person, type Push, type QueueWish, sendMessage } from './messages';
import type { QueueProps } from './ui/Queue';
import { read } from './ui/reading';

const START: QueueWish = { tier: null, grade: null, isMine: false, sort: 'priority', words: '', cursor: null };
/** Typed letters that come together are one question (ms). */
const TYPED = 250;
const LOOKED = 'lookedAt';

export interface QueueView {
  /** In: the model (null: none yet), now (ms). Out: what to show. */
  props(model: Model | null, now: number): QueueProps;
  /** Asks anew for what is shown from its beginning. */
  refresh(): Promise<void>;
  hear(news: Push): void;
}

/** In: what to do when something changed. Out: the queue, empty until `refresh`. */
export function openQueueView(onChange: () => void): QueueView {
  let wish = START;
  let onlyNew = false;
  let people: Person[] = [];
  let cursor: string | null = null;
  let isOld = false;
  let isAsking = false;
  let lookedAt = 0;
  let turn = 0;
  let typing: ReturnType<typeof setTimeout> | undefined;

  void browser.storage.local.get(LOOKED).then((held) => {
    lookedAt = Number(held[LOOKED]) || 0;
  });
  /** What is seen until the page goes has been looked at. */
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void browser.storage.local.set({ [LOOKED]: Date.now() });
  });

  const isNew = ({ snapshot }: Person) => (snapshot.tally.lastAt ?? 0) > lookedAt;

  /** The latest question is the one whose answer counts. */
  const ask = async (from: string | null, isAgain = false) => {
    const mine = ++turn;
    isAsking = true;
    const sort = onlyNew ? 'recent' : wish.sort;
    const page = await sendMessage('queue', { ...wish, sort, cursor: from }).catch(() => null);
    if (mine !== turn) return;
    isAsking = false;
    if (page === null) return;
    const found = onlyNew ? page.people.filter(isNew) : page.people;
    const before = from === null && !isAgain ? [] : people;
    const known = new Set((isAgain ? found : before).map(idOf));
    const others = (isAgain ? before : found).filter((one) => !known.has(idOf(one)));
    people = isAgain ? [...found, ...others] : [...before, ...others];
    // Latest first, who is not new is followed by nobody who is.
    const next = found.length < page.people.length ? null : page.cursor;
    if (!isAgain || people.length === found.length) cursor = next;
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
    // Who has scrolled down keeps what is there.
    refresh: () => ask(null, people.length > 0),
    hear(news) {
      if (news.type !== 'changed' || news.person === null) return;
      const { person } = news;
      people = people.map((one) => (idOf(one) === news.lead ? person : one));
    },
    props: (model, now) => ({
      wish,
      onlyNew,
      isOld,
      now,
      rows: people.flatMap((person) => {
        const reading = model === null ? null : read(person.snapshot, model, now);
        return reading === null ? [] : { reading, isNew: isNew(person) };
      }),
      onMore: cursor === null ? null : () => void (isAsking || ask(cursor)),
      onWish: (change) => choose(change, 'words' in change ? TYPED : 0),
      onOnlyNew(only) {
        onlyNew = only;
        choose({});
      },
    }),
  };
}

const idOf = ({ snapshot }: Person): string => snapshot.lead.id;
