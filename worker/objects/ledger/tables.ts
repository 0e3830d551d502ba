/**
 * The ledger's tables, version by version: a version that was released stays as it is, the next one is a step after it. Rows
 * written are half of the bill: the event table has one key and no index beside it.
 */
import { salesforceId } from '../../../shared/id';
import type { Step } from '../schema';

/** What was there before versions were counted is there already. */
const FIRST: Step = [
  `CREATE TABLE IF NOT EXISTS events (
     subject TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, received INTEGER NOT NULL,
     source TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (subject, id)) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS ties (
     visitor TEXT NOT NULL, since INTEGER NOT NULL, event TEXT NOT NULL, lead TEXT NOT NULL, proof TEXT NOT NULL,
     PRIMARY KEY (visitor, since, event)) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS ties_of_lead ON ties (lead)`,
  `CREATE TABLE IF NOT EXISTS leads (
     id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, bucket INTEGER NOT NULL, email TEXT NOT NULL, account TEXT,
     attributes TEXT NOT NULL, opted_out INTEGER NOT NULL DEFAULT 0, stage TEXT, tally TEXT, model_version INTEGER, as_of INTEGER,
     cause TEXT, priority INTEGER NOT NULL DEFAULT 99, tier INTEGER, level TEXT, grade TEXT, balance REAL NOT NULL DEFAULT 0,
     points REAL NOT NULL DEFAULT 0, stage_now TEXT, name TEXT, owner TEXT, last_at INTEGER NOT NULL DEFAULT 0,
     copied_at INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS leads_of_account ON leads (account)`,
  `CREATE INDEX IF NOT EXISTS leads_by_priority ON leads (priority, -balance, id)`,
  `CREATE TABLE IF NOT EXISTS aliases (alias TEXT PRIMARY KEY, lead TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS aliases_of_lead ON aliases (lead)`,
  `CREATE TABLE IF NOT EXISTS accounts (
     domain TEXT PRIMARY KEY, bucket INTEGER NOT NULL, attributes TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS outcomes (
     id INTEGER PRIMARY KEY, lead TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL, value REAL, note TEXT,
     by TEXT NOT NULL, received INTEGER NOT NULL)`,
  `CREATE INDEX IF NOT EXISTS outcomes_of_lead ON outcomes (lead)`,
  // A tombstone: the keyed hash of an address, and until their copies are gone the other names that lead to them.
  `CREATE TABLE IF NOT EXISTS erased (lead TEXT PRIMARY KEY, at INTEGER NOT NULL, aliases TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE IF NOT EXISTS outbox (
     kind TEXT NOT NULL, lead TEXT NOT NULL, due INTEGER NOT NULL, dirty INTEGER NOT NULL DEFAULT 0,
     owed INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, lead)) WITHOUT ROWID`,
  `CREATE INDEX IF NOT EXISTS outbox_by_due ON outbox (due)`,
];

/** Who says another name, and which leads are one person. */
const MERGES: Step = [
  `ALTER TABLE aliases ADD COLUMN by TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE aliases ADD COLUMN source TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE aliases ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
  `CREATE TABLE merges (
     id TEXT PRIMARY KEY, lead TEXT NOT NULL, other TEXT NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, undone_at INTEGER,
     undone_by TEXT) WITHOUT ROWID`,
  `CREATE INDEX merges_of_lead ON merges (lead)`,
  `CREATE INDEX merges_of_other ON merges (other)`,
  // A lead is merged into one other at a time.
  `CREATE UNIQUE INDEX merges_in_force ON merges (other) WHERE undone_at IS NULL`,
];

/** Domains that stand for another company's account. */
const SUBSIDIARIES: Step = [
  `CREATE TABLE subsidiaries (domain TEXT PRIMARY KEY, parent TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX subsidiaries_of ON subsidiaries (parent)`,
];

/** Who listens to what (one row), and what they are to be told: as long as it was not handed over. */
const MESSAGES: Step = [
  'CREATE TABLE listeners (one INTEGER PRIMARY KEY, version INTEGER NOT NULL, webhooks TEXT NOT NULL)',
  `CREATE TABLE messages (
     id TEXT PRIMARY KEY, lead TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
  'CREATE INDEX messages_of_lead ON messages (lead)',
];

/** When an action last fired for a lead, and the contact that was promised of it. */
const ACTIONS: Step = [
  'CREATE TABLE fired (lead TEXT NOT NULL, action TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (lead, action)) WITHOUT ROWID',
  `CREATE TABLE promises (
     lead TEXT NOT NULL, action TEXT NOT NULL, why TEXT NOT NULL, started INTEGER NOT NULL, due INTEGER NOT NULL,
     PRIMARY KEY (lead, action)) WITHOUT ROWID`,
];

/** Deeds on leads that the audit log has not got yet. */
const DEEDS: Step = ['CREATE TABLE deeds (place INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)'];

/** Several ledgers: which buckets are not here, what is told to whom, and the move of buckets that is under way. */
const LEDGERS: Step = [
  `CREATE TABLE elsewhere (bucket INTEGER PRIMARY KEY, ledger TEXT NOT NULL)`,
  `CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT, bucket INTEGER NOT NULL, body TEXT NOT NULL)`,
  `CREATE INDEX posts_by_bucket ON posts (bucket)`,
  `CREATE TABLE moves (
     id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, buckets TEXT NOT NULL, phase TEXT NOT NULL, cursor TEXT NOT NULL)`,
  `CREATE TABLE dirty (subject TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID`,
];

/** Records of CRMs under one spelling each: Salesforce's long ids, Pipedrive's companies in lower case. Where two were one, the first stays. */
const SPELLINGS: Step = (sql) => {
  const rows = sql.exec<{ alias: string }>(
    "SELECT alias FROM aliases WHERE alias GLOB 'salesforce:???????????????' OR alias GLOB 'pipedrive:*[A-Z]*'",
  );
  for (const { alias } of rows.toArray()) {
    const [kind = '', name = ''] = [alias.slice(0, alias.indexOf(':')), alias.slice(alias.indexOf(':') + 1)];
    const one = `${kind}:${kind === 'salesforce' ? salesforceId(name) : name.toLowerCase()}`;
    sql.exec('UPDATE OR IGNORE aliases SET alias = ? WHERE alias = ?', one, alias);
  }
};

/** A promise stays when it is kept or broken; a lead's row says when it is to be answered, while it is. */
const SLAS: Step = [
  'ALTER TABLE promises ADD COLUMN told INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE leads ADD COLUMN due INTEGER',
  'UPDATE leads SET due = (SELECT MIN(due) FROM promises WHERE lead = leads.id)',
];

export const STEPS: readonly Step[] = [FIRST, MERGES, SUBSIDIARIES, MESSAGES, ACTIONS, DEEDS, LEDGERS, SPELLINGS, SLAS];
