/** A snapshot: everything that a score is computed from, folded under one model; the ledger keeps it, KV copies and the extension holds it. */
import type { Account, Lead } from '../lead';
import type { Model } from '../model';
import { fitOf } from './attributes';
import type { Fit } from './fit';
import type { Tally } from './tally';

export interface Snapshot {
  lead: Lead;
  account: Account | null;
  /** What their attributes come to under the model, and what their touches do. */
  fit: Fit;
  tally: Tally;
  modelVersion: number;
  /** The moment it was made (ms). It is valid from then on; for an earlier one ask the ledger. */
  asOf: number;
}

/** In: a lead, its account, its tally, the model that it was tallied under, the moment (ms). Out: the snapshot. */
export const snapshotOf = (
  lead: Lead,
  account: Account | null,
  tally: Tally,
  model: Model,
  asOf: number,
): Snapshot => ({ lead, account, fit: fitOf(lead, account, model), tally, modelVersion: model.version, asOf });
