/** The visitor's name in a first-party cookie: on the widest domain, so that subdomains agree, and for as long as may be. */
import { writeCookie } from '../cookie';
import { attempt } from '../guard';
import { NAME } from '../identity';
import { drop } from '../storage';

/** In: the visitor's id. Local storage has it only where cookies are refused. */
export function keepName(id: string): void {
  if (attempt(() => writeCookie(id))) drop(NAME);
}

/** Removes the visitor's id from wherever it is kept. In: what is kept in its place, if anything; whose events are removed with it. */
export function forget(mark = '', queue?: string): void {
  drop(NAME);
  attempt(() => writeCookie(mark));
  const names = (queue && attempt(() => Object.keys(localStorage))) || [];
  for (const name of names) if (name.startsWith(`${queue}`)) drop(name);
}
