/**
 * The move of buckets to a new ledger while events keep coming (decisions/0019): copied subject by subject, what is written meanwhile is
 * copied again, then nothing is written to them for a moment, the new ledger opens, and this one gives them up. Every step may be taken twice.
 */
import { bucketOfSubject } from './buckets';
import { familyOf } from './merges';
import { owe, settle } from './outbox';
import { drop, type Parcel, pack, packErased } from './parcel';
import { post } from './posts';
import { isNeeded } from './reach';
import { visitorsOf } from './ties';

/** So many subjects are looked at in one slice; so many events travel in one call. */
const SLICE = 100;
const LOAD = 1000;
/** Nothing may be written to the buckets from here on: what is left is copied in one go. */
const NEARLY = 50;

/** The cursor of a move that has seen every subject. */
export const COPIED = 'copied';

export interface Move {
  source: string;
  target: string;
  buckets: number[];
  phase: 'copying' | 'closing' | 'telling' | 'purging';
  cursor: string;
}
/** What is owed for a lead that moves. */
export interface Owed {
  lead: string;
  kind: 'evaluate' | 'live' | 'copy' | 'promise' | 'forget';
  dirty: number;
}

/** Out: the move that is under way, or undefined. */
export function moveIn(sql: SqlStorage): Move | undefined {
  const row = sql
    .exec<Omit<Move, 'buckets'> & { buckets: string }>('SELECT source, target, buckets, phase, cursor FROM moves')
    .toArray()[0];
  return row === undefined ? undefined : { ...row, buckets: JSON.parse(row.buckets) };
}

/** Begins a move, unless one is under way. */
export function beginMove(sql: SqlStorage, source: string, target: string, buckets: number[], now: number): void {
  sql.exec(
    "INSERT INTO moves (id, source, target, buckets, phase, cursor) VALUES (1, ?, ?, ?, 'copying', '') ON CONFLICT DO NOTHING",
    source,
    target,
    JSON.stringify(buckets),
  );
  owe(sql, 'move', '', now);
}

export function proceed(sql: SqlStorage, phase: Move['phase'], cursor: string): void {
  sql.exec('UPDATE moves SET phase = ?, cursor = ?', phase, cursor);
}

/** Notes that a subject was written to while a move is under way. */
export function touch(sql: SqlStorage, subject: string): void {
  sql.exec(
    'INSERT INTO dirty (subject, times) VALUES (?, 1) ON CONFLICT (subject) DO UPDATE SET times = times + 1',
    subject,
  );
}

/** The same for a person: all of their leads, and every visitor who is one of them. */
export function touchPerson(sql: SqlStorage, lead: string): void {
  const family = familyOf(sql, lead);
  for (const id of family) touch(sql, `l:${id}`);
  for (const visitor of visitorsOf(sql, family)) touch(sql, visitor);
}

/** In: a move. Out: the next slice of subjects to be copied, and how to note that it was; null when all are, but for a few. */
export function nextCopies(sql: SqlStorage, move: Move) {
  const fresh = move.cursor === COPIED ? [] : subjectsAfter(sql, move.cursor);
  if (fresh.length > 0) return { subjects: fresh, done: () => proceed(sql, move.phase, fresh.at(-1) ?? '') };
  const again = sql
    .exec<{ subject: string; times: number }>('SELECT subject, times FROM dirty LIMIT ?', SLICE)
    .toArray();
  const isNearly = move.phase === 'copying' && again.length < NEARLY;
  if (isNearly || again.length === 0) return null;
  return {
    subjects: again.map(({ subject }) => subject),
    done: () => {
      for (const { subject, times } of again)
        sql.exec('DELETE FROM dirty WHERE subject = ? AND times = ?', subject, times);
    },
  };
}

/** In: subjects, the buckets that move. Out: what the new ledger needs of them, in loads. */
export function* loads(sql: SqlStorage, subjects: string[], buckets: number[]): Generator<Parcel[]> {
  const goes = (bucket: number) => buckets.includes(bucket);
  let load: Parcel[] = [];
  let weight = 0;
  for (const subject of subjects) {
    const isGoing = isNeeded(sql, subject, bucketOfSubject(subject), goes);
    let isWhole = true;
    for (const parcel of isGoing ? pack(sql, subject, null) : packErased(sql, subject)) {
      load.push({ ...parcel, isWhole });
      isWhole = false;
      weight += 1 + parcel.events.length;
      if (weight < LOAD) continue;
      yield load;
      load = [];
      weight = 0;
    }
  }
  if (load.length > 0) yield load;
}

