/** What the extension remembers on this device: snapshots, which address is whom, the hot queue, unsent outcomes, settings. */
import { Dexie, type EntityTable, type Table } from 'dexie';
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
}

export type Database = Dexie & {
  snapshots: EntityTable<SnapshotRow, 'lead'>;
  addresses: EntityTable<AddressRow, 'hash'>;
  queue: EntityTable<QueueRow, 'place'>;
  outbox: EntityTable<OutboxRow, 'key'>;
  settings: Table<unknown, string>;
};

/** More snapshots than a rep meets in weeks; beyond that the oldest go. */
const KEPT = 5000;

/** In: a name. Out: the database of that name, opened at its first use. */
export function openDatabase(name = 'steelyard'): Database {
  const db = new Dexie(name) as Database;
  // A snapshot of another format is asked for again.
  db.version(FORMAT)
    .stores({
      snapshots: 'lead, knownAt',
      addresses: 'hash, knownAt',
      queue: 'place',
      outbox: 'key, at',
      settings: '',
    })
    .upgrade((transaction) => transaction.table('snapshots').clear());
  return db;
}

/** Forgets everything that a workspace said, and unsent outcomes with it when they are meant for another one. */
export async function forget(db: Database, keepOutbox: boolean): Promise<void> {
  const tables = [db.snapshots, db.addresses, db.queue, ...(keepOutbox ? [] : [db.outbox])];
  await Promise.all(tables.map((table) => table.clear()));
}

/** Drops what is beyond the bound, oldest first. */
export async function prune(db: Database, kept = KEPT): Promise<void> {
  for (const table of [db.snapshots, db.addresses]) {
    const surplus = (await table.count()) - kept;
    if (surplus > 0) await table.orderBy('knownAt').limit(surplus).delete();
  }
}
