/** The score in one sentence that a rep can read aloud. */
import { DAY } from '../event';
import { type Model, weightOf } from '../model';
import { type Signal, signalType } from '../signal';
import { horizonAt } from './tally';
import type { Moments } from './terms';

/**
 * In: the exact touches by signal, the moment of the last touch (ms), who they are in words, the model, now (ms).
 * Out: what they did lately and who they are, and after and until when (ms) the sentence is the same.
 */
export function summaryOf(
  touches: Moments,
  lastAt: number | null,
  who: string | null,
  model: Model,
  now: number,
): { value: string; after: number; until: number } {
  const { words, until } = deedsOf(touches, lastAt, model, now);
  const text = who === null ? words : `${words}; ${who}`;
  return { value: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`, after: now - 1, until };
}

function deedsOf(touches: Moments, lastAt: number | null, model: Model, now: number) {
  const since = horizonAt(now);
  const strongest = [...touches]
    .map(([signal, moments]) => ({ signal, moments: moments.filter((at) => at >= since) }))
    .filter(({ moments }) => moments.length > 0)
    .sort((a, b) => weightOf(model, b.signal) - weightOf(model, a.signal) || (a.signal < b.signal ? -1 : 1))
    .slice(0, 2);
  if (strongest.length === 0) return silence(lastAt, now);
  const inOrder = strongest.toSorted((a, b) => (a.moments.at(-1) ?? 0) - (b.moments.at(-1) ?? 0));
  const oldest = Math.min(...inOrder.map(({ moments }) => moments[0] ?? now));
  const days = Math.max(1, Math.ceil((now - oldest) / DAY));
  const words = inOrder.map(({ signal, moments }) => deed(signal, moments.length)).join(' and ');
  return {
    words: `${words} in the last ${days === 1 ? 'day' : `${days} days`}`,
    until: Math.min(oldest + days * DAY, (Math.floor(now / DAY) + 1) * DAY - 1),
  };
}

function silence(lastAt: number | null, now: number) {
  if (lastAt === null) return { words: 'no activity', until: Number.POSITIVE_INFINITY };
  const days = Math.floor((now - lastAt) / DAY);
  const ago = days <= 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`;
  return { words: `last active ${ago}`, until: lastAt + (days + 1) * DAY - 1 };
}

function deed(signal: Signal, times: number): string {
  const { phrase, of } = signalType(signal);
  const often = times === 1 ? '' : times === 2 ? ' twice' : ` ${times} times`;
  return `${of === 'company' ? 'the company ' : ''}${phrase}${often}`;
}
