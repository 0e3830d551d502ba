/** Addresses → people: from what is held when it is fresh, else asked for in batches, as keyed hashes only. */
import { emailHash } from '../../shared/id';
import type { AddressRow, Database } from '../db';
import type { Found } from '../messages';
import { type Api, PATIENCE, within } from './api';

/** An answer is asked for again after this long (ms); while the socket is live, news arrive sooner by themselves. */
export const FRESH = 10 * 60_000;
/** Requests of this long (ms) travel together. */
const GATHER = 30;
const BATCH = 100;

export interface Lookups {
  /** In: addresses. Out: one answer each, in order. Never rejects: who cannot be asked for is `unreachable`. */
  find(emails: string[], lookupKey: string, api: Api): Promise<Found[]>;
}

/** In: the database, the clock (ms). Out: the lookups, which gather what several pages ask at the same time. */
export function openLookups(db: Database, now: () => number): Lookups {
  let gathering: Promise<void> | null = null;
  let wanted = new Set<string>();

  const ask = (hashes: string[], api: Api): Promise<void> => {
    for (const hash of hashes) wanted.add(hash);
    gathering ??= new Promise((resolve) => setTimeout(resolve, GATHER)).then(() => {
      const batch = [...wanted];
      wanted = new Set();
      gathering = null;
      return fetchAll(db, batch, api, now());
    });
    return gathering;
  };

  return {
    async find(emails, lookupKey, api) {
      const hashes = await Promise.all(emails.map((email) => emailHash<CryptoKey>(crypto.subtle, lookupKey, email)));
      const held = await db.addresses.bulkGet(hashes);
      const stale = hashes.filter((_, i) => now() - (held[i]?.knownAt ?? 0) >= FRESH);
      const hasAll = held.every((row) => row !== undefined);
      if (stale.length > 0) await within(hasAll ? PATIENCE : null, ask(stale, api));
      return answers(db, hashes);
    },
  };
}

async function fetchAll(db: Database, hashes: string[], api: Api, now: number): Promise<void> {
  for (let from = 0; from < hashes.length; from += BATCH) {
    const batch = hashes.slice(from, from + BATCH);
    const scores = await api.scores(batch);
    const snapshots = scores.flatMap(({ snapshot }) =>
      snapshot === undefined ? [] : [{ lead: snapshot.lead.id, snapshot, knownAt: now }],
    );
    const addresses = batch.map(
      (hash, i): AddressRow => ({ hash, lead: scores[i]?.snapshot?.lead.id ?? null, knownAt: now }),
    );
    await db.transaction('rw', db.snapshots, db.addresses, async () => {
      await db.snapshots.bulkPut(snapshots);
      await db.addresses.bulkPut(addresses);
    });
  }
}

async function answers(db: Database, hashes: string[]): Promise<Found[]> {
  const addresses = await db.addresses.bulkGet(hashes);
  const rows = await db.snapshots.bulkGet(addresses.map((row) => row?.lead ?? ''));
  return addresses.map((address, i) => {
    const row = rows[i];
    if (row !== undefined) return { snapshot: row.snapshot, knownAt: Math.max(row.knownAt, address?.knownAt ?? 0) };
    return address?.lead === null ? 'unknown' : 'unreachable';
  });
}
