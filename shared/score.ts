/** The score: one pure function of a snapshot, a model and a moment. Worker, console and extension all call this one. */
import { DAY } from './event';
import type { Lead, Stage } from './lead';
import type { Model } from './model';
import { balanceOf, type Tier, tierOf } from './score/balance';
import { changeOf } from './score/change';
import { type Grade, gradeOf } from './score/fit';
import { type Companion, type Note, notesAt } from './score/note';
import { kept } from './score/piece';
import { type Level, levelOf, pointsOf } from './score/points';
import { exact, iso, isoClock, type Reason } from './score/reason';
import type { Snapshot } from './score/snapshot';
import type { Spam } from './score/spam';
import { stageBefore, stageOf } from './score/stage';
import { summaryOf } from './score/summary';
import type { Tally } from './score/tally';
import type { Signal } from './signal';

export type { Note } from './score/note';
export type { Snapshot } from './score/snapshot';
export type { Spam } from './score/spam';

/** A change is looked for in this year and the next five (ms): longer than any default rule takes to fade. */
const YEAR = 366 * DAY;
const LOOK_AHEAD = 5 * YEAR;
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
  companion: Companion;
  notes: Note[];
  modelVersion: number;
  now: string;
  asOf: string;
  nextChangeAt: string | null;
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
export const score = (snapshot: Snapshot, model: Model, now: number): Answer => scorer(snapshot, model)(now);

/**
 * The same for who looks at a snapshot again and again, as a badge does: what does not hang on the moment is worked out once. To
 * remember costs more than a first look, so who looks once had better not.
 */
export function scoreAgain(snapshot: Snapshot, model: Model, now: number): Answer {
  let known = scorers.get(snapshot);
  if (known?.model !== model) {
    known = { model, scoreAt: scorer(snapshot, model) };
    scorers.set(snapshot, known);
  }
  return known.scoreAt(now);
}

type Scorer = (now: number) => Answer;
const scorers = new WeakMap<Snapshot, { model: Model; scoreAt: Scorer }>();

function scorer(snapshot: Snapshot, model: Model): Scorer {
  const { lead, fit, tally, spam, companion } = snapshot;
  const cause = causeOf(snapshot);
  const from = stageBefore(lead);
  if (cause !== null) return () => ({ lead: card(lead, from), unscored: cause, spam });

  const moments = momentsOf(tally);
  const points = pointsOf(tally, moments, fit, spam.verdict, model);
  const balance = balanceOf(moments, model, fit.industry);
  const nextChange = kept((now) => {
    const yearEnds = (Math.floor(now / YEAR) + 1) * YEAR;
    const tierAt = (at: number) => tierOf(balance.at(at, at), model);
    const levelAt = (falling: number, rising: number) => levelOf(points.at(falling, rising), model);
    const at = Math.min(
      changeOf(tierAt, false, now, (tally.lastAt ?? 0) + BALANCE_SPAN),
      changeOf(levelAt, points.canRise, now, yearEnds + LOOK_AHEAD),
    );
    return { value: at === Infinity ? null : iso(at), after: now - 1, until: Math.min(at, yearEnds) - 1 };
  });
  const summary = kept((now) => summaryOf(moments, tally.lastAt, fit.who, model, now));
  const notes = kept((now) => notesAt(snapshot.notes, now));
  const gradeSince = (now: number, since: number) => gradeOf(points.firstAt(now, since), fit.most, model.grades);
  const asOf = iso(snapshot.asOf);
  const clock = isoClock();

  return (now) => {
    const reasons: Reason[] = [];
    const value = points.addReasons(reasons, now);
    const fitPoints = exact(reasons.reduce((sum, { family, points }) => (family === 'fit' ? sum + points : sum), 0));
    const urgency = balance.addReasons(reasons, now);
    const tier = tierOf(urgency, model);
    const grade = gradeOf(fitPoints, fit.most, model.grades);
    const level = levelOf(value, model);
    const stage = stageOf(from, { tier, level, gradeSince, isReady: tally.readyAt !== null }, model, now);
    return {
      lead: card(lead, stage),
      score: {
        balance: { value: urgency, tier },
        points: { value, level, fit: { points: fitPoints, grade } },
        priority: priorityOf(tier, grade),
        spam,
        reasons,
        summary: summary(now).value,
        companion,
        notes: notes(now).value,
        modelVersion: model.version,
        now: clock(now),
        asOf,
        nextChangeAt: nextChange(now).value,
      },
    };
  };
}

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

function causeOf({ optedOut, tally, spam }: Snapshot): Cause | null {
  if (optedOut) return 'opted_out';
  if (spam.verdict === 'spam') return 'suppressed_as_spam';
  return tally.touches === 0 ? 'no_touches' : null;
}

const card = ({ id, email, name, account, owner }: Lead, stage: Stage): LeadCard => ({
  id,
  email,
  name,
  stage,
  account,
  owner,
});
