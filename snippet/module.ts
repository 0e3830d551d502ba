/**
 * The snippet for bundlers: puts its tag into the page, and gives what a page may say as typed functions. Safe to import on a server,
 * where all of them do nothing.
 */

/** What is known of somebody or something; texts, numbers, yes or no. */
export type Traits = Record<string, string | number | boolean>;

/** What the tag says; see docs/install. */
export interface Settings {
  /** Where the script lies: `https://YOUR-WORKER/s.js`, or the same under a path of the site's own. */
  src: string;
  /** The site's public key. */
  key: string;
  /** `required`: nothing before consent. `denied`: nothing before the page itself grants it. */
  consent?: 'required' | 'denied' | undefined;
  /** Parameters whose change is another view, parted by commas; `#` for the hash. */
  views?: string | undefined;
  /** What else is a download, as extensions parted by `|`. */
  files?: string | undefined;
  /** The hash that the build prints (`sha384-…`), for a copy of the script that does not change. */
  integrity?: string | undefined;
  /** The nonce of the page's policy. */
  nonce?: string | undefined;
}

interface Steelyard {
  (...call: unknown[]): void;
  q?: unknown[][];
}

/** Puts the tag into the page, once. Errors: none, a page that cannot load it goes on without. */
export function start({ src, integrity, nonce, ...settings }: Settings): void {
  if (typeof document === 'undefined' || document.querySelector('script[data-key]')) return;
  const script = document.createElement('script');
  script.src = src;
  if (nonce) script.nonce = nonce;
  if (integrity) {
    script.integrity = integrity;
    script.crossOrigin = 'anonymous';
  }
  for (const [name, value] of Object.entries(settings)) if (value !== undefined) script.dataset[name] = value;
  document.head.append(script);
}

/** Says who the visitor is. In: the address, what else is known; `proof`, made on the site's server with its secret, makes the claim sure. */
export function identify(email: string, more?: { traits?: Traits | undefined; proof?: string | undefined }): void {
  call('identify', email, more);
}

/** Tells of something that only the page knows of. */
export function track(name: string, properties?: Traits): void {
  call('track', name, properties);
}

/** Counts a view that no address change tells. */
export function page(): void {
  call('page');
}

/** Tells what the visitor has decided, where the page asks them itself. */
export function consent(word: 'granted' | 'denied'): void {
  call('consent', word);
}

/** Whoever comes next is somebody else, for example after signing out. */
export function reset(): void {
  call('reset');
}

/** The visitor is never looked at again, on any subdomain. In: `false` takes it back. */
export function optOut(isOut = true): void {
  call('optOut', isOut);
}

/** Before the snippet is there, calls wait in a queue that it takes over. */
function call(...what: unknown[]): void {
  if (typeof document === 'undefined') return;
  const found: Steelyard | undefined = Reflect.get(globalThis, 'steelyard');
  if (found) {
    found(...what);
    return;
  }
  const q: unknown[][] = [what];
  Reflect.set(
    globalThis,
    'steelyard',
    Object.assign((...more: unknown[]) => q.push(more), { q }),
  );
}
