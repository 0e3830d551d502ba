/** The wall between us and the page: whatever fails in here, the page never notices. */

/** In: a function of ours that the page or the browser will call. Out: the same function, unable to throw. */
export const guard =
  <Args extends unknown[]>(work: (...args: Args) => void) =>
  (...args: Args): void => {
    try {
      work(...args);
    } catch {
      // A page without its analytics is a good page; one that our error broke is not.
    }
  };

/**
 * In: where to listen, event types parted by spaces, what to do then.
 * Listens in the capture phase, because a page may stop an event on its way, and passively, so that nothing waits for us.
 */
export function listen(target: EventTarget, types: string, work: (event: Event) => void): void {
  const options = { capture: true, passive: true };
  for (const type of types.split(' ')) target.addEventListener(type, guard(work), options);
}
