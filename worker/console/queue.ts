/** The hot queue: what was read, what came in live, cooled down to this second and in the order of a rep's day. */
import { computed, signal } from '@preact/signals';
import type { LiveMessage } from '../../shared/wire';
import { api, asProblem, type Problem, type ScoreAnswer } from './api';
import { now, tick } from './clock';
import { cool, type Next, nextOf } from './cooling';
import { loadModels, models } from './models';

export interface Filters {
  show: 'scored' | 'suppressed';
  tier: '' | '1' | '2' | '3';
  level: '' | 'cold' | 'warm' | 'hot' | 'super_hot';
  grade: '' | 'A' | 'B' | 'C' | 'D';
  q: string;
}
export interface Row {
  lead: NonNullable<ScoreAnswer['lead']>;
  answer: ScoreAnswer;
  next: Next | null;
  /** When a live message last moved it (ms), or null. */
  changedAt: number | null;
}
interface Held {
  answer: ScoreAnswer;
  changedAt: number | null;
}
export type Queue = ReturnType<typeof createQueue>;

export const NO_FILTERS: Filters = { show: 'scored', tier: '', level: '', grade: '', q: '' };

/** Out: a queue with nothing in it yet; `load` fills it. */
export function createQueue() {
  const filters = signal<Filters>(NO_FILTERS);
  const held = signal(new Map<string, Held>());
  const cursor = signal<string | null>(null);
  const state = signal<'loading' | 'ready'>('loading');
  const problem = signal<Problem | null>(null);
  const alert = signal<{ lead: Row['lead']; text: string } | null>(null);
  let asked = 0;

  const rows = computed(() =>
    [...held.value.values()]
      .flatMap((row) => rowOf(row, now.value))
      .filter((row) => isShown(row, filters.value))
      .sort(byPriority),
  );

  /** Reads a page: the first one replaces what is held. An answer that a newer question has overtaken is dropped. */
  async function read(from: string | null): Promise<void> {
    const question = ++asked;
    state.value = 'loading';
    try {
      const answer = await api.queue(queryOf(filters.value, from));
      if (question !== asked) return;
      held.value = withAll(from === null ? new Map() : held.value, answer.leads);
      cursor.value = answer.cursor;
      problem.value = null;
    } catch (error) {
      if (question !== asked) return;
      problem.value = asProblem(error);
    }
    state.value = 'ready';
  }

  /** Takes in what the socket says. */
  function hear(message: LiveMessage): void {
    if (message.type === 'hello') return void read(null);
    if (message.type === 'alert') {
      alert.value = { lead: message.lead, text: message.alert };
      return;
    }
    tick();
    const { lead, score, unscored, snapshot } = message;
    const answer: ScoreAnswer = {
      lead,
      ...(score !== null && { score }),
      ...(unscored && { unscored }),
      ...(snapshot && { snapshot }),
    };
    if (snapshot && !models.value.some(({ version }) => version === snapshot.modelVersion)) void loadModels();
    held.value = new Map(held.value).set(lead.id, { answer, changedAt: now.value });
  }

  return {
    filters,
    rows,
    cursor,
    state,
    problem,
    alert,
    hear,
    load: () => read(null),
    more: () => read(cursor.value),
    filter(change: Partial<Filters>) {
      filters.value = { ...filters.value, ...change };
      return read(null);
    },
  };
}

function queryOf({ show, tier, level, grade, q }: Filters, cursor: string | null): Record<string, string> {
  const wanted = show === 'suppressed' ? { unscored: 'suppressed_as_spam', q } : { tier, level, grade, q };
  const given = Object.entries({ ...wanted, cursor: cursor ?? '' }).filter(([, value]) => value !== '');
  return { ...Object.fromEntries(given), limit: '50', snapshot: '1' };
}

function withAll(known: Map<string, Held>, leads: ScoreAnswer[]): Map<string, Held> {
  const all = new Map(known);
  for (const answer of leads) {
    if (answer.lead) all.set(answer.lead.id, { answer, changedAt: all.get(answer.lead.id)?.changedAt ?? null });
  }
  return all;
}

function rowOf({ answer, changedAt }: Held, at: number): Row[] {
  const cooled = cool(answer, models.value, at);
  if (cooled.lead === undefined) return [];
  return [{ lead: cooled.lead, answer: cooled, next: nextOf(cooled, models.value), changedAt }];
}

/** A row that cools below a filter leaves the list, one that a live message lifts above it comes in. */
function isShown({ lead, answer: { score, unscored } }: Row, { show, tier, level, grade, q }: Filters): boolean {
  const text = `${lead.name ?? ''} ${lead.email ?? ''} ${lead.account ?? ''}`.toLowerCase();
  if (!text.includes(q.trim().toLowerCase())) return false;
  if (show === 'suppressed') return unscored === 'suppressed_as_spam';
  if (score === undefined) return false;
  const { balance, points } = score;
  const isTier = tier === '' || String(balance.tier) === tier;
  return isTier && (level === '' || points.level === level) && (grade === '' || points.fit.grade === grade);
}

/** Tier and grade first (they are the priority), then urgency, then points: the order of the API. */
function byPriority({ lead: a, answer: { score: x } }: Row, { lead: b, answer: { score: y } }: Row): number {
  const order =
    (x?.priority ?? 17) - (y?.priority ?? 17) ||
    (y?.balance.value ?? 0) - (x?.balance.value ?? 0) ||
    (y?.points.value ?? 0) - (x?.points.value ?? 0);
  return order || (a.id < b.id ? -1 : 1);
}
