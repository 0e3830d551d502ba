/** Actions of the model: what fires because a lead has crossed into a band. */
import type { ActionRule, Model } from '../../../shared/model';
import type { Snapshot } from '../../../shared/score';
import { crossings, type Position } from '../../../shared/score/crossing';
import type { Tally } from '../../../shared/score/tally';
import type { Evaluation } from './evaluate';
import type { Messages } from './messages';
import { hasAnswer, promise } from './promises';
import type { Standing } from './standing';

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
    if (action.do === 'start_sla' && !isAnswered(sql, action, snapshot)) promise(sql, lead.id, action, now);
  }
}

/** The person is erased. */
export function dropActions(sql: SqlStorage, lead: string): void {
  sql.exec('DELETE FROM fired WHERE lead = ?', lead);
  sql.exec('DELETE FROM promises WHERE lead = ?', lead);
}

/** A signal or a tier is what touches bring about: where they come late, or with a merge, somebody may have been in touch since the last one. */
const isAnswered = (sql: SqlStorage, { on }: ActionRule, { lead, tally }: Snapshot): boolean =>
  (on.kind === 'signal' || on.kind === 'tier') && hasAnswer(sql, lead.id, tally.lastAt ?? 0);

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
