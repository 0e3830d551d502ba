/** The leads that a rep should call now: how many nobody has seen to, and who has just become one. */
import * as v from 'valibot';
import type { Database } from '../db';
import type { Api, UrgentLead } from './api';
import { keepMarks, marked } from './marks';

/** News that come together are one look (ms); without news it is looked again after this long, for tiers cool by the clock. */
const GATHER = 2000;
const OLD = 5 * 60_000;
/** A lead is not spoken of again for so long (ms). */
const COOL_DOWN = 4 * 3_600_000;
const STATE = 'urgent';
/** `tiers`: lead → tier when last looked; null: never looked. `told`: lead → when it was spoken of (ms). */
const State = v.fallback(
  v.object({ tiers: v.nullable(v.record(v.string(), v.number())), told: v.record(v.string(), v.number()) }),
  { tiers: null, told: {} },
);

export interface Urgent {
  /** Looks when the news have settled. */
  soon(): void;
  /** Looks if the last look is old. */
  catchUp(): Promise<void>;
}

export interface UrgentOptions {
  db: Database;
  api(): Promise<Api | null>;
  /** Out: the lowest tier whose leads are spoken of (1 or 2); null: none, now. */
  wished(): Promise<number | null>;
  /** Is told how many leads of tier 1 wait. */
  count(waiting: number): void;
  /** Is told of a lead that has risen to a tier. */
  speak(lead: UrgentLead): void;
}

export function openUrgent({ db, api, wished, count, speak }: UrgentOptions): Urgent {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookedAt = 0;
  let last: Promise<void> = Promise.resolve();

  const look = async () => {
    const line = await api();
    if (line === null) return count(0);
    const lowest = await wished();
    const leads = (await Promise.all((lowest === 2 ? [1, 2] : [1]).map((tier) => line.urgent(tier)))).flat();
    lookedAt = Date.now();
    const { tiers, told } = v.parse(State, await (await db()).get('settings', STATE));
    const now = Object.fromEntries(leads.map(({ id, tier }) => [id, tier]));
    const fresh = Object.entries(told).filter(([, at]) => lookedAt - at < COOL_DOWN);
    const risen =
      tiers === null || lowest === null
        ? []
        : leads.filter(({ id, tier }) => tier < (tiers[id] ?? 4) && !fresh.some(([lead]) => lead === id));
    const spoken = Object.fromEntries([...fresh, ...risen.map(({ id }) => [id, lookedAt] as const)]);
    await (await db()).put('settings', { tiers: now, told: spoken }, STATE);
    risen.forEach(speak);
    await keepMarks(db, 'handled', (lead) => lead in now);
    const [handled, snoozed] = await Promise.all([marked(db, 'handled'), marked(db, 'snoozed')]);
    const isAside = (id: string) => id in handled || (snoozed[id] ?? 0) > lookedAt;
    return count(leads.filter(({ id, tier }) => tier === 1 && !isAside(id)).length);
  };
  const inTurn = (): Promise<void> => {
    last = last.then(look).catch(() => {});
    return last;
  };

  return {
    soon() {
      clearTimeout(timer);
      timer = setTimeout(inTurn, GATHER);
    },
    catchUp: async () => (Date.now() - lookedAt > OLD ? inTurn() : undefined),
  };
}
