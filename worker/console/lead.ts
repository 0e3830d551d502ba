/** One lead, whole: its record, its timeline, and its score now or at any moment before. */
import { computed, signal } from '@preact/signals';
import type { OutcomeKind } from '../../shared/outcome';
import type { LiveMessage } from '../../shared/wire';
import { api, asProblem, type LeadAnswer, type Problem, type ScoreAnswer, type Timeline, type Touch } from './api';
import { now } from './clock';
import { cool } from './cooling';
import { models } from './models';

export type LeadStore = ReturnType<typeof createLead>;

/** In: a lead's id. Out: its store; `load` fills it. */
export function createLead(id: string) {
  const held = signal<LeadAnswer | null>(null);
  const touches = signal<Touch[]>([]);
  const cursor = signal<string | null>(null);
  const past = signal<{ at: number; answer: ScoreAnswer } | null>(null);
  const recorded = signal<OutcomeKind | null>(null);
  const problem = signal<Problem | null>(null);
  let isSaying = false;
  let lastTurn = 0;

  /** The score that the page shows: of the chosen moment, else of this second. */
  const answer = computed<ScoreAnswer | null>(() => {
    if (past.value !== null) return past.value.answer;
    if (held.value === null) return null;
    const { record: _, trend: __, ...current } = held.value;
    return cool(current, models.value, now.value);
  });

  async function attempt(work: () => Promise<void>): Promise<void> {
    problem.value = null;
    await work().catch((error: unknown) => {
      problem.value = asProblem(error);
    });
  }
  const load = () =>
    attempt(async () => {
      const [record, timeline] = await Promise.all([api.lead(id), api.timeline(id, { limit: '50' })]);
      held.value = record;
      renew(timeline);
    });
  const show = (timeline: Timeline, before: Touch[]) => {
    touches.value = [...before, ...timeline.touches];
    cursor.value = timeline.cursor;
  };

  /** The newest page comes above what is opened already; where the two do not meet, what lies between is not known: from the top. */
  const renew = (newest: Timeline) => {
    const ids = new Set(newest.touches.map((touch) => touch.id));
    const older = touches.value.filter((touch) => !ids.has(touch.id));
    if (older.length === touches.value.length) show(newest, []);
    else touches.value = [...newest.touches, ...older];
  };

  return {
    held,
    touches,
    cursor,
    past,
    recorded,
    problem,
    answer,
    load,
    more: () =>
      attempt(async () => show(await api.timeline(id, { limit: '50', cursor: cursor.value ?? '' }), touches.value)),
    /** In: a moment (ms), or null for now. The last that was asked for is shown, whichever answer comes last. */
    lookAt: (at: number | null) =>
      attempt(async () => {
        const turn = ++lastTurn;
        const looked = at === null ? null : { at, answer: await api.scoreAt(id, at) };
        if (turn === lastTurn) past.value = looked;
      }),
    /** One press at a time: a double click is one outcome. */
    record: (outcome: OutcomeKind, note: string) =>
      attempt(async () => {
        if (isSaying) return;
        isSaying = true;
        recorded.value = null;
        const said = api.outcome({ lead: id, outcome, ...(note !== '' && { note }) });
        await said.finally(() => {
          isSaying = false;
        });
        recorded.value = outcome;
        held.value = await api.lead(id);
      }),
    judge: (verdict: 'clean' | 'spam' | null) =>
      attempt(async () => {
        await api.judge(id, verdict);
        await load();
      }),
    hear(message: LiveMessage) {
      if (message.type === 'hello' || (message.type === 'score_changed' && message.lead.id === id)) void load();
    },
  };
}
