/** Events that no server has confirmed yet, kept across pages and tabs. */
import type { PageEvent } from '../shared/event';
import { load, save } from './storage';

const NAME = '_syq';
const MOST = 500;
/** 30 days (ms): the server refuses older ones. */
const OLDEST = 2_592_000_000;

/** Out: the events that are still open, oldest first. Read anew each time, because other tabs write too. */
export function openEvents(): PageEvent[] {
  try {
    const kept: (PageEvent | null)[] = JSON.parse(load(NAME));
    return kept.filter(isRecent);
  } catch {
    return [];
  }
}

/** Adds an event. When the queue is full, the oldest view or attention goes first, since forms weigh more. */
export function keep(event: PageEvent): void {
  const events = [...openEvents(), event];
  while (events.length > MOST) {
    const oldestView = events.findIndex(({ type }) => type.startsWith('page_'));
    events.splice(Math.max(0, oldestView), 1);
  }
  write(events);
}

/** Removes the events that have arrived, or that will never be taken. */
export function settle(done: PageEvent[]): void {
  write(openEvents().filter(({ id }) => !done.some((event) => event.id === id)));
}

/** Removes all. */
export const forgetEvents = (): void => save(NAME, '');

const write = (events: PageEvent[]): void => save(NAME, events.length ? JSON.stringify(events) : '');

/** The queue is ours and the server parses each event on its own: here only what this file relies upon. */
const isRecent = (event: PageEvent | null): event is PageEvent => Date.now() - (event?.occurredAt ?? 0) < OLDEST;
