/** Where a lead stands on its way: what an outcome has said, else the first rule of the model that fits. */
import { DAY } from '../event';
import { best, type Lead, type Stage } from '../lead';
import type { Model, StageRule } from '../model';
import { GRADES, LEVELS } from '../model/action';
import type { Tier } from './balance';
import type { Grade, Known } from './fit';
import type { Level } from './points';

/** What a stage rule looks at. */
export interface Standing {
  tier: Tier;
  level: Level;
  grade: Grade;
  /** A readiness signal was seen. */
  isReady: boolean;
}

/** In: the lead, how its score stands, the model, now (ms). Out: its stage. Outcomes have the last word (scoring.md §3). */
export function stageOf({ lead, account }: Known, standing: Standing, model: Model, now: number): Stage {
  const from: Stage = lead.stage ?? 'lead';
  const rule = model.stages.find(
    (row) => row.from.includes(from) && fits(row, standing, now, newestFitWord({ lead, account }, model)),
  );
  return rule?.to ?? from;
}

function fits(
  { grade, level, tier, isReady, freshDays }: StageRule,
  standing: Standing,
  now: number,
  saidAt: number | null,
): boolean {
  if (grade !== undefined && GRADES.indexOf(standing.grade) > GRADES.indexOf(grade)) return false;
  if (level !== undefined && LEVELS.indexOf(standing.level) < LEVELS.indexOf(level)) return false;
  if (tier !== undefined && (standing.tier === null || standing.tier > tier)) return false;
  if (isReady !== undefined && standing.isReady !== isReady) return false;
  return freshDays === undefined || (saidAt !== null && saidAt >= now - freshDays * DAY);
}

/** When the newest of the attributes was true that the fit rules look at (ms); null when nothing is known. */
function newestFitWord({ lead, account }: Known, model: Model): number | null {
  const moments = model.rules.flatMap(({ family, when }) => {
    if (family !== 'fit') return [];
    const name = when.kind === 'seniority' ? 'title' : 'attribute' in when ? when.attribute : null;
    const of: Pick<Lead, 'attributes'> | null = 'of' in when && when.of === 'account' ? account : lead;
    const seen = name === null || of === null ? undefined : best(of.attributes, name);
    return seen === undefined ? [] : [seen.observedAt];
  });
  return moments.length === 0 ? null : Math.max(...moments);
}
