/** Where a lead stands on its way: what an outcome has said, else the first rule of the model that fits. */
import { DAY } from '../event';
import type { Lead, Stage } from '../lead';
import type { Model, StageRule } from '../model';
import { LEVELS } from '../model/action';
import type { Tier } from './balance';
import type { Grade } from './fit';
import type { Level } from './points';

/** What a stage rule looks at. */
export interface Standing {
  tier: Tier;
  level: Level;
  /** The grade that attributes give now, of those that were true since a moment (ms). */
  gradeSince(now: number, since: number): Grade;
  /** A readiness signal was seen. */
  isReady: boolean;
}

/** In: a lead. Out: where it stands before any rule: where outcomes have set it, else a lead; a visitor while nobody knows an address. */
export const stageBefore = ({ stage, email }: Pick<Lead, 'stage' | 'email'>): Stage =>
  stage ?? (email === null ? 'visitor' : 'lead');

/** In: the stage before any rule, how the score stands, the model, now (ms). Out: the stage (scoring.md §3). */
export function stageOf(from: Stage, standing: Standing, model: Model, now: number): Stage {
  return model.stages.find((row) => row.from.includes(from) && fits(row, standing, now))?.to ?? from;
}

function fits(rule: StageRule, { tier, level, isReady, gradeSince }: Standing, now: number): boolean {
  const { grade, freshDays = Number.POSITIVE_INFINITY } = rule;
  if (rule.level !== undefined && LEVELS.indexOf(level) < LEVELS.indexOf(rule.level)) return false;
  if (rule.tier !== undefined && (tier === null || tier > rule.tier)) return false;
  if (rule.isReady !== undefined && rule.isReady !== isReady) return false;
  // "A" sorts before "B".
  return grade === undefined || gradeSince(now, now - freshDays * DAY) <= grade;
}
