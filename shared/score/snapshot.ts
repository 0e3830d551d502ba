/** A snapshot: everything that a score is computed from, worked out under one model; the ledger keeps it, KV copies and the extension holds it. */
import type { Account, Lead } from '../lead';
import type { Model } from '../model';
import { readAttributes } from './attributes';
import { standsOtherwise, withoutTypedFaults } from './claim';
import type { Fit } from './fit';
import type { Companion, DatedNote } from './note';
import { type Spam, spamOf } from './spam';
import type { LeftOut, Tally } from './tally';

/** Contact that the model has promised (moments in ms). It is kept by the first outcome that is recorded after it began. */
export interface Sla {
  /** The action of the model, and why it promises. */
  action: string;
  why: string;
  startedAt: number;
  dueAt: number;
  /** null: nobody has been in touch since. */
  keptAt: number | null;
}

export interface Snapshot {
  lead: Lead;
  account: Account | null;
  /** What their attributes come to, and what their touches do. */
  fit: Fit;
  tally: Tally;
  /** The person has, or every browser by which they are known. */
  optedOut: boolean;
  spam: Spam;
  companion: Companion;
  notes: DatedNote[];
  modelVersion: number;
  /** The moment it was made (ms). It is valid from then on; for an earlier one ask the ledger. */
  asOf: number;
  /** Of its promises the one that presses most: the first due of those that are open, else the one kept last. */
  sla?: Sla | undefined;
}
/** In: a lead, its account, its tally, the model that it was tallied under, the moment (ms). Out: the snapshot. */
export function snapshotOf(lead: Lead, account: Account | null, tally: Tally, model: Model, asOf: number): Snapshot {
  const { evidence, ownEvidence, notes, companion, ...fit } = readAttributes(lead, account, model);
  const stands = standsOtherwise(lead, tally);
  return {
    ...{ lead, account, tally, companion, asOf },
    fit: { ...fit, given: withoutTypedFaults(lead, fit.given) },
    optedOut: lead.optedOut || (tally.silent.length > 0 && !stands),
    spam: spamOf(tally, stands ? ownEvidence : evidence, stands, model, asOf),
    notes: [...leftOutOf(tally), ...notes],
    modelVersion: model.version,
  };
}

const LEFT_OUT: [kind: LeftOut, words: string][] = [
  ['future', 'dated in the future'],
  ['ancient', 'dated before 2000'],
  ['unknown', 'of an unknown type'],
  ['scanner', 'clicked by an e-mail scanner'],
  ['opted_out', 'from a browser that has opted out'],
  ['unproven', 'against this person, from a browser that has not proven to be theirs'],
];

const leftOutOf = ({ leftOut }: Tally): DatedNote[] =>
  LEFT_OUT.map(([kind, words]) => {
    const count = leftOut[kind];
    return { kind, count, message: `Left out: ${count} ${words}`, after: null, until: null };
  }).filter(({ count }) => count > 0);
