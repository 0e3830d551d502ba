/** What the background, the pages' scripts and the popup say to each other. All of it is our own word, so types are enough. */
import { defineExtensionMessaging } from '@webext-core/messaging';
import type { Model } from '../shared/model';
import type { OutcomeKind } from '../shared/outcome';
import type { Snapshot } from '../shared/score';

/** A lead as the extension holds it. */
export interface Person {
  snapshot: Snapshot;
  /** When the server last said that this is so (ms). */
  knownAt: number;
}

/** `unknown`: the server knows no lead of that address. `unreachable`: nobody could be asked; ask again later. */
export type Found = Person | 'unknown' | 'unreachable';

/** Whether news arrive by themselves, and when the server was last heard (ms; 0: not since the background woke). */
export interface Link {
  connection: 'live' | 'offline';
  heardAt: number;
}

export interface Lookup {
  /** One answer per address, in order. */
  people: Found[];
  model: Model | null;
  link: Link;
}

/** What a rep says about a lead with one click; `at` is the moment of the click (ms). */
export interface Deed {
  lead: string;
  outcome: OutcomeKind;
  at: number;
}
/** `kept`: stored, sent when the server can be reached. `failed`: nobody will ever take it. */
export type DeedState = 'sending' | 'sent' | 'kept' | 'failed';
/** What was last said of a lead in this page. */
export interface Said {
  outcome: OutcomeKind;
  state: DeedState;
}

export type Claim = { rep: { id: string; name: string } } | { message: string };

export interface Overview {
  origin: string;
  /** null: not connected with a workspace. */
  paired: { rep: string; workspace: string } | null;
  link: Link;
  model: Model | null;
  onScreen: Person[];
  queue: Person[];
}

interface Protocol {
  lookup(emails: string[]): Lookup;
  recordOutcome(deed: Deed): DeedState;
  claimPairing(code: string): Claim;
  isPaired(): boolean;
  /** In: the tab whose people are meant. */
  overview(tab: number | null): Overview;
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>();

/** The port on which the background pushes news and a page's script reports whom it shows. */
export const PORT = 'live';
export type Push =
  | { type: 'changed'; lead: string; email: string | null; person: Person | null }
  | { type: 'model'; model: Model }
  | { type: 'link'; link: Link }
  /** An outcome that was kept has reached the server. */
  | { type: 'sent'; lead: string; outcome: OutcomeKind }
  /** Another workspace, or none: forget everything. */
  | { type: 'reset' };
export interface OnScreen {
  emails: string[];
}
