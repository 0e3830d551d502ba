/** How far a subject's facts reach: which leads count them, and where those live. */
import { bucketOf } from '../../../shared/id';
import { type Buckets, homeOf } from './buckets';
import { lineOf, mergedOf } from './merges';
import { accountOf, domainsOf } from './subsidiaries';
import { leadsOfVisitor } from './ties';

/** In: a subject, the bucket that it is at home in, a set of buckets. Out: whether whoever holds them needs the subject's facts. */
export const isNeeded = (sql: SqlStorage, subject: string, home: number, holds: (bucket: number) => boolean): boolean =>
  holds(home) || linesOf(sql, subject).some((line) => line.some(holds));

/**
 * In: a subject whose facts have changed here. Out: the buckets, here and elsewhere, that are to know them: whole lines, since a merge may
 * end when nobody can tell the rest any more. The subject's home speaks for every line, others for those that they are part of.
 */
export function reachOf(sql: SqlStorage, buckets: Buckets, subject: string): number[] {
  if (buckets.isWhole) return [];
  const isHome = buckets.holdsSubject(subject);
  const lines = linesOf(sql, subject).filter((line) => isHome || line.some(buckets.holds));
  return [...new Set(lines.flat())];
}

/** In: a subject. Out: a line of buckets for each lead that it tells of, and for each domain of a company. */
function linesOf(sql: SqlStorage, subject: string): number[][] {
  const name = subject.slice(2);
  if (subject.startsWith('l:')) return [lineOfLead(sql, name)];
  if (subject.startsWith('v:')) return leadsOfVisitor(sql, subject).map((lead) => lineOfLead(sql, lead));
  const domains = domainsOf(sql, accountOf(sql, name));
  // A company's people live in its domains' buckets; those who were merged into somebody count elsewhere, too.
  return [
    ...domains.map((domain) => [bucketOf(domain)]),
    ...mergedOf(sql, domains).map((lead) => lineOfLead(sql, lead)),
  ];
}

/** In: a lead. Out: the bucket that it is at home in, then those of whoever stands for it. */
const lineOfLead = (sql: SqlStorage, lead: string): number[] => lineOf(sql, lead).map((one) => homeOf(one));
