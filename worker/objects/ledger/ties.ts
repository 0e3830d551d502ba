/** Ties: whose a visitor's events are, stretch by stretch, and which stretches make up a lead's history. */
import { DAY } from '../../../shared/event';
import type { Lead } from '../../../shared/lead';
import type { Identity } from '../../proof';
import type { Stretch } from './events';
import { familyOf } from './merges';
import { domainsOf } from './subsidiaries';

const FOREVER = Number.MAX_SAFE_INTEGER;

/** A browser that so many people have shared tells nobody apart; as many again may still prove who they are. */
const MOST_TIES: Record<Identity, number> = { claimed: 100, verified: 200 };
/** A word that was proven stands against mere claims for this long (ms). */
const PROOF_HOLDS = DAY;

interface Tie {
  /** ms */
  since: number;
  lead: string;
  proof: Identity;
}
type Owned = Stretch & { lead: string };

/**
 * Says that from `since` on (ms) this visitor is this lead; what came before the first such word is the first lead's too.
 * Out: whether it is heard.
 */
export function tie(sql: SqlStorage, visitor: string, { since, lead, proof }: Tie, event: string): boolean {
  const { said } = sql.exec<{ said: number }>('SELECT COUNT(*) AS said FROM ties WHERE visitor = ?', visitor).one();
  if (said >= MOST_TIES[proof]) return false;
  sql.exec(
    'INSERT INTO ties (visitor, since, event, lead, proof) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    visitor,
    since,
    event,
    lead,
    proof,
  );
  return true;
}

/** In: a visitor. Out: whose its events are, stretch by stretch, oldest first. */
export function stretchesOfVisitor(sql: SqlStorage, visitor: string): Owned[] {
  const ties = sql
    .exec<{ since: number; lead: string; proof: Identity }>(
      'SELECT since, lead, proof FROM ties WHERE visitor = ? ORDER BY since, event',
      visitor,
    )
    .toArray();
  const turns = turnsOf(ties);
  return turns
    .map(({ since, lead, proof }, i) => {
      return { subject: visitor, lead, identity: proof, from: i === 0 ? 0 : since, to: turns[i + 1]?.since ?? FOREVER };
    })
    .filter(({ from, to }) => from < to);
}

/**
 * In: what was said of a visitor, oldest first. Out: from when on it is whom. A claim soon after a proof is about somebody else who
 * is told of, not who sits there: it gets the moment in which it was made and nothing after.
 */
function turnsOf(ties: Tie[]): Tie[] {
  const turns: Tie[] = [];
  let proven: Tie | undefined;
  for (const tie of ties) {
    const holds = proven !== undefined && tie.since < proven.since + PROOF_HOLDS;
    if (tie.proof === 'claimed' && holds && tie.lead === proven?.lead) continue;
    while ((turns.at(-1)?.since ?? 0) > tie.since) turns.pop();
    turns.push(tie);
    if (tie.proof === 'verified') proven = tie;
    else if (holds && proven !== undefined) turns.push({ ...proven, since: tie.since + 1 });
  }
  return turns;
}

/** In: the leads of one person. Out: every visitor who was ever said to be them. */
export const visitorsOf = (sql: SqlStorage, leads: string[]): string[] =>
  sql
    .exec<{ visitor: string }>(
      'SELECT DISTINCT visitor FROM ties WHERE lead IN (SELECT value FROM json_each(?))',
      JSON.stringify(leads),
    )
    .toArray()
    .map(({ visitor }) => visitor);

/** In: a visitor. Out: every lead that it was ever said to be, also those who have no stretch of it any more. */
export const leadsOfVisitor = (sql: SqlStorage, visitor: string): string[] =>
  sql
    .exec<{ lead: string }>('SELECT DISTINCT lead FROM ties WHERE visitor = ?', visitor)
    .toArray()
    .map(({ lead }) => lead);

/** In: a lead that stands for itself. Out: every stretch of events that is its own or of a lead merged into it: facts about it, its visitors', its company's. */
export function stretchesOfLead(sql: SqlStorage, { id, account }: Pick<Lead, 'id' | 'account'>): Stretch[] {
  const family = familyOf(sql, id);
  const own = visitorsOf(sql, family).flatMap((visitor) =>
    stretchesOfVisitor(sql, visitor).filter(({ lead }) => family.includes(lead)),
  );
  const companies = account === null ? [] : domainsOf(sql, account);
  const whole = (subject: string): Stretch => ({ subject, identity: 'verified', from: 0, to: FOREVER });
  return [...family.map((lead) => whole(`l:${lead}`)), ...companies.map((domain) => whole(`a:${domain}`)), ...own];
}
