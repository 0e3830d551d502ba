/** The tables of one webhook's object: whose it is, and what is or was to be delivered. */
import type { Step } from '../schema';

const FIRST: Step = [
  'CREATE TABLE self (webhook TEXT PRIMARY KEY) WITHOUT ROWID',
  `CREATE TABLE deliveries (
     seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, lead TEXT, body TEXT NOT NULL, created INTEGER NOT NULL,
     state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0, due INTEGER, last_at INTEGER, status INTEGER,
     error TEXT, took INTEGER)`,
  'CREATE INDEX deliveries_by_due ON deliveries (due) WHERE due IS NOT NULL',
  'CREATE INDEX deliveries_of_lead ON deliveries (lead)',
];

export const STEPS: readonly Step[] = [FIRST];
