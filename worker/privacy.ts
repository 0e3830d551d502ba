/**
 * Global Privacy Control (w3c.github.io/gpc): a browser that sends it is opted out. What its page saw is not taken; what the person
 * says by a form, and who they are, is, so that the opt-out is theirs.
 */
import { DAY, type PageEvent } from '../shared/event';
import type { Placed, ReadList } from './ingest';
import type { Entry } from './objects/ledger/events';

/** In: the events of a batch from such a browser. Out: those that are taken; the others are refused. */
export function ownWords({ good, rejected, ...read }: ReadList<PageEvent>): ReadList<PageEvent> {
  const [kept, seen] = [good.filter(isOwnWord), good.filter((placed) => !isOwnWord(placed))];
  const message = 'is not taken from a browser that sends Global Privacy Control';
  return {
    ...read,
    good: kept,
    rejected: [...rejected, ...seen.map(({ index }) => ({ index, path: 'type', message }))],
  };
}

function isOwnWord({ item }: Placed<PageEvent>): boolean {
  if (item.type === 'consent_changed') return item.consent !== 'granted';
  return item.type === 'form_submitted' || item.type === 'identified';
}

/** In: a visitor, now (ms). Out: their opt-out, one a day. */
export function optOut(visitor: string, now: number): Entry {
  const event = { id: `gpc-${Math.floor(now / DAY)}`, type: 'consent_changed', occurredAt: now, consent: 'opted_out' };
  const { id, type } = event;
  return { index: 0, subject: `v:${visitor}`, id, type, at: now, source: 'gpc', body: JSON.stringify(event) };
}
