/** Actions of the model: what fires because a lead has crossed into a band, and promises of contact that were not kept. */
import { HOUR } from '../../../shared/event';
import type { ActionRule, Model } from '../../../shared/model';
import type { Answer } from '../../../shared/score';
import { crossings, type Position } from '../../../shared/score/crossing';
import { iso } from '../../../shared/score/reason';
import type { Tally } from '../../../shared/score/tally';
import type { Evaluation } from './evaluate';
import { familyOf } from './merges';
import type { Messages } from './messages';
import { owe } from './outbox';
import type { Standing } from './standing';

/** What a model says of no other time: contact within an hour (scoring.md §11). */
const PROMISE_HOURS = 1;

type Touch = Tally['recent'][number];

/**
 * In: how a lead stood and what it had done lately, its evaluation now. Fires what it has crossed into: told, and
 * remembered for the cool-down, in the transaction of the score.
 */
export function fire(
  sql: SqlStorage,
  messages: Messages,
  before: { standing: Standing | null; recent: Touch[] },
  { answer, snapshot }: Evaluation,
  model: Model,
  now: number,
): void {
  if (model.actions.length === 0 || !('score' in answer)) return;
  const { lead, score } = answer;
  const after = { tier: score.balance.tier, level: score.points.level, stage: lead.stage };
  const signals = newIn(snapshot.tally.recent, before.recent).map(([, signal]) => signal);
  for (const { action, key } of crossings(
    lead.id,
    positionOf(before.standing),
    after,
    signals,
    model,
    lastFired(sql, lead.id),
    now,
  )) {
    sql.exec('INSERT OR REPLACE INTO fired (lead, action, at) VALUES (?, ?, ?)', lead.id, action.id, now);
    const { id, why, settings } = action;
    messages.tell('action_fired', answer, { action: { id, why, do: action.do, settings }, key }, now);
    if (action.do === 'notify_owner') messages.alert(answer, wordsOf(action), now);
    if (action.do === 'start_sla') promise(sql, lead.id, action, now);
  }
}

/** Somebody has been in touch: what was promised of the lead is kept. */
export function keepPromises(sql: SqlStorage, lead: string): void {
  const family = JSON.stringify(familyOf(sql, lead));
  sql.exec('DELETE FROM promises WHERE lead IN (SELECT value FROM json_each(?))', family);
}

/** Tells, once each, which promises of contact with a lead were not kept in time; owes a look at the next one. */
export function tellBroken(sql: SqlStorage, messages: Messages, lead: string, answer: Answer, now: number): void {
  const broken = sql
    .exec<{ action: string; why: string; started: number; due: number }>(
      'DELETE FROM promises WHERE lead = ? AND due <= ? RETURNING action, why, started, due',
      lead,
      now,
    )
    .toArray();
  for (const { action, why, started, due } of broken) {
    const sla = { action, why, startedAt: iso(started), dueAt: iso(due) };
    messages.tell('sla_breached', answer, { sla }, now);
    messages.alert(answer, `Nobody got in touch in time: ${why}`, now);
  }
  const next = sql.exec<{ due: number | null }>('SELECT MIN(due) AS due FROM promises WHERE lead = ?', lead).one().due;
  if (next !== null) owe(sql, 'promise', lead, next);
}

/** The person is erased. */
export function dropActions(sql: SqlStorage, lead: string): void {
  sql.exec('DELETE FROM fired WHERE lead = ?', lead);
  sql.exec('DELETE FROM promises WHERE lead = ?', lead);
}

/** A promise that runs already is not made longer. */
function promise(sql: SqlStorage, lead: string, { id, why, settings }: ActionRule, now: number): void {
  const hours = typeof settings.hours === 'number' && settings.hours > 0 ? settings.hours : PROMISE_HOURS;
  const due = Math.round(now + hours * HOUR);
  sql.exec(
    'INSERT INTO promises (lead, action, why, started, due) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    lead,
    id,
    why,
    now,
    due,
  );
  owe(sql, 'promise', lead, due);
}

const wordsOf = ({ why, settings }: ActionRule): string => (typeof settings.text === 'string' ? settings.text : why);

const positionOf = (standing: Standing | null): Position | null =>
  standing === null || standing.level === null || standing.stage === null
    ? null
    : { tier: standing.tier, level: standing.level, stage: standing.stage };

function lastFired(sql: SqlStorage, lead: string): Record<string, number> {
  const rows = sql.exec<{ action: string; at: number }>('SELECT action, at FROM fired WHERE lead = ?', lead).toArray();
  return Object.fromEntries(rows.map(({ action, at }) => [action, at]));
}

/** In: touches now and before. Out: those that were not there before; two of one moment and kind are two. */
function newIn(now: Touch[], before: Touch[]): Touch[] {
  const known = new Map<string, number>();
  for (const touch of before) known.set(touch.join(), (known.get(touch.join()) ?? 0) + 1);
  return now.filter((touch) => {
    const left = known.get(touch.join()) ?? 0;
    known.set(touch.join(), left - 1);
    return left <= 0;
  });
}
