/** Parcels: what a ledger stores of one subject, packed for another ledger and unpacked there; the same parcel twice is one. */
import type { Merge } from './merges';

/** So many events travel together. */
const PAGE = 500;

type Value = string | number | null;
type Row = Record<string, Value>;

export type LogRow = {
  subject: string;
  id: string;
  type: string;
  at: number;
  received: number;
  source: string;
  body: string;
};

export interface Parcel {
  subject: string;
  /** Nothing else of this subject counts any more. */
  isWhole: boolean;
  events: LogRow[];
  ties: Row[];
  leads: Row[];
  aliases: Row[];
  outcomes: Row[];
  merges: Merge[];
  accounts: Row[];
  erased: Row[];
  /** When actions fired for the lead, and what was promised of it. */
  fired: Row[];
  promises: Row[];
}
const EMPTY: Omit<Parcel, 'subject'> = {
  ...{ isWhole: false, events: [], ties: [], leads: [], aliases: [], outcomes: [], merges: [], accounts: [] },
  ...{ erased: [], fired: [], promises: [] },
};

/** In: a subject, the ids of its events (null: all of them). Out: its parcels; the first one brings along everything but events. */
export function* pack(sql: SqlStorage, subject: string, ids: string[] | null): Generator<Parcel> {
  const name = subject.slice(2);
  const rows = (query: string, key = name): Row[] => sql.exec<Row>(query, key).toArray();
  const isLead = subject.startsWith('l:');
  const first = {
    ties: rows('SELECT visitor, since, event, lead, proof FROM ties WHERE visitor = ?', subject),
    leads: isLead ? rows('SELECT * FROM leads WHERE id = ?') : [],
    aliases: isLead ? rows('SELECT alias, lead, by, source, at FROM aliases WHERE lead = ?') : [],
    outcomes: isLead
      ? rows('SELECT lead, outcome, at, value, note, by, received FROM outcomes WHERE lead = ? ORDER BY id')
      : [],
    merges: isLead ? mergesWith(sql, name) : [],
    accounts: isLead ? [] : rows('SELECT domain, bucket, attributes FROM accounts WHERE domain = ?'),
    fired: isLead ? rows('SELECT lead, action, at FROM fired WHERE lead = ?') : [],
    promises: isLead ? rows('SELECT lead, action, why, started, due, told FROM promises WHERE lead = ?') : [],
    erased: isLead ? erasedRows(sql, name) : [],
  };
  let after = '';
  for (let isFirst = true; ; isFirst = false) {
    const events = ids === null ? eventsAfter(sql, subject, after) : eventsNamed(sql, subject, ids);
    yield { subject, ...EMPTY, ...(isFirst ? first : {}), events };
    const last = events.at(-1)?.id;
    if (ids !== null || events.length < PAGE || last === undefined) return;
    after = last;
  }
}

/** In: a subject. Out: that it was erased, which every ledger is to know; nothing for others. */
export function* packErased(sql: SqlStorage, subject: string): Generator<Parcel> {
  const erased = subject.startsWith('l:') ? erasedRows(sql, subject.slice(2)) : [];
  if (erased.length > 0) yield { subject, ...EMPTY, erased };
}

const erasedRows = (sql: SqlStorage, lead: string): Row[] =>
  sql.exec<Row>('SELECT lead, at, aliases FROM erased WHERE lead = ?', lead).toArray();

/** Those that have ended first: a lead is merged into one other at a time. */
const mergesWith = (sql: SqlStorage, lead: string): Merge[] =>
  sql
    .exec<{ [K in keyof Merge]: Merge[K] }>(
      `SELECT id, lead, other, at, by, undone_at AS undoneAt, undone_by AS undoneBy FROM merges
       WHERE lead = ?1 OR other = ?1 ORDER BY undone_at IS NULL, at, id`,
      lead,
    )
    .toArray();

const eventsAfter = (sql: SqlStorage, subject: string, after: string): LogRow[] =>
  sql
    .exec<LogRow>(
      'SELECT subject, id, type, at, received, source, body FROM events WHERE subject = ? AND id > ? ORDER BY id LIMIT ?',
      subject,
      after,
      PAGE,
    )
    .toArray();

const eventsNamed = (sql: SqlStorage, subject: string, ids: string[]): LogRow[] =>
  sql
    .exec<LogRow>(
      `SELECT subject, id, type, at, received, source, body FROM events
       WHERE subject = ? AND id IN (SELECT value FROM json_each(?))`,
      subject,
      JSON.stringify(ids),
    )
    .toArray();

