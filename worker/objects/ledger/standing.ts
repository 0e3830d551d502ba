/** How a lead stood when it was last scored: what a list, a badge or a listener would see change. */
import type { Stage } from '../../../shared/lead';
import type { Answer, Cause } from '../../../shared/score';
import type { Tier } from '../../../shared/score/balance';
import type { Level } from '../../../shared/score/points';

export type Standing = {
  cause: Cause | null;
  tier: Tier;
  /** null while there is no score. */
  level: Level | null;
  stage: Stage | null;
  balance: number;
  points: number;
};

/** In: a lead id. Out: how it was last scored; null before the first time. */
export function standingOf(sql: SqlStorage, id: string): Standing | null {
  const query =
    'SELECT cause, tier, level, stage_now AS stage, balance, points FROM leads WHERE id = ? AND as_of IS NOT NULL';
  return sql.exec<Standing>(query, id).toArray()[0] ?? null;
}

/** In: a score or why there is none. Out: the same, as it will be found again. */
export function standingIn(answer: Answer): Standing {
  const score = 'score' in answer ? answer.score : null;
  return {
    cause: 'unscored' in answer ? answer.unscored : null,
    tier: score?.balance.tier ?? null,
    level: score?.points.level ?? null,
    stage: answer.lead?.stage ?? 'lead',
    balance: score?.balance.value ?? 0,
    points: score?.points.value ?? 0,
  };
}

/** Whether a list would show both alike: cause, tier, level, stage. */
export const isSameRank = (a: Standing | null, b: Standing | null): boolean =>
  a?.cause === b?.cause && a?.tier === b?.tier && a?.level === b?.level && a?.stage === b?.stage;
