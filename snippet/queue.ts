/** Events that no server has confirmed yet, kept across pages and tabs: each under a name of its own, so that no tab erases another's. */
import type { PageEvent } from '../shared/event';
import { load, names, save } from './storage';

const NAME = '_syq:';
const MOST = 500;
/** 30 days (ms): the server refuses older ones. */
const OLDEST = 2_592_000_000;

/** Out: the events that are still open, oldest first. Read anew each time, because other tabs write too. */
export function openEvents(): PageEvent[] {
  return names(NAME)
    .flatMap(read)
    .sort((a, b) => a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : 1));
}

/** Adds an event. When the queue is full, the oldest view or attention goes first, since forms weigh more. */
export function keep(event: PageEvent): void {
  save(NAME + event.id, JSON.stringify(event));
  const events = openEvents();
  if (events.length > MOST) settle([events.find(({ type }) => type.startsWith('page_')) ?? event]);
}

/** Removes the events that have arrived, or that will never be taken. */
export function settle(done: PageEvent[]): void {
  for (const { id } of done) save(NAME + id, '');
}

/** Removes all. */
export function forgetEvents(): void {
  for (const name of names(NAME)) save(name, '');
}

/** The queue is ours and the server parses each event on its own: here only what this file relies upon. What is too old goes. */
function read(name: string): PageEvent[] {
  try {
    const event: PageEvent = JSON.parse(load(name));
    if (Date.now() - event.occurredAt < OLDEST) return [event];
  } catch {}
  save(name, '');
  return [];
}
