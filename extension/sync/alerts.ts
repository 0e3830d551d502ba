/** What the model had to say of leads (contact promised and not made, an action of its own), the last of it. */
import * as v from 'valibot';
import type { Database } from '../db';
import type { Alert } from '../messages';
import type { News } from './live';

const KEPT = 20;
const ALERTS = 'alerts';
const Alerts = v.fallback(
  v.array(v.object({ lead: v.string(), name: v.string(), words: v.string(), at: v.number() })),
  [],
);

/** Out: the alerts, newest first. */
export const alertsOf = async (db: Database): Promise<Alert[]> =>
  v.parse(Alerts, await (await db()).get('settings', ALERTS));

export async function keepAlert(db: Database, { lead, alert }: Extract<News, { type: 'alert' }>): Promise<void> {
  const { store, done } = (await db()).transaction('settings', 'readwrite');
  const before = v.parse(Alerts, await store.get(ALERTS));
  const fresh = { lead: lead.id, name: lead.name ?? lead.email ?? lead.id, words: alert, at: Date.now() };
  await store.put([fresh, ...before].slice(0, KEPT), ALERTS);
  await done;
}
