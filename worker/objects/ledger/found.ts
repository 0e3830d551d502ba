/** How a lead is asked for, and what the ledger answers with: what a score is computed from. */
import type { Model } from '../../../shared/model';
import type { Snapshot } from '../../../shared/score';

/** Which lead: by id, by the hash of its address, or by another name. */
export type LeadRef = { id: string } | { hash: string } | { alias: string };
/** As of which moment (ms) and under which model; absent: now, the published one. */
export interface Wanted {
  at?: number | undefined;
  model?: Model | undefined;
}
export interface Found {
  snapshot: Snapshot;
  model: Model;
}

export interface FoundAccount extends Found {
  people: number;
  /** Other domains that stand for it. */
  subsidiaries: string[];
  /** Snapshots of its people (at most 200 of each ledger). */
  members: Snapshot[];
}
