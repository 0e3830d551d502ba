/** The score in one sentence that a rep can read aloud. */
import { DAY } from '../event';
import { type Model, weightOf } from '../model';
import { type Signal, signalType } from '../signal';
import { horizonAt, type Tally } from './tally';

/** In: a tally, who they are in words, the model, now (ms). Out: what they did lately; who they are. */
export function summaryOf(tally: Tally, who: string | null, model: Model, now: number): string {
  const deeds = deedsOf(tally, model, now);
  return `${capital(who === null ? deeds : `${deeds}; ${who}`)}.`;
}

function deedsOf(tally: Tally, model: Model, now: number): string {
  const seen = new Map<Signal, number[]>();
  const recent = tally.recent.filter(([at]) => at >= horizonAt(now));
  for (const [at, signal] of recent) seen.set(signal, [...(seen.get(signal) ?? []), at]);
  const strongest = [...seen]
    .sort(([a], [b]) => weightOf(model, b) - weightOf(model, a) || (a < b ? -1 : 1))
    .slice(0, 2);
  if (strongest.length === 0)
    return tally.lastAt === null ? 'no activity' : `last active ${daysAgo(now - tally.lastAt)}`;
  const inOrder = strongest.toSorted(([, a], [, b]) => (a.at(-1) ?? 0) - (b.at(-1) ?? 0));
  const oldest = Math.min(...inOrder.map(([, moments]) => moments[0] ?? now));
  const days = Math.max(1, Math.ceil((now - oldest) / DAY));
  const words = inOrder.map(([signal, moments]) => deed(signal, moments.length)).join(' and ');
  return `${words} in the last ${days === 1 ? 'day' : `${days} days`}`;
}

function deed(signal: Signal, times: number): string {
  const { phrase, of } = signalType(signal);
  const often = times === 1 ? '' : times === 2 ? ' twice' : ` ${times} times`;
  return `${of === 'company' ? 'the company ' : ''}${phrase}${often}`;
}

const daysAgo = (age: number): string => {
  const days = Math.floor(age / DAY);
  return days <= 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
