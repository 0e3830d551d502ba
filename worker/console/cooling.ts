/** What an answer of the API is worth at a later moment, computed here from its snapshot, and when it will next change. */
import { type Score, type Snapshot, scoreAgain } from '../../shared/score';
import type { ModelVersion, ScoreAnswer } from './api';
import { plain, type Tier, tierWord } from './words';

type ScoreBody = NonNullable<ScoreAnswer['score']>;
export interface Next {
  /** ms */
  at: number;
  axis: 'balance' | 'points' | null;
  /** "T2", "warm"; null when it cannot be told here. */
  becomes: string | null;
}

/**
 * In: an answer, the models, the moment (ms). Out: the same answer as of that moment. Without a snapshot, or without the model
 * that it was tallied under, the answer stands as it was sent.
 */
export function cool(answer: ScoreAnswer, models: ModelVersion[], now: number): ScoreAnswer {
  const { snapshot } = answer;
  const model = modelOf(models, snapshot?.modelVersion);
  if (snapshot === undefined || model === undefined) return answer;
  const { score: _, unscored: __, ...rest } = answer;
  return { ...rest, ...scoreAgain(snapshot, model, Math.max(now, snapshot.asOf)) };
}

/** In: an answer with its score. Out: the next change that time alone will bring, or null. */
export function nextOf({ snapshot, score: current }: ScoreAnswer, models: ModelVersion[]): Next | null {
  if (current === undefined || current.nextChangeAt === null) return null;
  const at = Date.parse(current.nextChangeAt);
  const model = modelOf(models, snapshot?.modelVersion);
  if (snapshot === undefined || model === undefined) return { at, axis: null, becomes: null };
  return { at, ...changeTo(current, scoreAt(snapshot, model, at)) };
}

/** In: the models and a version. Out: that model. */
export const modelOf = (models: ModelVersion[], version: number | undefined): ModelVersion['model'] | undefined =>
  models.find((known) => known.version === version)?.model;

function scoreAt(snapshot: Snapshot, model: ModelVersion['model'], at: number): Score | undefined {
  const answer = scoreAgain(snapshot, model, at);
  return 'score' in answer ? answer.score : undefined;
}

function changeTo(current: ScoreBody, later: Score | undefined): Pick<Next, 'axis' | 'becomes'> {
  if (later === undefined) return { axis: null, becomes: null };
  const tier: Tier = later.balance.tier;
  if (tier !== current.balance.tier) return { axis: 'balance', becomes: tierWord(tier) };
  return { axis: 'points', becomes: plain(later.points.level) };
}
