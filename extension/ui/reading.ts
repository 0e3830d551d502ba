/** A reading: what a snapshot weighs at a moment, and what it will weigh after its next change. */
import type { Model } from '../../shared/model';
import { type Cause, type LeadCard, type Score, type Snapshot, scoreAgain } from '../../shared/score';
import type { Sla } from '../../shared/score/snapshot';

export interface Reading {
  lead: LeadCard;
  title: string | null;
  score: Score;
  /** The next change of tier or level, when nothing else happens. */
  next: { at: number; score: Score } | null;
  /** The answer that was promised and that nobody has given yet. */
  sla: Sla | null;
  /** When it was made (ms). */
  at: number;
}

/** Of a score what one line shows. */
export type Standing = Pick<Score, 'balance' | 'points' | 'summary'>;
/** A reading without its receipt: a queue holds ten thousand. */
export interface Brief {
  lead: LeadCard;
  score: Standing;
  next: { at: number; score: Standing } | null;
  sla: Sla | null;
}

export const briefOf = ({ lead, score, next, sla }: Reading): Brief => ({
  ...{ lead, sla },
  score: standingOf(score),
  next: next && { at: next.at, score: standingOf(next.score) },
});
const standingOf = ({ balance, points, summary }: Score): Standing => ({ balance, points, summary });

/** In: a brief, the moment (ms). Out: the same after its next change, once that has come. */
export const briefAt = (brief: Brief, now: number): Brief =>
  brief.next === null || now < brief.next.at ? brief : { ...brief, score: brief.next.score, next: null };

/** In: a snapshot, the model, the moment (ms). Out: the reading, or null when the lead has no score to show. */
export function read(snapshot: Snapshot, model: Model, now: number): Reading | null {
  const at = Math.max(now, snapshot.asOf);
  const answer = scoreAgain(snapshot, model, at);
  if (!('score' in answer)) return null;
  return {
    lead: answer.lead,
    title: snapshot.fit.title,
    score: answer.score,
    next: nextOf(snapshot, model, answer.score),
    sla: snapshot.sla?.keptAt === null ? snapshot.sla : null,
    at,
  };
}

/** In: a snapshot, the model, the moment (ms). Out: why there is no score to show; null when there is one. */
export function causeOf(snapshot: Snapshot, model: Model, now: number): Cause | null {
  const answer = scoreAgain(snapshot, model, Math.max(now, snapshot.asOf));
  return 'score' in answer ? null : answer.unscored;
}

/** In: a reading, the moment (ms), how old it may be (ms). Out: whether it still tells the truth. */
export const isCurrent = (reading: Reading, now: number, maxAge: number): boolean =>
  now - reading.at < maxAge && (reading.next === null || now < reading.next.at);

/** In: a reading. Out: a name for a person: their own, else the address, else the id. */
export const nameOf = ({ lead }: Brief): string => lead.name ?? lead.email ?? lead.id;

function nextOf(snapshot: Snapshot, model: Model, now: Score): Reading['next'] {
  if (now.nextChangeAt === null) return null;
  const at = Date.parse(now.nextChangeAt);
  const then = scoreAgain(snapshot, model, at);
  return 'score' in then ? { at, score: then.score } : null;
}
