/** Retention: what is older than it may be goes from the log, a few subjects at a time. What was folded into a score stays in it. */
import { DAY } from '../../../shared/event';
import type { Retention } from '../../../shared/wire';
import { subjectsAfter } from './move';

/** So many subjects in a slice, so that ingest gets its turn in between. */
const SLICE = 100;
/** The mean month (ms). */
const MONTH = 30.4375 * DAY;

/**
 * In: where the last slice ended ('' before the first), how long what is kept, now (ms). Out: where this one ends, or null after
 * the last subject. Visitors whom nobody knows by name go by days, everything else by months.
 */
export function sweep(
  sql: SqlStorage,
  after: string,
  { anonymousDays, touchMonths }: Retention,
  now: number,
): string | null {
  const subjects = subjectsAfter(sql, after, SLICE);
  for (const subject of subjects) {
    const age = isAnonymous(sql, subject) ? anonymousDays * DAY : touchMonths * MONTH;
    sql.exec('DELETE FROM events WHERE subject = ? AND at < ?', subject, now - age);
  }
  return subjects.at(-1) ?? null;
}

const isAnonymous = (sql: SqlStorage, subject: string): boolean =>
  subject.startsWith('v:') && sql.exec('SELECT 1 FROM ties WHERE visitor = ? LIMIT 1', subject).toArray().length === 0;