/** Stores what is in a parcel. Out: the events that were not there before. A lead's row, its outcomes and other names are replaced, events and ties added, merges brought up to date. */
export function unpack(sql: SqlStorage, parcel: Parcel): LogRow[] {
  const { subject, isWhole, events, ties, leads, aliases, outcomes, merges, accounts, erased, fired, promises } =
    parcel;
  if (isWhole) drop(sql, subject);
  const put = (query: string, rows: object[]) => rows.length > 0 && sql.exec(query, JSON.stringify(rows));
  const taken = sql
    .exec<{ id: string }>(
      `INSERT INTO events (subject, id, type, at, received, source, body)
       SELECT value->>'subject', value->>'id', value->>'type', value->>'at', value->>'received', value->>'source', value->>'body'
       FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING id`,
      JSON.stringify(events),
    )
    .toArray();
  const fresh = new Set(taken.map(({ id }) => id));
  put(
    `INSERT INTO ties (visitor, since, event, lead, proof)
     SELECT value->>'visitor', value->>'since', value->>'event', value->>'lead', value->>'proof' FROM json_each(?)
     WHERE true ON CONFLICT DO NOTHING`,
    ties,
  );
  for (const lead of leads) putRow(sql, lead);
  if (leads.length > 0) {
    sql.exec('DELETE FROM aliases WHERE lead = ?', subject.slice(2));
    sql.exec('DELETE FROM outcomes WHERE lead = ?', subject.slice(2));
  }
  // Of two leads that are said to have a name, the one of whom it was said last has it.
  put(
    `INSERT INTO aliases (alias, lead, by, source, at)
     SELECT value->>'alias', value->>'lead', value->>'by', value->>'source', value->>'at' FROM json_each(?) WHERE true
     ON CONFLICT (alias) DO UPDATE SET lead = excluded.lead, by = excluded.by, source = excluded.source, at = excluded.at
     WHERE excluded.at >= aliases.at`,
    aliases,
  );
  put(
    `INSERT INTO outcomes (lead, outcome, at, value, note, by, received)
     SELECT value->>'lead', value->>'outcome', value->>'at', value->>'value', value->>'note', value->>'by', value->>'received'
     FROM json_each(?)`,
    outcomes,
  );
  for (const merge of merges) putMerge(sql, merge);
  put(
    `INSERT OR REPLACE INTO accounts (domain, bucket, attributes)
     SELECT value->>'domain', value->>'bucket', value->>'attributes' FROM json_each(?)`,
    accounts,
  );
  put(
    `INSERT OR REPLACE INTO erased (lead, at, aliases) SELECT value->>'lead', value->>'at', value->>'aliases' FROM json_each(?)`,
    erased,
  );
  put(
    `INSERT OR REPLACE INTO fired (lead, action, at)
     SELECT value->>'lead', value->>'action', value->>'at' FROM json_each(?)`,
    fired,
  );
  put(
    `INSERT INTO promises (lead, action, why, started, due, told)
     SELECT value->>'lead', value->>'action', value->>'why', value->>'started', value->>'due', value->>'told' FROM json_each(?)
     WHERE true ON CONFLICT (lead, action) DO UPDATE SET why = excluded.why, started = excluded.started, due = excluded.due,
       told = excluded.told WHERE excluded.started > started`,
    promises,
  );
  return events.filter(({ id }) => fresh.has(id));
}

/** A lead's row with its score, so that every list is right before the first evaluation. */
function putRow(sql: SqlStorage, row: Row): void {
  sql.exec(
    `INSERT OR REPLACE INTO leads (id, hash, bucket, email, account, attributes, opted_out, stage, tally, model_version, as_of,
       cause, priority, tier, level, grade, balance, points, stage_now, name, owner, last_at, copied_at, due)
     SELECT value->>'id', value->>'hash', value->>'bucket', value->>'email', value->>'account', value->>'attributes',
       value->>'opted_out', value->>'stage', value->>'tally', value->>'model_version', value->>'as_of', value->>'cause',
       value->>'priority', value->>'tier', value->>'level', value->>'grade', value->>'balance', value->>'points',
       value->>'stage_now', value->>'name', value->>'owner', value->>'last_at', value->>'copied_at',
       value->>'due' FROM json_each(?)`,
    JSON.stringify([row]),
  );
}

const RIVAL = 'other = ? AND undone_at IS NULL AND id <> ?';

/** A merge that has ended stays ended. Of two into which one lead gave way the later one stands: that the other has ended is on its way. */
export function putMerge(sql: SqlStorage, { id, lead, other, at, by, undoneAt, undoneBy }: Merge): void {
  if (undoneAt === null) {
    if (sql.exec(`SELECT 1 FROM merges WHERE ${RIVAL} AND at > ?`, other, id, at).toArray().length > 0) return;
    sql.exec(`DELETE FROM merges WHERE ${RIVAL}`, other, id);
  }
  sql.exec(
    `INSERT INTO merges (id, lead, other, at, by, undone_at, undone_by) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id)
     DO UPDATE SET undone_at = excluded.undone_at, undone_by = excluded.undone_by WHERE undone_at IS NULL`,
    id,
    lead,
    other,
    at,
    by,
    undoneAt,
    undoneBy,
  );
}

/** Forgets everything of one subject. */
export function drop(sql: SqlStorage, subject: string): void {
  const name = subject.slice(2);
  sql.exec('DELETE FROM events WHERE subject = ?', subject);
  sql.exec('DELETE FROM ties WHERE visitor = ?', subject);
  if (subject.startsWith('a:')) sql.exec('DELETE FROM accounts WHERE domain = ?', name);
  if (!subject.startsWith('l:')) return;
  sql.exec('DELETE FROM leads WHERE id = ?', name);
  sql.exec('DELETE FROM aliases WHERE lead = ?', name);
  sql.exec('DELETE FROM outcomes WHERE lead = ?', name);
  sql.exec('DELETE FROM fired WHERE lead = ?', name);
  sql.exec('DELETE FROM promises WHERE lead = ?', name);
  sql.exec("DELETE FROM outbox WHERE lead = ? AND kind <> 'message'", name);
  // A merge of two who are both elsewhere may end without a word to us, and would lead astray.
  sql.exec(
    `DELETE FROM merges WHERE (lead = ?1 OR other = ?1)
     AND NOT EXISTS (SELECT 1 FROM leads WHERE id = merges.lead OR id = merges.other)`,
    name,
  );
}
