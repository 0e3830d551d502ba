/** Who hears what: a socket's subscription against where a lead stands now, and stood in the message before. */
import * as v from 'valibot';
import type { Answer } from '../../../shared/score';
import { LiveRequest, type Subscription } from '../../../shared/wire';

/** The platform remembers 16 kB of a socket. */
const LONGEST = 8000;

/** Where a lead stands, as far as one can subscribe to it. */
export interface Place {
  lead: string;
  account: string | null;
  owner: string | null;
  stage: string | null;
  tier: number | null;
  level: string | null;
  grade: string | null;
}

/** In: a lead's score, or why it has none. Out: where it stands. */
export function placeOf(id: string, answer: Answer): Place {
  const score = 'score' in answer ? answer.score : null;
  return {
    lead: id,
    account: answer.lead?.account ?? null,
    owner: answer.lead?.owner ?? null,
    stage: answer.lead?.stage ?? null,
    tier: score?.balance.tier ?? null,
    level: score?.points.level ?? null,
    grade: score?.points.fit.grade ?? null,
  };
}

/** In: what a client said. Out: the subscription that it asks for, or null. */
export function subscriptionIn(said: string | ArrayBuffer): Subscription | null {
  if (typeof said !== 'string' || said.length > LONGEST) return null;
  try {
    const { type: _, ...wanted } = v.parse(LiveRequest, JSON.parse(said));
    return wanted;
  } catch {
    return null;
  }
}

/** Whether a message is for a subscription: nobody misses that a lead has left what they look at. `before`: null for the first message. */
export const isFor = (wanted: Subscription, now: Place, before: Place | null): boolean =>
  isAll(wanted) || isIn(wanted, now) || (before !== null && isIn(wanted, before));

/** The same for a message that was sent while the client was away: where the lead stood before that is not known any more. */
export const mayBeFor = (wanted: Subscription, now: Place): boolean =>
  isAll(wanted) || wanted.queue !== null || isIn(wanted, now);

const isAll = ({ leads, accounts, queue }: Subscription): boolean =>
  leads.length === 0 && accounts.length === 0 && queue === null;

function isIn({ leads, accounts, queue }: Subscription, place: Place): boolean {
  if (leads.includes(place.lead)) return true;
  if (place.account !== null && accounts.includes(place.account)) return true;
  if (queue === null) return false;
  const fits = <T>(wanted: T | null | undefined, value: T | null) => wanted == null || wanted === value;
  return (
    fits(queue.tier, place.tier) &&
    fits<string>(queue.level, place.level) &&
    fits<string>(queue.grade, place.grade) &&
    fits<string>(queue.owner, place.owner) &&
    fits<string>(queue.stage, place.stage)
  );
}