/** In: the buckets that move. Out: what is owed for their leads. */
export const owedIn = (sql: SqlStorage, buckets: number[]): Owed[] =>
  sql
    .exec<{ lead: string; kind: Owed['kind']; dirty: number }>(
      `SELECT lead, kind, dirty FROM outbox WHERE kind IN ('evaluate', 'live', 'copy', 'promise', 'forget')`,
    )
    .toArray()
    .filter(({ lead }) => buckets.includes(bucketOfSubject(`l:${lead}`)));

/** Gives the buckets up: from now on whoever asks for them is told where they are. What was written last is owed to the new ledger. */
export function giveUp(sql: SqlStorage, { target, buckets }: Move, now: number): void {
  for (const bucket of buckets)
    sql.exec('INSERT OR REPLACE INTO elsewhere (bucket, ledger) VALUES (?, ?)', bucket, target);
  const moved = JSON.stringify(buckets);
  sql.exec("UPDATE leads SET cause = 'moved' WHERE bucket IN (SELECT value FROM json_each(?))", moved);
  for (const { lead, kind } of owedIn(sql, buckets)) settle(sql, kind, lead);
  const goes = (bucket: number) => buckets.includes(bucket);
  for (const { subject } of sql.exec<{ subject: string }>('SELECT subject FROM dirty').toArray()) {
    const isTold = isNeeded(sql, subject, bucketOfSubject(subject), goes);
    if (isTold) post(sql, buckets[0] ?? 0, { kind: 'facts', subject, ids: null }, now);
    for (const { erased } of packErased(sql, subject))
      for (const { lead, at } of erased)
        post(sql, buckets[0] ?? 0, { kind: 'erase', leads: [String(lead)], at: Number(at) }, now);
  }
  sql.exec('DELETE FROM dirty');
  proceed(sql, 'telling', '');
}

/** Forgets a slice of what nobody here needs any more. Out: whether there is more. */
export function purge(sql: SqlStorage, move: Move, holds: (bucket: number) => boolean): boolean {
  const subjects = subjectsAfter(sql, move.cursor);
  for (const subject of subjects) {
    if (!isNeeded(sql, subject, bucketOfSubject(subject), holds)) drop(sql, subject);
  }
  if (subjects.length > 0) proceed(sql, 'purging', subjects.at(-1) ?? '');
  else sql.exec('DELETE FROM moves');
  return subjects.length > 0;
}

/** In: the last subject that was seen. Out: the next ones of all tables, in order. Each table is searched by its key. */
export function subjectsAfter(sql: SqlStorage, cursor: string, most = SLICE): string[] {
  const after = (kind: string) => (cursor < kind ? '' : cursor.startsWith(kind) ? cursor.slice(2) : '\uffff');
  return sql
    .exec<{ subject: string }>(
      `WITH RECURSIVE seen (subject) AS (
         SELECT MIN(subject) FROM events WHERE subject > ?1
         UNION ALL SELECT (SELECT MIN(e.subject) FROM events e WHERE e.subject > seen.subject) FROM seen
         WHERE seen.subject IS NOT NULL LIMIT ?4)
       SELECT subject FROM (SELECT subject FROM seen WHERE subject IS NOT NULL)
       UNION SELECT subject FROM (SELECT DISTINCT visitor AS subject FROM ties WHERE visitor > ?1 ORDER BY visitor LIMIT ?4)
       UNION SELECT subject FROM (SELECT 'l:' || id AS subject FROM leads WHERE id > ?2 ORDER BY id LIMIT ?4)
       UNION SELECT subject FROM (SELECT 'l:' || lead AS subject FROM erased WHERE lead > ?2 ORDER BY lead LIMIT ?4)
       UNION SELECT subject FROM (SELECT 'a:' || domain AS subject FROM accounts WHERE domain > ?3 ORDER BY domain LIMIT ?4)
       ORDER BY subject LIMIT ?4`,
      cursor,
      after('l:'),
      after('a:'),
      most,
    )
    .toArray()
    .map(({ subject }) => subject);
}
