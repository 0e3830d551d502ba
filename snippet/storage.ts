/** The page's local storage; from the moment on that the browser forbids it or it is full, memory. */
import { attempt } from './guard';

/** What is kept, by name, by this page or by earlier ones. */
export let shelf: Record<string, string | undefined> = attempt(() => localStorage) ?? {};

/** Keeps a text under a name. */
export function keep(name: string, text: string): void {
  attempt(() => {
    shelf[name] = text;
  });
  if (shelf[name] !== text) shelf = { ...shelf, [name]: text };
}

/** Forgets what is kept under a name. */
export function drop(name: string): void {
  attempt(() => delete shelf[name]);
}

/** In: how names begin. Out: the names under which something is kept, in order. */
export const names = (start: string): string[] =>
  Object.keys(shelf)
    .filter((name) => name.startsWith(start))
    .sort();
