/** Promises of contact (SLAs): by when a lead is to be answered, whether it was, and who is told when it was not. */
import { HOUR } from '../../../shared/event';
import type { ActionRule } from '../../../shared/model';
import type { Answer, Snapshot } from '../../../shared/score';
import { iso } from '../../../shared/score/reason';
import type { Sla } from '../../../shared/score/snapshot';
import { familyOf } from './merges';
import type { Messages } from './messages';
import { owe } from './outbox';

/** What a model says of no other time: contact within an hour (scoring.md §11). */
const HOURS = 1;

/** In: a lead that stands for itself, an action that promises contact with it. A promise that is open is not made longer; one that was kept begins anew. */
export function promise(sql: SqlStorage, lead: string, { id, why, settings }: ActionRule, now: number): void {
  if (promisesOf(sql, lead).some(({ action, keptAt }) => action === id && keptAt === null)) return;
  const hours = typeof settings.hours === 'number' && settings.hours > 0 ? settings.hours : HOURS;
  sql.exec(
    'INSERT OR REPLACE INTO promises (lead, action, why, started, due) VALUES (?, ?, ?, ?, ?)',
    lead,
    id,
    why,
    now,
    Math.round(now + hours * HOUR),
  );
}

/** In: a lead that stands for itself, a moment (ms). Out: whether an outcome of anybody who is this person was recorded after it. */
export const hasAnswer = (sql: SqlStorage, lead: string, since: number): boolean =>
  sql
    .exec(
      'SELECT 1 FROM outcomes WHERE lead IN (SELECT value FROM json_each(?)) AND received > ? LIMIT 1',
      JSON.stringify(familyOf(sql, lead)),
      since,
    )
    .toArray().length > 0;

/** In: the snapshot of a lead that stands for itself. Out: the same with what was promised to it, or to whoever was merged into it. */
export function withSla(sql: SqlStorage, snapshot: Snapshot): Snapshot {
  const [first] = promisesOf(sql, snapshot.lead.id);
  if (first === undefined) return snapshot;
  const { lead: _, told: __, ...sla } = first;
  return { ...snapshot, sla };
}

/** Notes by when a lead is to be answered, and owes a look at that moment. Out: whether it was another one before. */
export function noteDue(sql: SqlStorage, { lead: { id }, sla }: Snapshot): boolean {
  const due = sla === undefined || sla.keptAt !== null ? null : sla.dueAt;
  const changed = sql.exec('UPDATE leads SET due = ?2 WHERE id = ?1 AND due IS NOT ?2 RETURNING id', id, due).toArray();
  if (changed.length > 0 && due !== null) owe(sql, 'promise', id, due);
  return changed.length > 0;
}

/** Tells, once each, which promises of contact with a lead were not kept in time; owes a look at the next one. */
export function tellBroken(sql: SqlStorage, messages: Messages, lead: string, answer: Answer, now: number): void {
  const untold = promisesOf(sql, lead).filter(({ keptAt, told }) => keptAt === null && told === 0);
  for (const { lead: whose, action, why, startedAt, dueAt } of untold.filter(({ dueAt }) => dueAt <= now)) {
    sql.exec('UPDATE promises SET told = 1 WHERE lead = ? AND action = ?', whose, action);
    const sla = { action, why, startedAt: iso(startedAt), dueAt: iso(dueAt) };
    messages.tell('sla_breached', answer, { sla }, now);
    messages.alert(answer, `Nobody got in touch in time: ${why}`, now);
  }
  const next = untold.find(({ dueAt }) => dueAt > now);
  if (next !== undefined) owe(sql, 'promise', lead, next.dueAt);
}

type Promised = Sla & { lead: string; told: number };

/** Of everybody who is this person; any outcome of theirs that is recorded later keeps them. Open ones first, by when they are due; then the one kept last. */
const promisesOf = (sql: SqlStorage, lead: string): Promised[] =>
  sql
    .exec<{ [K in keyof Promised]: Promised[K] }>(
      `SELECT lead, action, why, started AS startedAt, due AS dueAt, told,
         (SELECT MIN(received) FROM outcomes WHERE lead IN (SELECT value FROM json_each(?1)) AND received > started) AS keptAt
       FROM promises WHERE lead IN (SELECT value FROM json_each(?1)) ORDER BY keptAt IS NOT NULL, COALESCE(-keptAt, due), action`,
      JSON.stringify(familyOf(sql, lead)),
    )
    .toArray();
