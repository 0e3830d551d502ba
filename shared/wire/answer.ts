/** What the API answers: scores with their receipts, the snapshots behind them, pages of leads and touches, problems. */
import * as v from 'valibot';
import { Account, AttributeValue, Lead, Stage } from '../lead';
import { OutcomeKind } from '../outcome';
import { FORMAT } from '../score/tally';
import { FAMILIES, SIGNAL_NAMES } from '../signal';

export const time = v.pipe(v.string(), v.isoTimestamp());
export const Reason = v.object({
  axis: v.picklist(['points', 'balance']),
  rule: v.string(),
  label: v.string(),
  family: v.picklist(FAMILIES),
  points: v.number(),
  peak: v.number(),
  lostToDecay: v.number(),
  touches: v.number(),
  lastAt: v.nullable(time),
  source: v.string(),
});
const SpamAnswer = v.object({
  verdict: v.picklist(['clean', 'suspicious', 'spam']),
  evidence: v.array(
    v.object({ kind: v.string(), label: v.string(), weight: v.number(), count: v.number(), lastAt: time }),
  ),
  voided: v.number(),
  removedPoints: v.number(),
});
/** Why the person came and what they asked for next, in their own words. */
const Companion = v.object({ reason: v.nullable(v.string()), nextStep: v.nullable(v.string()) });
/** What the score could not take into account, or rests on though it is in doubt, and why. */
const Note = v.object({ kind: v.string(), count: v.number(), message: v.string() });
export const ScoreBody = v.object({
  balance: v.object({ value: v.number(), tier: v.nullable(v.picklist([1, 2, 3])) }),
  points: v.object({
    value: v.number(),
    level: v.picklist(['cold', 'warm', 'hot', 'super_hot']),
    fit: v.object({ points: v.number(), grade: v.picklist(['A', 'B', 'C', 'D']) }),
  }),
  priority: v.number(),
  spam: SpamAnswer,
  reasons: v.array(Reason),
  summary: v.string(),
  companion: Companion,
  notes: v.array(Note),
  modelVersion: v.number(),
  now: time,
  asOf: time,
  nextChangeAt: v.nullable(time),
});
const moment = v.nullable(v.number());
const promise = { action: v.string(), why: v.string() };
const Sla = v.object({ ...promise, startedAt: v.number(), dueAt: v.number(), keptAt: moment });
const broken = {
  ...{ action: 'first_call', why: 'Who asks for a demo is called within two hours', breached: true, keptAt: null },
  ...{ startedAt: '2026-11-22T09:00:00.000Z', dueAt: '2026-11-22T11:00:00.000Z' },
};
/** What the model has promised a lead (`start_sla`): the first due of what is open, else what was kept last. `breached`: not in time. */
const SlaAnswer = v.pipe(
  v.object({ ...promise, startedAt: time, dueAt: time, breached: v.boolean(), keptAt: v.nullable(time) }),
  v.examples([broken]),
);
export const LeadCard = v.object({
  id: v.string(),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
  stage: Stage,
  account: v.nullable(v.string()),
  owner: v.nullable(v.string()),
  sla: v.optional(SlaAnswer),
});
const fit = v.object({
  given: v.record(v.string(), v.object({ points: v.number(), source: v.string(), observedAt: moment, until: moment })),
  most: v.number(),
  industry: v.nullable(v.string()),
  technologies: v.array(v.string()),
  title: v.nullable(v.string()),
  who: v.nullable(v.string()),
});
const touch = v.tuple([v.number(), v.picklist(SIGNAL_NAMES)]);
/** What a score can be computed from at any later moment. */
export const Snapshot = v.object({
  lead: Lead,
  account: v.nullable(Account),
  fit,
  optedOut: v.boolean(),
  spam: SpamAnswer,
  companion: Companion,
  notes: v.array(v.object({ ...Note.entries, after: moment, until: moment })),
  tally: v.object({
    format: v.literal(FORMAT),
    horizon: v.number(),
    recent: v.array(touch),
    lines: v.record(
      v.string(),
      v.object({
        count: v.number(),
        lastAt: v.number(),
        buckets: v.array(v.tuple([v.number(), v.number()])),
        exact: v.array(v.number()),
      }),
    ),
    newest: v.record(v.string(), v.array(v.number())),
    days: v.record(v.string(), v.array(v.tuple([v.number(), v.number()]))),
    clusters: v.record(v.string(), v.object({ at: moment, tail: v.array(v.number()) })),
    views: v.record(
      v.string(),
      v.object({
        at: moment,
        meaning: v.nullable(v.number()),
        engagedMs: v.number(),
        early: v.array(v.tuple([v.number(), v.number()])),
      }),
    ),
    touches: v.number(),
    deeds: v.number(),
    sure: v.object({ deeds: v.number(), others: v.number() }),
    lastAt: moment,
    lastVisitAt: moment,
    readyAt: moment,
    openedAt: moment,
    forms: v.object({ clean: v.number(), suspicious: v.number(), spam: v.number() }),
    evidence: v.record(v.string(), v.tuple([v.number(), v.number()])),
    bots: v.array(v.string()),
    doubted: v.array(v.string()),
    silent: v.array(v.string()),
    voided: v.record(v.string(), v.number()),
    cleared: v.number(),
    leftOut: v.object({
      future: v.number(),
      ancient: v.number(),
      unknown: v.number(),
      scanner: v.number(),
      opted_out: v.number(),
      unproven: v.number(),
    }),
    scans: v.array(v.number()),
  }),
  modelVersion: v.number(),
  asOf: v.number(),
  sla: v.optional(Sla),
});
export const Cause = v.picklist(['unknown_lead', 'no_touches', 'opted_out', 'suppressed_as_spam']);
/** What each source says, by attribute. */
const SaidBySource = v.record(
  v.string(),
  v.array(v.object({ value: AttributeValue, source: v.string(), observedAt: time })),
);
/** A company: what is known of it, how many people are known, and its own score with its receipt. */
export const AccountBody = v.object({
  domain: v.string(),
  subsidiaries: v.array(v.string()),
  people: v.number(),
  value: v.number(),
  engaged: v.number(),
  bestLeads: v.array(v.object({ lead: LeadCard, points: v.number(), tier: v.nullable(v.number()) })),
  /** Those that the model wants, those of them that are there, and all that are there. */
  technology: v.object({ wanted: v.array(v.string()), known: v.array(v.string()), all: v.array(v.string()) }),
  attributes: SaidBySource,
  lines: v.array(
    v.object({
      part: v.picklist(['intent', 'breadth', 'best_leads', 'technology']),
      label: v.string(),
      points: v.number(),
    }),
  ),
});
export const ScoreAnswer = v.object({
  lead: v.optional(LeadCard),
  account: v.optional(AccountBody),
  score: v.optional(ScoreBody),
  unscored: v.optional(Cause),
  spam: v.optional(SpamAnswer),
  snapshot: v.optional(Snapshot),
});
export type ScoreAnswer = v.InferOutput<typeof ScoreAnswer>;
/** Another name (`linkedin:ada`) or address (`email:…`) of a lead: who said so, in which system's name, when. */
const KnownAs = v.object({ name: v.string(), by: v.string(), source: v.string(), at: time });
/** A lead's whole record: its score, and what every source and every outcome says. */
export const LeadAnswer = v.object({
  ...ScoreAnswer.entries,
  lead: LeadCard,
  snapshot: Snapshot,
  /** The change over seven days; null while there was no score a week ago. */
  trend: v.nullable(v.object({ points: v.number(), balance: v.number() })),
  record: v.object({
    attributes: SaidBySource,
    aliases: v.array(v.string()),
    knownAs: v.array(KnownAs),
    outcomes: v.array(
      v.object({
        outcome: OutcomeKind,
        at: time,
        value: v.nullable(v.number()),
        note: v.nullable(v.string()),
        by: v.string(),
      }),
    ),
    visitors: v.number(),
  }),
});
export type LeadAnswer = v.InferOutput<typeof LeadAnswer>;
export const ScoresAnswer = v.object({ scores: v.array(ScoreAnswer) });
export const QueueAnswer = v.object({ leads: v.array(ScoreAnswer), cursor: v.nullable(v.string()) });
/** How a lead stood at a moment, oldest first. */
export const HistoryAnswer = v.object({
  history: v.array(
    v.object({
      at: time,
      balance: v.optional(ScoreBody.entries.balance),
      points: v.optional(ScoreBody.entries.points),
      priority: v.optional(v.number()),
      stage: v.optional(Stage),
      unscored: v.optional(Cause),
    }),
  ),
});
export const TimelineTouch = v.looseObject({
  id: v.string(),
  type: v.string(),
  occurredAt: time,
  receivedAt: time,
  /** What the device's clock said, where we count with another moment. */
  deviceAt: v.optional(time),
  source: v.string(),
  /** `verified`: a server says whose it is; `claimed`: a browser does. */
  identity: v.picklist(['claimed', 'verified']),
});
export const TimelineAnswer = v.object({ touches: v.array(TimelineTouch), cursor: v.nullable(v.string()) });
/** Everything that is held of a person. */
export const ExportAnswer = v.object({
  exportedAt: time,
  ...LeadAnswer.entries,
  touches: v.array(TimelineTouch),
});
export const ProblemAnswer = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  errors: v.optional(v.array(v.object({ path: v.string(), message: v.string() }))),
});
