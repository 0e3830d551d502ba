/** The score: one pure function of a snapshot, a model and a moment. Worker, console and extension all call this one. */
import { DAY } from './event';
import { type Lead, type Stage, textOf } from './lead';
import type { Model } from './model';
import { balanceOf, type Tier, tierOf } from './score/balance';
import { changeFinder } from './score/change';
import { type Grade, gradeOf, mostFit } from './score/fit';
import { type Level, levelOf, type Points, pointsOf } from './score/points';
import { exact, iso, isoClock, type Reason, reason } from './score/reason';
import type { Snapshot } from './score/snapshot';
import { EVIDENCE_LABELS, type Verdict, verdictOf, verdictOn, worse } from './score/spam';
import { stageOf } from './score/stage';
import { summaryOf } from './score/summary';
import type { LeftOut, Tally } from './score/tally';
import type { Signal } from './signal';

export type { Snapshot } from './score/snapshot';

/** A change is looked for in this year and the next five (ms): longer than any default rule takes to fade. */
const YEAR = 366 * DAY;
/** A touch is worth nothing to Balance after 151 h. */
const BALANCE_SPAN = 7 * DAY;

export interface Score {
  balance: { value: number; tier: Tier };
  points: { value: number; level: Level; fit: { points: number; grade: Grade } };
  /** 1 (tier 1, grade A) to 16; inside one priority the Balance value orders. */
  priority: number;
  spam: Spam;
  reasons: Reason[];
  summary: string;
  /** Why the person came and what they asked for next, in their own words (mission S130). */
  companion: { reason: string | null; nextStep: string | null };
  notes: Note[];
  modelVersion: number;
  now: string;
  asOf: string;
  nextChangeAt: string | null;
}
/** What the score could not take into account, or rests on though it is in doubt, and why. */
export interface Note {
  kind: string;
  count: number;
  message: string;
}
export interface Spam {
  verdict: Verdict;
  evidence: { kind: string; label: string; weight: number; count: number; lastAt: string }[];
  /** Touches that count for nothing because a bot made them. */
  voided: number;
}
export type Cause = 'unknown_lead' | 'no_touches' | 'opted_out' | 'suppressed_as_spam';
export interface LeadCard {
  id: string;
  email: string | null;
  name: string | null;
  stage: Stage;
  account: string | null;
  owner: string | null;
}
export type Scored = { lead: LeadCard; score: Score };
export type Unscored = { lead?: LeadCard; unscored: Cause; spam?: Spam };
export type Answer = Scored | Unscored;

/**
 * In: a snapshot, the model it was tallied under, the moment (ms, not before `asOf`). Out: the score with its receipt, or why
 * there is none. Same input, same answer, to the bit.
 */
export function score(snapshot: Snapshot, model: Model, now: number): Answer {
  let known = scorers.get(snapshot);
  if (known?.model !== model) {
    known = { model, scoreAt: scorer(snapshot, model) };
    scorers.set(snapshot, known);
  }
  return known.scoreAt(now);
}

type Scorer = (now: number) => Answer;
/** A badge looks at the same snapshot again and again: what does not hang on the moment is worked out once. */
const scorers = new WeakMap<Snapshot, { model: Model; scoreAt: Scorer }>();

function scorer(snapshot: Snapshot, model: Model): Scorer {
  const { lead, fit, tally } = snapshot;
  const spam = spamOf(snapshot, model);
  const cause = causeOf(snapshot, spam.verdict);
  if (cause !== null) return () => ({ lead: card(lead, lead.stage ?? 'lead'), unscored: cause, spam });

  const moments = momentsOf(tally);
  const points = withSpam(pointsOf(tally, moments, fit, model), spam.verdict, model);
  const balance = balanceOf(moments, model, fit.industry);
  const tierChange = changeFinder((at) => tierOf(balance.at(at), model), false);
  const levelChange = changeFinder((falling, rising) => levelOf(points.at(falling, rising), model), points.canRise);
  const balanceEnds = (tally.lastAt ?? 0) + BALANCE_SPAN;
  const most = mostFit(model);
  const summary = kept((now) => summaryOf(moments, tally.lastAt, fit.who, model, now));
  const notes = kept((now) => notesOf(snapshot, now));
  const companion = { reason: textOf(lead.attributes, 'reason'), nextStep: textOf(lead.attributes, 'next_step') };
  const asOf = iso(snapshot.asOf);
  const [nowIso, changeIso] = [isoClock(), isoClock()];

  return (now) => {
    const reasons: Reason[] = [];
    const value = points.addReasons(reasons, now);
    const fitPoints = fitIn(reasons, Number.NEGATIVE_INFINITY);
    const urgency = balance.addReasons(reasons, now);
    const tier = tierOf(urgency, model);
    const grade = gradeOf(fitPoints, most, model.grades);
    const level = levelOf(value, model);
    const gradeSince = (since: number) => gradeOf(fitIn(reasons, since), most, model.grades);
    const stage = stageOf(lead.stage, { tier, level, gradeSince, isReady: tally.readyAt !== null }, model, now);
    const change = earlier(tierChange(now, balanceEnds, tier), levelChange(now, lookAhead(now), level));
    return {
      lead: card(lead, stage),
      score: {
        balance: { value: urgency, tier },
        points: { value, level, fit: { points: fitPoints, grade } },
        priority: priorityOf(tier, grade),
        spam,
        reasons,
        summary: summary(now),
        companion,
        notes: notes(now),
        modelVersion: model.version,
        now: nowIso(now),
        asOf,
        nextChangeAt: change === null ? null : changeIso(change),
      },
    };
  };
}

