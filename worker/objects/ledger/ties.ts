/** Ties: whose a visitor's events are, stretch by stretch, and which stretches make up a lead's history. */
import type { Lead } from '../../../shared/lead';
import type { Stretch } from './events';
import { familyOf } from './merges';

const FOREVER = Number.MAX_SAFE_INTEGER;

/** A browser that so many people have shared tells nobody apart. */
export const MOST_TIES = 100;

/** Says that from `since` on (ms) this visitor is this lead; what came before the first such word is the first lead's too. */
export function tie(sql: SqlStorage, visitor: string, since: number, lead: string, event: string): void {
  sql.exec(
    `INSERT INTO ties (visitor, since, event, lead, proof) VALUES (?, ?, ?, ?, 'claimed') ON CONFLICT DO NOTHING`,
    visitor,
    since,
    event,
    lead,
  );
}

/** In: a visitor. Out: whose its events are, stretch by stretch, oldest first. */
export function stretchesOfVisitor(sql: SqlStorage, visitor: string): (Stretch & { lead: string })[] {
  const ties = sql
    .exec<{ since: number; lead: string }>(
      'SELECT since, lead FROM ties WHERE visitor = ? ORDER BY since, event',
      visitor,
    )
    .toArray();
  return ties.map(({ since, lead }, i) => {
    return { subject: visitor, lead, from: i === 0 ? 0 : since, to: ties[i + 1]?.since ?? FOREVER };
  });
}

/** In: a lead that stands for itself. Out: every stretch of events that is its own or of a lead merged into it: facts about it, its visitors', its company's. */
export function stretchesOfLead(sql: SqlStorage, { id, account }: Pick<Lead, 'id' | 'account'>): Stretch[] {
  const family = familyOf(sql, id);
  const visitors = sql
    .exec<{ visitor: string }>(
      'SELECT DISTINCT visitor FROM ties WHERE lead IN (SELECT value FROM json_each(?))',
      JSON.stringify(family),
    )
    .toArray();
  const own = visitors.flatMap(({ visitor }) =>
    stretchesOfVisitor(sql, visitor).filter(({ lead }) => family.includes(lead)),
  );
  const whole = (subject: string): Stretch => ({ subject, from: 0, to: FOREVER });
  return [...family.map((lead) => whole(`l:${lead}`)), ...(account === null ? [] : [whole(`a:${account}`)]), ...own];
}
