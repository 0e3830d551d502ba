/** How far a subject's facts reach: which leads count them, and where those live. */
import { bucketOf, bucketOfLead } from '../../../shared/id';
import { accountOf, domainsOf } from './accounts';
import type { Buckets } from './buckets';
import { lineOf, mergedOf } from './merges';
import { leadsOfVisitor } from './ties';

/** In: a subject. Out: for each lead (or domain) that it tells of, the buckets that count it: its own, then those of whoever stands for it. */
function linesOf(sql: SqlStorage, subject: string): number[][] {
  const name = subject.slice(2);
  const isCompany = subject.startsWith('a:');
  const domains = isCompany ? domainsOf(sql, accountOf(sql, name)) : [];
  const leads = isCompany ? mergedOf(sql, domains) : subject.startsWith('l:') ? [name] : leadsOfVisitor(sql, subject);
  const lines = leads.map((lead) => lineOf(sql, lead).map((one) => bucketOfLead(one) ?? 0));
  return [...domains.map((domain) => [bucketOf(domain)]), ...lines];
}

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
