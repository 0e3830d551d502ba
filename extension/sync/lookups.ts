/** Keys → people: from what is held when it is fresh, else asked for in batches; addresses as keyed hashes only. */
import * as v from 'valibot';
import { keyedHasher, normalizeEmail } from '../../shared/id';
import { type AddressRow, type Database, keep, type SnapshotRow, snapshotsOf } from '../db';
import type { Confirmation, Found } from '../messages';
import { type Api, PATIENCE, within } from './api';

/** An answer is asked for again after this long (ms); while the socket is live, news arrive sooner by themselves. */
export const FRESH = 10 * 60_000;
/** Requests of this long (ms) travel together: what several tabs ask as a browser starts. */
const GATHER = 5;
const BATCH = 100;
const CONFIRMED = 'confirmed';
const Words = v.fallback(v.record(v.string(), v.string()), {});
/** One key as the API takes it. */
type Question = Record<string, string>;

export interface Lookups {
  /** In: addresses and other names. Out: one answer each, in order. Never rejects: who cannot be asked for is `unreachable`. */
  find(keys: string[], lookupKey: string, api: Api): Promise<Found[]>;
  /** Keeps a rep's word that a key is a lead's; null forgets it. */
  confirm(word: Confirmation, lookupKey: string): Promise<void>;
}

/** In: the database, the clock (ms). Out: the lookups, which gather what several pages ask at the same time. */
export function openLookups(db: Database, now: () => number): Lookups {
  let gathering: Promise<Answered> | null = null;
  let wanted = new Map<string, Question>();

  const ask = (questions: [hash: string, question: Question][], api: Api): Promise<Answered> => {
    for (const [hash, question] of questions) wanted.set(hash, question);
    gathering ??= new Promise((resolve) => setTimeout(resolve, GATHER)).then(() => {
      const batch = [...wanted];
      wanted = new Map();
      gathering = null;
      return fetchAll(db, batch, api, now());
    });
    return gathering;
  };

  return {
    async find(keys, lookupKey, api) {
      const hashOf = hasher(lookupKey);
      const hashes = await Promise.all(keys.map(hashOf));
      const [held, words] = await Promise.all([addressesOf(db, hashes), confirmed(db)]);
      const stale = hashes.flatMap((hash, i): [string, Question][] =>
        now() - (held[i]?.knownAt ?? 0) < FRESH ? [] : [[hash, questionOf(keys[i] ?? '', hash, words[hash])]],
      );
      const hasAll = held.every((row) => row !== undefined);
      const fresh = stale.length > 0 ? await within(hasAll ? PATIENCE : null, ask(stale, api)) : null;
      const addresses = hashes.map((hash, i) => fresh?.addresses.get(hash) ?? held[i]);
      return answers(db, addresses, fresh?.snapshots ?? new Map(), words);
    },
    async confirm({ key, lead }, lookupKey) {
      const hash = await hasher(lookupKey)(key);
      const { [hash]: _, ...others } = await confirmed(db);
      const open = await db();
      await open.put('settings', lead === null ? others : { ...others, [hash]: lead }, CONFIRMED);
      await open.delete('addresses', hash);
    },
  };
}

function hasher(lookupKey: string): (key: string) => Promise<string> {
  const hash = keyedHasher<CryptoKey>(crypto.subtle, lookupKey);
  return (key) => hash(normalizeEmail(key));
}

/** Out: a rep's own words: the hash of a key → the lead. */
const confirmed = async (db: Database): Promise<Record<string, string>> =>
  v.parse(Words, await (await db()).get('settings', CONFIRMED));

/** An address travels as its hash, another name as it is (`hubspot:123:42` → `{ hubspot: "123:42" }`). */
function questionOf(key: string, hash: string, lead: string | undefined): Question {
  if (lead !== undefined) return { lead };
  if (key.includes('@')) return { emailHash: hash };
  const end = key.indexOf(':');
  return { [key.slice(0, end)]: key.slice(end + 1) };
}

/** What the server has just said, by hash and by lead. */
interface Answered {
  addresses: Map<string, AddressRow>;
  snapshots: Map<string, SnapshotRow>;
}

/** Nobody waits until the answers are written down: what of them is lost is asked for again. */
async function fetchAll(db: Database, wanted: [string, Question][], api: Api, now: number): Promise<Answered> {
  const answered: Answered = { addresses: new Map(), snapshots: new Map() };
  for (let from = 0; from < wanted.length; from += BATCH) {
    const batch = wanted.slice(from, from + BATCH);
    const scores = await api.scores(batch.map(([, question]) => question));
    const snapshots = scores.flatMap(({ snapshot }) =>
      snapshot === undefined ? [] : [{ lead: snapshot.lead.id, snapshot, knownAt: now }],
    );
    const addresses = batch.map(
      ([hash], i): AddressRow => ({ hash, lead: scores[i]?.snapshot?.lead.id ?? null, knownAt: now }),
    );
    keep(db, { snapshots, addresses }).catch(() => {});
    for (const row of snapshots) answered.snapshots.set(row.lead, row);
    for (const row of addresses) answered.addresses.set(row.hash, row);
  }
  return answered;
}

async function addressesOf(db: Database, hashes: string[]): Promise<(AddressRow | undefined)[]> {
  const store = (await db()).transaction('addresses').store;
  return Promise.all(hashes.map((hash) => store.get(hash)));
}

/** In: what each key leads to, in order; snapshots that are at hand, the others are read; a rep's own words. */
async function answers(
  db: Database,
  addresses: (AddressRow | undefined)[],
  fresh: Answered['snapshots'],
  words: Record<string, string>,
): Promise<Found[]> {
  const leads = addresses.flatMap((address) => address?.lead ?? []).filter((lead) => !fresh.has(lead));
  const read = leads.length > 0 ? await snapshotsOf(db, leads) : [];
  const rows = new Map([...fresh, ...read.flatMap((row) => (row === undefined ? [] : [[row.lead, row] as const]))]);
  return addresses.map((address) => {
    const row = rows.get(address?.lead ?? '');
    if (address === undefined || row === undefined) return address?.lead === null ? 'unknown' : 'unreachable';
    const knownAt = Math.max(row.knownAt, address.knownAt);
    return { snapshot: row.snapshot, knownAt, ...(address.hash in words && { isConfirmed: true }) };
  });
}
