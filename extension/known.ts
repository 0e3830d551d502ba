/** Whom this page knows: asks the background once per address, takes its news, reads scores at the moment they are shown. */
import type { Browser } from 'wxt/browser';
import type { Model } from '../shared/model';
import { type Found, type Link, type Lookup, type OnScreen, type Person, type Push, sendMessage } from './messages';
import { isCurrent, type Reading, read } from './ui/reading';

/** A score on screen is computed again after this long (ms), and at its next change. */
export const REREAD = 30_000;
/** An answer is asked for again after this long (ms). */
const FRESH = 10 * 60_000;
const RETRY = 15_000;
/** An update of the extension takes this long (ms) to show that this script has outlived it. */
const SETTLE = 300;

export interface Known {
  /** Asks for whom we have no answer, or an old one. */
  ask(emails: string[]): void;
  person(email: string): Person | null;
  /** Out: what to show of an address now; null while there is nothing to show. */
  reading(email: string): Reading | null;
  /** Tells the background whom the page shows. */
  report(emails: string[]): void;
  model(): Model | null;
  link(): Link;
  /** Connects again if the line was lost; a hidden page leaves it lost. */
  wake(): void;
}

/** The browser's `runtime.connect`, and whether this script still belongs to an installed extension. */
export interface Lifeline {
  connect(): Browser.runtime.Port;
  isValid(): boolean;
}

/** In: the way to the background, what to do when something changed, and by which news. Out: what the page knows, empty. */
export function openKnown(lifeline: Lifeline, onChange: (news?: Push) => void): Known {
  const entries = new Map<string, { found: Found; askedAt: number }>();
  const readings = new WeakMap<Person, { reading: Reading | null; model: Model; at: number }>();
  let model: Model | null = null;
  let link: Link = { connection: 'offline', heardAt: 0 };
  let port: Browser.runtime.Port | null = null;
  let reported = '[]';

  const wake = () => {
    if (port !== null || document.hidden || !lifeline.isValid()) return;
    port = lifeline.connect();
    port.onMessage.addListener((news: Push) => take(news));
    port.onDisconnect.addListener(() => {
      port = null;
      setTimeout(wake, SETTLE);
    });
    if (reported !== '[]') port.postMessage({ emails: JSON.parse(reported) } satisfies OnScreen);
  };

  const take = (news: Push) => {
    if (news.type === 'model') model = news.model;
    if (news.type === 'link') link = news.link;
    if (news.type === 'reset') entries.clear();
    if (news.type === 'changed') change(news);
    onChange(news);
  };

  const change = ({ lead, email, person }: Extract<Push, { type: 'changed' }>) => {
    const found = person ?? 'unknown';
    const askedAt = Date.now();
    for (const [known, entry] of entries) {
      const isSame = typeof entry.found !== 'string' && entry.found.snapshot.lead.id === lead;
      if (isSame || known === email) entries.set(known, { found, askedAt });
    }
  };

  const isDue = (email: string, now: number): boolean => {
    const entry = entries.get(email);
    return entry === undefined || now - entry.askedAt > (entry.found === 'unreachable' ? RETRY : FRESH);
  };

  const person = (email: string): Person | null => {
    const found = entries.get(email)?.found;
    return found === undefined || typeof found === 'string' ? null : found;
  };

  const settle = (emails: string[], answer: Lookup) => {
    model = answer.model ?? model;
    link = answer.link;
    emails.forEach((email, i) => {
      const found = answer.people[i] ?? 'unreachable';
      const isLoss = found === 'unreachable' && person(email) !== null;
      if (!isLoss) entries.set(email, { found, askedAt: Date.now() });
    });
    onChange();
  };

  wake();
  return {
    wake,
    person,
    model: () => model,
    link: () => link,
    ask(emails) {
      const now = Date.now();
      const due = [...new Set(emails)].filter((email) => isDue(email, now));
      if (due.length === 0 || !lifeline.isValid()) return;
      for (const email of due) entries.set(email, { found: entries.get(email)?.found ?? 'unreachable', askedAt: now });
      sendMessage('lookup', due).then(
        (answer) => settle(due, answer),
        () => {},
      );
    },
    reading(email) {
      const found = person(email);
      if (found === null || model === null) return null;
      const now = Date.now();
      const held = readings.get(found);
      const holds = held?.reading == null ? now - (held?.at ?? 0) < REREAD : isCurrent(held.reading, now, REREAD);
      if (held?.model === model && holds) return held.reading;
      const reading = read(found.snapshot, model, now);
      readings.set(found, { reading, model, at: now });
      return reading;
    },
    report(emails) {
      const report = JSON.stringify(emails);
      if (report === reported) return;
      reported = report;
      port?.postMessage({ emails } satisfies OnScreen);
    },
  };
}
