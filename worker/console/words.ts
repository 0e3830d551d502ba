/** Numbers, moments and states as a person reads them. */
import { DAY, HOUR, MINUTE } from '../../shared/event';
import type { Sla } from '../../shared/score/snapshot';

export type Tier = 1 | 2 | 3 | null;

/** In: a value. Out: with one decimal and a real minus sign; never "−0.0". */
export function decimal(value: number): string {
  const tenths = Math.round(value * 10);
  const text = (Math.abs(tenths) / 10).toFixed(1);
  return tenths < 0 ? `−${text}` : text;
}

/**
 * In: the lines of a sum. Out: each rounded to 0.1 such that the rounded lines add up to the rounded sum:
 * what rounding leaves over goes to the next line, so no line is off by more than 0.1.
 */
export function settled(values: number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    const before = Math.round(sum * 10);
    sum += value;
    return (Math.round(sum * 10) - before) / 10;
  });
}

/** In: a stretch of time (ms). Out: "45 min", "31 h", "12 d". */
export function span(ms: number): string {
  if (ms < HOUR) return `${Math.max(1, Math.round(ms / MINUTE))} min`;
  return ms < 3 * DAY ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / DAY)} d`;
}

/** In: a moment and now (ms). Out: "just now", "9 h ago". */
export const ago = (at: number, now: number): string => (now - at < MINUTE ? 'just now' : `${span(now - at)} ago`);

/** In: an answer that was promised, now (ms). Out: "answer due in 3 h", "answer 2 h overdue", "answered 9 h ago". */
export function owed({ dueAt, keptAt }: Sla, now: number): string {
  if (keptAt !== null) return `answered ${ago(keptAt, now)}`;
  return now < dueAt ? `answer due in ${span(dueAt - now)}` : `answer ${span(now - dueAt)} overdue`;
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
/** In: a moment (ms or RFC 3339). Out: date and time of the reader's own zone. */
export const moment = (at: number | string): string => format.format(new Date(at));

/** In: a tier. Out: "T1", or "no tier". */
export const tierWord = (tier: Tier): string => (tier === null ? 'no tier' : `T${tier}`);

/** In: a name of the wire, such as `super_hot`. Out: "super hot". */
export const plain = (name: string): string => name.replaceAll('_', ' ');

/** In: what a message tells of, such as `sla_breached`. Out: "SLA breached". */
export const eventWord = (type: string): string => capital(plain(type)).replace(/^Sla\b/, 'SLA');

/** In: a count, its word. Out: "1 touch", "3 touches". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
