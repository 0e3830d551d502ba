/** What the background, the pages' scripts and our own pages say to each other. `doors.ts` says who may say what. */
import { browser } from 'wxt/browser';
import type { Model } from '../shared/model';
import type { OutcomeKind } from '../shared/outcome';
import type { Snapshot } from '../shared/score';
import type { Selectors } from '../shared/wire/selectors';
import type { Story } from './sync/story';

/** A lead as the extension holds it. */
export interface Person {
  snapshot: Snapshot;
  /** When the server last said that this is so (ms). */
  knownAt: number;
  /** A rep said that this is whom the key means. */
  isConfirmed?: boolean;
}

/** `unknown`: the server knows no lead of that key. `unreachable`: nobody could be asked; ask again later. */
export type Found = Person | 'unknown' | 'unreachable';

/** Whether news arrive by themselves, and when the server was last heard (ms; 0: not since the background woke). */
export interface Link {
  connection: 'live' | 'offline';
  heardAt: number;
}

export interface Lookup {
  /** One answer per key, in order. A key is an address, or another name of a person such as `hubspot:123:42`. */
  people: Found[];
  model: Model | null;
  link: Link;
  /** Where the API is, and the console with it; null while this browser is not connected. */
  origin: string | null;
}

/** A person as a page calls them, for whom no key is known. */
export interface Named {
  name: string;
  company: string;
}
/** A rep's word that a key is a lead's; null takes it back. */
export interface Confirmation {
  key: string;
  lead: string | null;
}

/** What a rep says about a lead with one click; `at` is the moment of the click (ms), `key` makes it count once. */
export interface Deed {
  key: string;
  lead: string;
  outcome: OutcomeKind;
  at: number;
  note?: string | undefined;
}
/**
 * `waiting`: stored, sent in a moment. `kept`: stored, sent when the server can be reached. Both can be taken back, and then are
 * `undone`. `failed`: nobody will ever take it.
 */
export type DeedState = 'sending' | 'waiting' | 'sent' | 'kept' | 'failed' | 'undone';
/** What was last said of a lead. */
export interface Said {
  key: string;
  outcome: OutcomeKind;
  state: DeedState;
}

/** What the background tells of a lead beside its score. */
export interface Told {
  /** null: nobody could be asked. */
  story: Story | null;
  /** Until when the rep has put it aside (ms). */
  snoozedUntil: number | null;
  /** A word that has not been sent yet. */
  unsent: Said | null;
}

export type Claim = { rep: { id: string; name: string } } | { message: string };

/** Which part of the queue is wanted, and in which order. */
export interface QueueWish {
  tier: 1 | 2 | 3 | null;
  grade: 'A' | 'B' | 'C' | 'D' | null;
  /** The rep's own leads only. */
  isMine: boolean;
  /** `due`: those to whom an answer was promised and nobody gave it, the longest overdue first. */
  sort: 'priority' | 'balance' | 'points' | 'recent' | 'due';
  /** In name, address or company; empty: whatever they are. */
  words: string;
  /** Where the last page ended. */
  cursor: string | null;
}
export interface QueuePage {
  people: Person[];
  /** What they are read with; null while none is known. */
  model: Model | null;
  /** null: there are no more. */
  cursor: string | null;
  /** Nobody could be asked: it is what this device last knew. */
  isOld: boolean;
}

/** What the model had to say of a lead, and when it was heard (ms). */
export interface Alert {
  lead: string;
  name: string;
  words: string;
  at: number;
}

export interface Overview {
  origin: string;
  /** null: not connected with a workspace. */
  paired: { rep: string; workspace: string } | null;
  link: Link;
  model: Model | null;
  /** Whom the tab is about, by which key. */
  onScreen: { key: string; person: Person }[];
  /** Newest first. */
  alerts: Alert[];
  /** What the open pages show, and which way found it. */
  pages: OnScreen[];
  /** What the workspace has corrected; null: nothing. */
  selectors: Selectors | null;
}

export interface Protocol {
  lookup(keys: string[]): Lookup;
  /** Out: everybody of that name in that company; `unreachable` when nobody could be asked. */
  guess(who: Named): Person[] | 'unreachable';
  confirm(word: Confirmation): undefined;
  /** Brings the card's script into the page that asks. */
  bringCard(nothing?: unknown): undefined;
  recordOutcome(deed: Deed): DeedState;
  /** In: the key of a word. Out: whether it had not been sent; then it never is. */
  takeBack(key: string): boolean;
  /** In: a lead. Out: what is told of it beside its score. */
  story(lead: string): Told;
  snooze(wish: { lead: string; until: number | null }): undefined;
  claimPairing(code: string): Claim;
  isPaired(nothing?: unknown): boolean;
  /** Ends the pairing, and forgets all that it brought. */
  disconnect(nothing?: unknown): undefined;
  queue(wish: QueueWish): QueuePage;
  /** In: the tab that is meant, and whom its address names. */
  overview(of: { tab: number; keys: string[] }): Overview;
}
export type Ask<K extends keyof Protocol> = Parameters<Protocol[K]>[0];
export type Answer<K extends keyof Protocol> = ReturnType<Protocol[K]>;

/** Asks the background. Errors: rejects when nobody is there, or when the question is refused. */
export async function sendMessage<K extends keyof Protocol>(
  type: K,
  ...[data]: Parameters<Protocol[K]>
): Promise<Answer<K>> {
  const said = await browser.runtime.sendMessage({ type, data });
  if (said?.refused !== undefined) throw new Error(said.refused);
  return said?.answer;
}

/** The port on which the background pushes news and a page's script reports whom it shows. */
export const PORT = 'live';
export type Push =
  | { type: 'changed'; lead: string; email: string | null; person: Person | null }
  | { type: 'alert' }
  | { type: 'model'; model: Model }
  | { type: 'link'; link: Link }
  /** How far a word got. */
  | { type: 'said'; key: string; state: DeedState }
  /** What a page's script needs before it may look; null: nothing is corrected. Said at first, and when they are others. */
  | { type: 'selectors'; selectors: Selectors | null }
  /** The rep has pressed the keys that open the card. */
  | { type: 'focus' }
  /** Our script may no longer be on this host. */
  | { type: 'gone'; host: string }
  /** Another workspace, or none: forget everything. */
  | { type: 'reset' };

/** Where a page's card is; `hinted`: nowhere, but it can be opened from a hint. */
export type Surface = 'anchored' | 'floating' | 'hinted' | 'none';

/** What a page shows, as its script reports it: whom, how that was found, and where the card is. */
export interface OnScreen {
  host: string;
  keys: string[];
  /** What is looked for → which of its ways found it (1 is the best; 0: none did). */
  rungs: Record<string, number>;
  surface: Surface;
}
