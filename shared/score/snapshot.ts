/** A snapshot: everything that a score is computed from, worked out under one model; the ledger keeps it, KV copies and the extension holds it. */
import type { Account, Lead } from '../lead';
import type { Model } from '../model';
import { readAttributes } from './attributes';
import type { Fit } from './fit';
import type { Companion, DatedNote } from './note';
import { type Spam, spamOf } from './spam';
import type { LeftOut, Tally } from './tally';

export interface Snapshot {
  lead: Lead;
  account: Account | null;
  /** What their attributes come to, and what their touches do. */
  fit: Fit;
  tally: Tally;
  spam: Spam;
  companion: Companion;
  notes: DatedNote[];
  modelVersion: number;
  /** The moment it was made (ms). It is valid from then on; for an earlier one ask the ledger. */
  asOf: number;
}
/** In: a lead, its account, its tally, the model that it was tallied under, the moment (ms). Out: the snapshot. */
export function snapshotOf(lead: Lead, account: Account | null, tally: Tally, model: Model, asOf: number): Snapshot {
  const { evidence, notes, companion, ...fit } = readAttributes(lead, account, model);
  return {
    ...{ lead, account, fit, tally, companion, asOf },
    spam: spamOf(tally, evidence, model, asOf),
    notes: [...leftOutOf(tally), ...notes],
    modelVersion: model.version,
  };
}

const LEFT_OUT: [kind: LeftOut, words: string][] = [
  ['future', 'dated in the future'],
  ['ancient', 'dated before 2000'],
  ['unknown', 'of an unknown type'],
  ['scanner', 'clicked by an e-mail scanner'],
];

const leftOutOf = ({ leftOut }: Tally): DatedNote[] =>
  LEFT_OUT.map(([kind, words]) => {
    const count = leftOut[kind];
    return { kind, count, message: `Left out: ${count} ${words}`, after: null, until: null };
  }).filter(({ count }) => count > 0);
