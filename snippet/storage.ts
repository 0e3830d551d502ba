/** The page's local storage, where the browser allows it and has room. */
import { attempt } from './guard';

/** Keeps a text under a name. */
export function keep(name: string, text: string): void {
  attempt(() => {
    localStorage[name] = text;
  });
}

/** Forgets what is kept under a name. */
export function drop(name: string): void {
  attempt(() => delete localStorage[name]);
}
