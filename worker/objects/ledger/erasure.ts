/** Erasure: a person and everything that hangs on them goes; a tombstone stays, so that what was on its way does not bring them back. */
import { dropActions } from './actions';
import type { Entry } from './events';
import { forgetMerges } from './merges';
import { dropMessages } from './messages';
import { aliasesOf } from './names';
import { owe, settleAll } from './outbox';
import { stretchesOfVisitor, visitorsOf } from './ties';

/** Who was erased, and when (ms). */
export type Tombstones = Map<string, number>;

export const tombstonesIn = (sql: SqlStorage): Tombstones =>
  new Map(
    sql
      .exec<{ lead: string; at: number }>('SELECT lead, at FROM erased')
      .toArray()
      .map(({ lead, at }) => [lead, at]),
  );

const OF_KEYS = `(subject, id) IN (SELECT value->>'subject', value->>'id' FROM json_each(?))`;
const OF_STRETCHES = `(subject, id) IN (SELECT e.subject, e.id FROM json_each(?) s JOIN events e
  ON e.subject = s.value->>'subject' AND e.at >= s.value->>'from' AND e.at < s.value->>'to')`;
/**
 * SQLite leaves the bytes of a deleted row where they were until it needs the room; so blanks of the same length go over them first.
 * The platform lets nobody vacuum (decisions/0012).
 */
const BLANK_EVENTS = `UPDATE events SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE ${OF_STRETCHES}`;
const BLANK_OUTCOMES = `UPDATE outcomes SET note = printf('%.*c', length(CAST(note AS BLOB)), ' ') WHERE lead = ?`;
const BLANK_LEAD = `UPDATE leads SET email = printf('%.*c', length(CAST(email AS BLOB)), ' '),
  attributes = printf('%.*c', length(CAST(attributes AS BLOB)), ' '), tally = printf('%.*c', length(CAST(tally AS BLOB)), ' '),
  name = printf('%.*c', length(CAST(name AS BLOB)), ' ') WHERE id = ?`;

/** Erases events of subjects. */
export function eraseEvents(sql: SqlStorage, events: { subject: string; id: string }[]): void {
  if (events.length === 0) return;
  const keys = JSON.stringify(events.map(({ subject, id }) => ({ subject, id })));
  sql.exec(`UPDATE events SET body = printf('%.*c', length(CAST(body AS BLOB)), ' ') WHERE ${OF_KEYS}`, keys);
  sql.exec(`DELETE FROM events WHERE ${OF_KEYS}`, keys);
}

/**
 * In: leads, when they were erased (ms). A word of them that was heard since, by a ledger that did not know, made them a visitor who is
 * somebody else: it goes first, lest they take along what is not theirs. Out: those words.
 */
export function dropLateWords(sql: SqlStorage, leads: string[], at: number): { subject: string; id: string }[] {
  const late = sql
    .exec<{ subject: string; id: string }>(
      `SELECT t.visitor AS subject, t.event AS id FROM ties t JOIN events e ON e.subject = t.visitor AND e.id = t.event
       WHERE t.lead IN (SELECT value FROM json_each(?1)) AND t.since <= ?2 AND e.received > ?2`,
      JSON.stringify(leads),
      at,
    )
    .toArray();
  for (const { subject, id } of late) sql.exec('DELETE FROM ties WHERE visitor = ? AND event = ?', subject, id);
  eraseEvents(sql, late);
  return late;
}

/** In: the leads of one person, now (ms). Out: the other names that led to them. Their copies are owed their end. */
export function erase(sql: SqlStorage, leads: string[], now: number): string[] {
  const visits = visitorsOf(sql, leads).flatMap((visitor) =>
    stretchesOfVisitor(sql, visitor).filter(({ lead }) => leads.includes(lead)),
  );
  const facts = leads.map((lead) => ({ subject: `l:${lead}`, from: 0, to: Number.MAX_SAFE_INTEGER }));
  const stretches = JSON.stringify([...visits, ...facts]);
  sql.exec(BLANK_EVENTS, stretches);
  sql.exec(`DELETE FROM events WHERE ${OF_STRETCHES}`, stretches);
  return leads.flatMap((lead) => bury(sql, lead, now));
}

/** Out: the other names that led to the lead. */
function bury(sql: SqlStorage, id: string, now: number): string[] {
  const aliases = aliasesOf(sql, [id]).map(({ name }) => name);
  sql.exec('DELETE FROM aliases WHERE lead = ?', id);
  sql.exec(BLANK_OUTCOMES, id);
  sql.exec('DELETE FROM outcomes WHERE lead = ?', id);
  sql.exec(BLANK_LEAD, id);
  sql.exec('DELETE FROM leads WHERE id = ?', id);
  forgetMerges(sql, id);
  settleAll(sql, id);
  dropMessages(sql, id);
  dropActions(sql, id);
  sql.exec('INSERT OR REPLACE INTO erased (lead, at, aliases) VALUES (?, ?, ?)', id, now, JSON.stringify(aliases));
  owe(sql, 'forget', id, now);
  return aliases;
}

export const isErased = (sql: SqlStorage, id: string): boolean =>
  sql.exec('SELECT 1 FROM erased WHERE lead = ?', id).toArray().length > 0;

/** In: a lead id. Out: the other names that still lead to copies of it. */
export function namesToForget(sql: SqlStorage, id: string): string[] {
  const row = sql.exec<{ aliases: string }>('SELECT aliases FROM erased WHERE lead = ?', id).toArray()[0];
  return row === undefined ? [] : JSON.parse(row.aliases);
}

/** Its copies are gone: so are its names. */
export function forgetNames(sql: SqlStorage, id: string): void {
  sql.exec("UPDATE erased SET aliases = '[]' WHERE lead = ?", id);
}

/** In: an entry. Out: whether it tells of somebody who was erased after it happened: a late beacon, an old import. */
export function isOfErased(
  sql: SqlStorage,
  tombstones: Tombstones,
  { subject, who, at }: Pick<Entry, 'subject' | 'who' | 'at'>,
): boolean {
  if (tombstones.size === 0) return false;
  const isErased = (lead: string | undefined) => at <= (tombstones.get(lead ?? '') ?? Number.NEGATIVE_INFINITY);
  if (isErased(who?.id)) return true;
  if (subject.startsWith('l:')) return isErased(subject.slice(2));
  if (!subject.startsWith('v:')) return false;
  return isErased(stretchesOfVisitor(sql, subject).find(({ from, to }) => at >= from && at < to)?.lead);
}
