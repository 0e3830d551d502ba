/** The wall between us and the page: whatever fails in here, the page never notices. */

/** In: something that may fail. Out: what it gives; undefined where it failed. */
export function attempt<Given>(work: () => Given): Given | undefined {
  try {
    return work();
  } catch {
    // A page without its analytics is a good page; one that our error broke is not.
  }
}

/** In: a function of ours that the page or the browser will call. Out: the same function, unable to throw. */
export const guard =
  <Args extends unknown[]>(work: (...args: Args) => void) =>
  (...args: Args): void =>
    attempt(() => work(...args));

/** Given to the parts, which have no wall of their own. */
export type Guard = typeof guard;

/** An event, of which only some have these. */
export type Seen = Event & {
  persisted?: boolean;
  button?: number;
  target: (EventTarget & Partial<Element>) | null;
};

/**
 * In: event types parted by spaces, what to do then (guarded), where (the window). Listens in the capture phase, because a page may
 * stop an event on its way.
 */
export function listen(types: string, work: (event: Seen) => void, target: EventTarget = window): void {
  for (const type of types.split(' ')) target.addEventListener(type, work, true);
}
