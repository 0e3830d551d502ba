/** The queue: leads in the order in which they should be called. */
import type { QueueQuery } from '../../../shared/wire';
import { LEAD_COLUMNS, type LeadRow, parseLead, type RawLead, whole } from './people';
import { accountOf, domainsOf } from './subsidiaries';

/** Where a page ended: the sort's two numbers and the id of its last row. */
export interface Place {
  first: number;
  second: number;
  id: string;
}
export interface Ranked {
  row: LeadRow;
  place: Place;
}
export type QueueFilter = Omit<QueueQuery, 'cursor' | 'snapshot'>;

const BEFORE_ALL: Place = { first: -1e308, second: -1e308, id: '' };

/** Every value is bound; a filter that is not asked for is bound as NULL. */
const FILTER = `(?1 IS NULL OR tier = ?1) AND (?2 IS NULL OR level = ?2) AND (?3 IS NULL OR grade = ?3)
  AND (?4 IS NULL OR owner = ?4) AND (?5 IS NULL OR account IN (SELECT value FROM json_each(?5))) AND (?6 IS NULL OR stage_now = ?6)
  AND (?7 IS NULL OR email LIKE ?7 ESCAPE '\\' OR name LIKE ?7 ESCAPE '\\' OR account LIKE ?7 ESCAPE '\\')
  AND CASE WHEN ?8 IS NULL THEN cause IS NULL OR cause = 'no_touches' ELSE cause = ?8 END AND (?9 IS NULL OR due IS NOT NULL)`;

/** FIRST and SECOND stand for an order's two columns, both ascending; then the id: pages of several ledgers merge, no row twice. */
const PAGE = `SELECT ${LEAD_COLUMNS}, FIRST AS first, SECOND AS second FROM leads
  WHERE ${FILTER} AND (FIRST, SECOND, id) > (?10, ?11, ?12) ORDER BY FIRST, SECOND, id LIMIT ?13`;
const sorted = (first: string, second: string): string => PAGE.replaceAll('FIRST', first).replaceAll('SECOND', second);

const QUERIES = {
  priority: sorted('priority', '-balance'),
  balance: sorted('-balance', 'priority'),
  points: sorted('-points', 'priority'),
  recent: sorted('-last_at', 'priority'),
  due: sorted('COALESCE(due, 1e308)', 'priority'),
} as const;

/** In: filters and order, where the last page ended. Out: up to `limit` leads with their places. */
export function queue(sql: SqlStorage, query: QueueFilter, after: Place | null): Ranked[] {
  const { tier, level, grade, owner, account, stage, unscored, sla, limit } = query;
  const { first, second, id } = after ?? BEFORE_ALL;
  const domains = account === undefined ? null : JSON.stringify(domainsOf(sql, accountOf(sql, account)));
  const filters = [tier, level, grade, owner, domains, stage, likeOf(query.q), unscored, sla].map(
    (value) => value ?? null,
  );
  return sql
    .exec<RawLead & { first: number; second: number }>(QUERIES[query.sort], ...filters, first, second, id, limit)
    .toArray()
    .map((raw) => ({ row: whole(sql, parseLead(raw)), place: { first: raw.first, second: raw.second, id: raw.id } }));
}

/** In: two places. Out: negative when the first comes first. */
export const byPlace = (a: Place, b: Place): number =>
  a.first - b.first || a.second - b.second || (a.id < b.id ? -1 : 1);

function likeOf(q: string | undefined): string | null {
  const wanted = q?.trim() ?? '';
  return wanted === '' ? null : `%${wanted.replace(/[\\%_]/g, '\\$&')}%`;
}
