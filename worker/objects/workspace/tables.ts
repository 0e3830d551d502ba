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

/** Keys with scopes, sites with several public keys, reps who are invited and revoked, and one log of what was done. */
const CONTROL: Step = [
  `CREATE TABLE keys (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL, created INTEGER NOT NULL, created_by TEXT NOT NULL,
     last_used INTEGER) WITHOUT ROWID`,
  `CREATE TABLE site_keys (
     key TEXT PRIMARY KEY, site TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER NOT NULL) WITHOUT ROWID`,
  'INSERT INTO site_keys (key, site, created, expires) SELECT key, id, 0, 9007199254740991 FROM sites',
  `CREATE TABLE known_sites (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, origins TEXT NOT NULL, consent INTEGER NOT NULL, created INTEGER NOT NULL) WITHOUT ROWID`,
  'INSERT INTO known_sites (id, name, origins, consent, created) SELECT id, name, origins, 0, 0 FROM sites',
  'DROP TABLE sites',
  'ALTER TABLE known_sites RENAME TO sites',
  'ALTER TABLE reps ADD COLUMN owner TEXT',
  "ALTER TABLE reps ADD COLUMN invited_by TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE reps ADD COLUMN paired INTEGER',
  'ALTER TABLE reps ADD COLUMN last_used INTEGER',
  'ALTER TABLE reps ADD COLUMN revoked INTEGER',
  'UPDATE reps SET paired = created',
  'CREATE INDEX credentials_of_holder ON credentials (holder)',
  `CREATE TABLE audit (
     id INTEGER PRIMARY KEY, deed TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL,
     name TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL)`,
  `INSERT INTO audit (deed, at, kind, actor, name, action, target, detail)
     SELECT 'model-' || id, at, 'secret', by, by, 'model_' || deed, 'model:' || version, json_object('why', why)
     FROM model_deeds ORDER BY id`,
  'DROP TABLE model_deeds',
];

/** Files that came or are coming in, and the lines of them that were refused. */
const IMPORTS: Step = [
  `CREATE TABLE imports (
     id TEXT PRIMARY KEY, options TEXT NOT NULL, by TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, reading TEXT,
     offset INTEGER NOT NULL DEFAULT 0, line INTEGER NOT NULL DEFAULT 0, inside INTEGER NOT NULL DEFAULT 0,
     accepted INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0,
     done INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE TABLE import_errors (
     import TEXT NOT NULL, line INTEGER NOT NULL, path TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (import, line)) WITHOUT ROWID`,
];

const WEBHOOKS: Step = [
  `CREATE TABLE webhooks (
     id TEXT PRIMARY KEY, url TEXT NOT NULL, events TEXT NOT NULL, enabled INTEGER NOT NULL, description TEXT NOT NULL,
     because TEXT, secret TEXT NOT NULL, previous_secret TEXT, previous_until INTEGER, created INTEGER NOT NULL) WITHOUT ROWID`,
];

/** Where the lead of a live message stands, so that it can be told to whom it matters. */
const LIVE_PLACES: Step = ['ALTER TABLE live ADD COLUMN place TEXT'];

export const STEPS: readonly Step[] = [FIRST, CONTROL, IMPORTS, WEBHOOKS, LIVE_PLACES];
