/** From score to action: which rules of a model fire because a score has *crossed* into a band (scoring.md §11). */
import { HOUR } from '../event';
import type { Stage } from '../lead';
import type { ActionRule, Model } from '../model';
import { LEVELS } from '../model/action';
import type { Signal } from '../signal';
import type { Tier } from './balance';
import type { Level } from './points';

/** How a lead stands at a moment; `null` before it had a score. */
export interface Position {
  tier: Tier;
  level: Level;
  stage: Stage;
}
export interface Crossing {
  action: ActionRule;
  /**
   * Deliveries are made at least once, and counted once: until a firing is recorded the same crossing has the same key, whenever it
   * is looked at again; the next one tells by the firing before it.
   */
  key: string;
}

/**
 * In: the lead's id, how it stood and stands, the signals that came between, the model, when each action last fired for this lead
 * (ms), now (ms). Out: the actions to deliver. Staying in a band fires nothing; nor does a crossing within the cool-down.
 */
export function crossings(
  lead: string,
  before: Position | null,
  after: Position,
  signals: Signal[],
  { actions, version }: Model,
  lastFired: Record<string, number>,
  now: number,
): Crossing[] {
  const firedAt = (id: string) => (Object.hasOwn(lastFired, id) ? lastFired[id] : undefined);
  return actions
    .filter(({ on }) => isCrossed(on, before, after, signals))
    .filter(({ id, coolDownHours }) => now - (firedAt(id) ?? Number.NEGATIVE_INFINITY) >= coolDownHours * HOUR)
    .map((action) => ({ action, key: `${lead}:${version}:${action.id}:${firedAt(action.id) ?? 'first'}` }));
}

function isCrossed(on: ActionRule['on'], before: Position | null, after: Position, signals: Signal[]): boolean {
  if (on.kind === 'signal') return signals.includes(on.signal);
  const isIn = (position: Position | null) => position !== null && isInBand(on, position);
  return isIn(after) && !isIn(before);
}

function isInBand(on: Exclude<ActionRule['on'], { kind: 'signal' }>, { tier, level, stage }: Position): boolean {
  if (on.kind === 'tier') return tier !== null && tier <= on.tier;
  if (on.kind === 'level') return LEVELS.indexOf(level) >= LEVELS.indexOf(on.level);
  return stage === on.stage;
}
