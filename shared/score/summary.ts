/** The score in one sentence that a rep can read aloud. */
import { DAY } from '../event';
import { best, textOf } from '../lead';
import { type Model, weightOf } from '../model';
import { type Signal, signalType } from '../signal';
import { type Known, numberIn } from './fit';
import { horizonAt, type Tally } from './tally';

/** In: a tally, what is known, the model, now (ms). Out: what they did lately; who they are. */
export function summaryOf(tally: Tally, known: Known, model: Model, now: number): string {
  const who = whoIs(known);
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

function whoIs({ lead, account }: Known): string | null {
  const title = textOf(lead.attributes, 'title');
  const employees = account === null ? undefined : numberIn(best(account.attributes, 'employees')?.value);
  const industry = account === null ? null : inSentence(textOf(account.attributes, 'industry'));
  const size = employees === undefined ? '' : `${thousands(employees)}-person `;
  const company =
    size === '' && industry === null
      ? (account?.domain ?? null)
      : `a ${size}${industry === null ? '' : `${industry} `}company`;
  if (title === null) return company === null ? null : `works at ${company}`;
  return company === null ? title : `${title} at ${company}`;
}

/** `Software` inside a sentence is `software`; `SaaS` and `IT services` stay as they are. */
const inSentence = (words: string | null): string | null =>
  words?.replace(/^[A-Z](?=[a-z]+\b)/, (first) => first.toLowerCase()) ?? null;

const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

const daysAgo = (age: number): string => {
  const days = Math.floor(age / DAY);
  return days <= 0 ? 'today' : days === 1 ? 'a day ago' : `${days} days ago`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
