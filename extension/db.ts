/** What the extension remembers on this device: snapshots, which address is whom, the hot queue, unsent outcomes, settings. */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { OutcomeKind } from '../shared/outcome';
import type { Snapshot } from '../shared/score';
import { FORMAT } from '../shared/score/tally';

/** The server's word on a lead and when it was said (ms). */
export interface SnapshotRow {
  lead: string;
  snapshot: Snapshot;
  knownAt: number;
}
/** The keyed hash of an address or another name → its lead, or null when there is none. Neither is stored itself. */
export interface AddressRow {
  hash: string;
  lead: string | null;
  knownAt: number;
}
export interface QueueRow {
  place: number;
  lead: string;
}
/** An outcome that the server has not confirmed; `key` makes sending it twice count once. */
export interface OutboxRow {
  key: string;
  lead: string;
  outcome: OutcomeKind;
  at: number;
  note?: string | undefined;
  /** Until then it can be taken back (ms). */
  due: number;
}
interface Schema extends DBSchema {
  snapshots: { key: string; value: SnapshotRow; indexes: { knownAt: number } };
  addresses: { key: string; value: AddressRow; indexes: { knownAt: number } };
  queue: { key: number; value: QueueRow };
  outbox: { key: string; value: OutboxRow; indexes: { at: number } };
  settings: { key: string; value: unknown };
}

/** Opens the database at its first use, and again after the browser has closed it. */
export type Database = () => Promise<IDBPDatabase<Schema>>;

/** More snapshots than a rep meets in weeks; beyond that the oldest go. */
const KEPT = 5000;
/** Whom nobody has asked for in so long is forgotten (ms). */
const OLDEST = 30 * 86_400_000;
/** Ten to a format leave room for other stores; the browser wants whole numbers that rise. */
const VERSION = FORMAT * 10 + 1;

/** In: a name. Out: the database of that name. One that cannot be read, or is of a later version, is built anew. */
export function openDatabase(name = 'steelyard'): Database {
  let open: Promise<IDBPDatabase<Schema>> | null = null;
  const close = () => {
    open = null;
  };
  return () => {
    open ??= opened(name, close).catch(async (error: unknown) => {
      if (!isBroken(error)) throw error;
      await deleteDB(name);
      return opened(name, close);
    });
    open.catch(close);
    return open;
  };
}

function opened(name: string, onClosed: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(name, VERSION, {
    upgrade(db, from, _, transaction) {
      const held = db.objectStoreNames;
      if (!held.contains('snapshots'))
        db.createObjectStore('snapshots', { keyPath: 'lead' }).createIndex('knownAt', 'knownAt');
      if (!held.contains('addresses'))
        db.createObjectStore('addresses', { keyPath: 'hash' }).createIndex('knownAt', 'knownAt');
      if (!held.contains('queue')) db.createObjectStore('queue', { keyPath: 'place' });
      if (!held.contains('outbox')) db.createObjectStore('outbox', { keyPath: 'key' }).createIndex('at', 'at');
      if (!held.contains('settings')) db.createObjectStore('settings');
      // A snapshot of another format is asked for again.
      if (from < FORMAT * 10) return transaction.objectStore('snapshots').clear();
      return undefined;
    },
    blocking(_, __, { target }) {
      if (target instanceof IDBDatabase) target.close();
      onClosed();
    },
    terminated: onClosed,
  });
}

/** `VersionError`: a later program wrote it. `UnknownError`: browsers say so of files that they cannot read. */
const isBroken = (error: unknown): boolean =>
  error instanceof DOMException && ['VersionError', 'UnknownError'].includes(error.name);

/** What the settings hold of leads: what the model had to say, to whom an answer is owed, what the rep has put aside or confirmed. */
const OF_LEADS = ['alerts', 'slas', 'urgent', 'snoozed', 'handled', 'confirmed'];

/** Forgets everybody, and unsent outcomes with them when they are meant for another workspace. */
export async function forget(db: Database, keepOutbox: boolean): Promise<void> {
  const open = await db();
  const stores = ['snapshots', 'addresses', 'queue', ...(keepOutbox ? [] : (['outbox'] as const))] as const;
  await Promise.all([
    ...stores.map((store) => open.clear(store)),
    ...OF_LEADS.map((name) => open.delete('settings', name)),
  ]);
}

/** Drops what is older than the age limit and, oldest first, what is beyond the bound. In: the moment (ms). */
export async function prune(db: Database, now: number, kept = KEPT): Promise<void> {
  for (const store of ['snapshots', 'addresses'] as const) {
    const transaction = (await db()).transaction(store, 'readwrite');
    const surplus = (await transaction.store.count()) - kept;
    let oldest = await transaction.store.index('knownAt').openCursor();
    for (let i = 0; oldest !== null && (i < surplus || oldest.value.knownAt < now - OLDEST); i++) {
      await oldest.delete();
      oldest = await oldest.continue();
    }
    await transaction.done;
  }
}

/** What is written together: snapshots, names, the whole queue anew, a lead whose snapshot goes. */
export interface News {
  snapshots?: SnapshotRow[];
  addresses?: AddressRow[];
  queue?: QueueRow[];
  gone?: string;
}

/** Writes all of it, or nothing. */
export async function keep(db: Database, { snapshots = [], addresses = [], queue, gone }: News): Promise<void> {
  const transaction = (await db()).transaction(['snapshots', 'addresses', 'queue'], 'readwrite');
  const people = transaction.objectStore('snapshots');
  const names = transaction.objectStore('addresses');
  const places = transaction.objectStore('queue');
  // Nothing waits for the one before; what fails, fails the whole.
  const asked: Promise<unknown>[] = [transaction.done];
  try {
    if (gone !== undefined) asked.push(people.delete(gone));
    if (queue !== undefined) asked.push(places.clear());
    for (const row of snapshots) asked.push(people.put(row));
    for (const row of addresses) asked.push(names.put(row));
    for (const row of queue ?? []) asked.push(places.put(row));
  } catch (error) {
    // A row without a key is refused before it is asked for, and would leave the rest standing.
    transaction.abort();
    throw error;
  } finally {
    for (const one of asked) one.catch(() => {});
  }
  await transaction.done;
}

/** In: leads. Out: the snapshot of each, in order; undefined where none is held. */
export async function snapshotsOf(db: Database, leads: string[]): Promise<(SnapshotRow | undefined)[]> {
  const store = (await db()).transaction('snapshots').store;
  return Promise.all(leads.map((lead) => store.get(lead)));
}