/**
 * The fit points in a receipt of points, of attributes that were true since a moment (ms). What takes away counts at any age, and
 * what no source said is always true.
 */
function fitIn(reasons: Reason[], since: number): number {
  let sum = 0;
  for (const { axis, family, points, lastAt } of reasons) {
    if (axis !== 'points' || family !== 'fit') continue;
    if (since === Number.NEGATIVE_INFINITY || points < 0 || lastAt === null || Date.parse(lastAt) >= since)
      sum += points;
  }
  return exact(sum);
}

/** In: what makes a value and says until when it holds (ms). Out: the value at a moment, made again only when it may differ. */
function kept<T>(make: (now: number) => { value: T; until: number }): (now: number) => T {
  let last: { from: number; value: T; until: number } | undefined;
  return (now) => {
    if (last === undefined || now < last.from || now > last.until) last = { from: now, ...make(now) };
    return last.value;
  };
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** The same end for all moments of a year, so that a finding holds. */
const lookAhead = (now: number): number => (Math.floor(now / YEAR) + 6) * YEAR;

/** The moments of a tally's exact touches by signal, ascending. */
function momentsOf({ recent }: Tally): Map<Signal, number[]> {
  const moments = new Map<Signal, number[]>();
  for (const [at, signal] of recent) {
    const known = moments.get(signal);
    if (known === undefined) moments.set(signal, [at]);
    else known.push(at);
  }
  return moments;
}

/** In: tier and grade. Out: 1–16; tier first, then grade (scoring.md §1). */
export const priorityOf = (tier: Tier, grade: Grade): number => ((tier ?? 4) - 1) * 4 + 'ABCD'.indexOf(grade) + 1;

function causeOf({ lead, tally }: Snapshot, verdict: Verdict): Cause | null {
  if (lead.optedOut) return 'opted_out';
  if (verdict === 'spam') return 'suppressed_as_spam';
  return tally.touches === 0 ? 'no_touches' : null;
}

/** A suspicious lead keeps its score, less the model's points for that, as a line of the receipt. */
function withSpam(points: Points, verdict: Verdict, model: Model): Points {
  if (verdict !== 'suspicious') return points;
  const taken = model.spam.suspiciousPoints;
  const row = { id: 'spam_suspicious', label: 'Looks like spam', family: 'risk' } as const;
  return {
    ...points,
    at: (falling, rising) => exact(points.at(falling, rising) + taken),
    addReasons: (to, now) => {
      const sum = points.addReasons(to, now);
      to.push(reason('points', row, taken, taken, 0, null, 'evidence'));
      return exact(sum + taken);
    },
  };
}

function spamOf({ tally, fit, asOf }: Snapshot, model: Model): Spam {
  const ofAddress = fit.evidence.map((kind): [string, [number, number]] => [kind, [1, asOf]]);
  const evidence = Object.entries({ ...Object.fromEntries(ofAddress), ...tally.evidence })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, [count, lastAt]]) => {
      return {
        kind,
        label: EVIDENCE_LABELS[kind] ?? kind,
        weight: model.spam.evidence[kind] ?? 0,
        count,
        lastAt: iso(lastAt),
      };
    });
  return { verdict: worse(verdictOf(tally), verdictOn(fit.evidence, model)), evidence, voided: tally.voided };
}

const LEFT_OUT: [kind: LeftOut, words: string][] = [
  ['future', 'dated in the future'],
  ['ancient', 'dated before 2000'],
  ['unknown', 'of an unknown type'],
  ['scanner', 'clicked by an e-mail scanner'],
];

function notesOf({ tally, fit }: Snapshot, now: number): { value: Note[]; until: number } {
  const leftOut = LEFT_OUT.map(([kind, words]) => {
    return { kind, count: tally.leftOut[kind], message: `Left out: ${tally.leftOut[kind]} ${words}` };
  }).filter(({ count }) => count > 0);
  const inDoubt = fit.notes
    .filter(({ after, until }) => (after === null || now > after) && (until === null || now <= until))
    .map(({ kind, message }) => ({ kind, count: 1, message }));
  const turns = fit.notes.flatMap(({ after, until }) => [after, until]).filter((at) => at !== null && at >= now);
  return { value: [...leftOut, ...inDoubt], until: Math.min(Number.POSITIVE_INFINITY, ...turns.map(Number)) };
}

const card = ({ id, email, name, account, owner }: Lead, stage: Stage): LeadCard => ({
  id,
  email,
  name,
  stage,
  account,
  owner,
});
