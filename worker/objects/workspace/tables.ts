/**
 * The workspace's tables (the control plane, and the last live message of every lead), version by version: a version that was
 * released stays as it is, the next one is a step after it.
 */
import type { Step } from '../schema';

/** What was there before versions were counted is there already. */
const FIRST: Step = [
  'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS sites (id TEXT PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE, origins TEXT NOT NULL) WITHOUT ROWID',
  'CREATE TABLE IF NOT EXISTS reps (id TEXT PRIMARY KEY, name TEXT NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID',
  `CREATE TABLE IF NOT EXISTS credentials (
     hash TEXT PRIMARY KEY, kind TEXT NOT NULL, holder TEXT NOT NULL, name TEXT NOT NULL, created INTEGER NOT NULL,
     expires INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS models (
     version INTEGER PRIMARY KEY, status TEXT NOT NULL, body TEXT NOT NULL, created INTEGER NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS model_deeds (
     id INTEGER PRIMARY KEY, version INTEGER NOT NULL, deed TEXT NOT NULL, by TEXT NOT NULL, why TEXT, at INTEGER NOT NULL)`,
  'CREATE TABLE IF NOT EXISTS live (lead TEXT PRIMARY KEY, cursor INTEGER NOT NULL, message TEXT NOT NULL) WITHOUT ROWID',
  'CREATE UNIQUE INDEX IF NOT EXISTS live_by_cursor ON live (cursor)',
  `CREATE TABLE IF NOT EXISTS requests (
     key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, at INTEGER NOT NULL, status INTEGER, body TEXT) WITHOUT ROWID`,
  'CREATE INDEX IF NOT EXISTS requests_by_age ON requests (at)',
];

export const STEPS: readonly Step[] = [FIRST];
