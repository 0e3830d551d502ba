/** Whom this page knows: asks the background once per key, takes its news, reads scores at the moment they are shown. */
import type { Browser } from 'wxt/browser';
import type { Model } from '../shared/model';
import type { Knowledge } from './match';
import { type Found, type Link, type Lookup, type OnScreen, type Person, type Push, sendMessage } from './messages';
import { isCurrent, type Reading, read } from './ui/reading';

/** A score on screen is computed again after this long (ms), and at its next change. */
export const REREAD = 30_000;
/** An answer is asked for again after this long (ms). */
const FRESH = 10 * 60_000;
const RETRY = 15_000;
/** An update of the extension takes this long (ms) to show that this script has outlived it. */
const SETTLE = 300;

export interface Known extends Knowledge {
  /** Asks for whom we have no answer, or an old one. */
  ask(keys: string[]): void;
  /** Out: what to show of somebody now; null while there is nothing to show. */
  reading(who: Person): Reading | null;
  /** Keeps a rep's word on whom a key means, and asks again. */
  confirm(key: string, lead: string | null): void;
  /** Tells the background whom the page shows. */
  report(report: OnScreen): void;
  model(): Model | null;
  /** Where the console is; null while that is not known. */
  origin(): string | null;
  link(): Link;
  /** Connects again if the line was lost; a hidden page leaves it lost. */
  wake(): void;
}

/** The browser's `runtime.connect`, and whether this script still belongs to an installed extension. */
export interface Lifeline {
  connect(): Browser.runtime.Port;
  isValid(): boolean;
}

type Asked<T> = { found: T; askedAt: number };

/** In: the way to the background, what to do when something changed, and by which news. Out: what the page knows, empty. */
export function openKnown(lifeline: Lifeline, onChange: (news?: Push) => void): Known {
  const entries = new Map<string, Asked<Found | undefined>>();
  const guesses = new Map<string, Asked<Person[] | 'unreachable' | undefined>>();
  const readings = new WeakMap<Person, { reading: Reading | null; model: Model; at: number }>();
  let model: Model | null = null;
  let origin: string | null = null;
  let link: Link = { connection: 'offline', heardAt: 0 };
  let port: Browser.runtime.Port | null = null;
  let reported: OnScreen | null = null;
  let words = '';

  const wake = () => {
    if (port !== null || document.hidden || !lifeline.isValid()) return;
    port = lifeline.connect();
    port.onMessage.addListener((news: Push) => take(news));
    port.onDisconnect.addListener(() => {
      port = null;
      setTimeout(wake, SETTLE);
    });
    if (reported !== null) port.postMessage(reported);
  };

  const take = (news: Push) => {
    if (news.type === 'model') model = news.model;
    if (news.type === 'link') link = news.link;
    if (news.type === 'reset') for (const asked of [entries, guesses]) asked.clear();
    if (news.type === 'changed') change(news);
    onChange(news);
  };

  const change = ({ lead, email, person }: Extract<Push, { type: 'changed' }>) => {
    const askedAt = Date.now();
    for (const [known, { found: before }] of entries) {
      const isSame = typeof before === 'object' && before.snapshot.lead.id === lead;
      const isConfirmed = typeof before === 'object' && before.isConfirmed === true;
      const found = person === null ? 'unknown' : { ...person, ...(isConfirmed && { isConfirmed }) };
      if (isSame || known === email) entries.set(known, { found, askedAt });
    }
    guesses.clear();
  };

  const settle = (keys: string[], answer: Lookup) => {
    model = answer.model ?? model;
    link = answer.link;
    origin = answer.origin;
    keys.forEach((key, i) => {
      const found = answer.people[i] ?? 'unreachable';
      const isLoss = found === 'unreachable' && typeof entries.get(key)?.found === 'object';
      if (!isLoss) entries.set(key, { found, askedAt: Date.now() });
    });
    onChange();
  };

  const ask = (keys: string[]) => {
    const now = Date.now();
    const due = [...new Set(keys)].filter((key) => isDue(entries.get(key), now));
    if (due.length === 0 || !lifeline.isValid()) return;
    for (const key of due) entries.set(key, { found: entries.get(key)?.found, askedAt: now });
    sendMessage('lookup', due).then(
      (answer) => settle(due, answer),
      () => {},
    );
  };

  wake();
  return {
    wake,
    ask,
    model: () => model,
    origin: () => origin,
    link: () => link,
    found: (key) => entries.get(key)?.found,
    guess(who) {
      const id = JSON.stringify(who);
      const now = Date.now();
      const before = guesses.get(id);
      if (isDue(before, now) && lifeline.isValid()) {
        guesses.set(id, { found: before?.found, askedAt: now });
        sendMessage('guess', who).then(
          (found) => {
            guesses.set(id, { found, askedAt: Date.now() });
            onChange();
          },
          () => {},
        );
      }
      return guesses.get(id)?.found;
    },
    confirm(key, lead) {
      sendMessage('confirm', { key, lead }).then(
        () => {
          entries.delete(key);
          ask([key]);
        },
        () => {},
      );
    },
    reading(who) {
      if (model === null) return null;
      const now = Date.now();
      const held = readings.get(who);
      const holds = held?.reading == null ? now - (held?.at ?? 0) < REREAD : isCurrent(held.reading, now, REREAD);
      if (held?.model === model && holds) return held.reading;
      const reading = read(who.snapshot, model, now);
      readings.set(who, { reading, model, at: now });
      return reading;
    },
    report(report) {
      const now = JSON.stringify(report);
      if (now === words) return;
      [reported, words] = [report, now];
      port?.postMessage(report);
    },
  };
}

function isDue(entry: Asked<unknown> | undefined, now: number): boolean {
  if (entry === undefined) return true;
  const isMissing = entry.found === undefined || entry.found === 'unreachable';
  return now - entry.askedAt > (isMissing ? RETRY : FRESH);
}
