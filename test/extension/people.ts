/** People for the extension's tests, made as the ledger makes them. */
import type { Person } from '../../extension/messages';
import { HOUR } from '../../shared/event';
import { emailHash, leadId } from '../../shared/id';
import type { Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Snapshot } from '../../shared/score';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf as asSnapshot } from '../../shared/score/snapshot';
import type { Signal } from '../../shared/signal';

export const MODEL: Model = { ...DEFAULT, version: 3 };
export const NOW = Date.UTC(2026, 10, 22, 12);
export const LOOKUP_KEY = 'lookup-key';

export const hashOf = (email: string): Promise<string> => emailHash<CryptoKey>(crypto.subtle, LOOKUP_KEY, email);

/** In: an address, a name, touches as [signal, age in hours], the moment. Out: the snapshot. */
export async function snapshotOf(
  email: string,
  name: string,
  touches: [Signal, number][],
  now = NOW,
): Promise<Snapshot> {
  const facts = touches.map(([type, age], i) => ({ id: `e${i}`, type, at: now - age * HOUR, subject: 'lead:x' }));
  const seen = (value: string | number) => [{ value, source: 'api', observedAt: now }];
  return asSnapshot(
    {
      ...{ id: leadId(7, await hashOf(email)), email, name, account: 'northwind.example', owner: null, stage: null },
      ...{ optedOut: false, attributes: { title: seen('VP Engineering') } },
    },
    { domain: 'northwind.example', attributes: { employees: seen(200) } },
    tallyOf(facts, MODEL, now),
    MODEL,
    now,
  );
}

/** In: a snapshot, in how many hours an answer is due. Out: the same with an answer promised. */
export const owing = (snapshot: Snapshot, hours: number, keptAt: number | null = null): Snapshot => ({
  ...snapshot,
  sla: { action: 'call', why: 'Demos are answered', startedAt: NOW - 4 * HOUR, dueAt: NOW + hours * HOUR, keptAt },
});

export const personOf = (snapshot: Snapshot): Person => ({ snapshot, knownAt: snapshot.asOf });
