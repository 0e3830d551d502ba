/** Deliveries: what the outbox owes to others goes out in groups, and whoever fails holds up nobody else. */
import { causeOf, log } from '../../log';
import { type Kind, lease, postpone, settleLease, type Work } from './outbox';

/** So many deliveries at a time, so that ingest gets its turn in between. */
const SLICE = 200;

/**
 * In: what kind of work, how many leads at once, how to send them. Delivers what is due, group by group; a group that fails is tried
 * lead by lead, so that nobody waits for another's fault.
 */
export async function deliver(
  sql: SqlStorage,
  kind: Kind,
  group: number,
  send: (leads: string[]) => Promise<void>,
): Promise<void> {
  const due = lease(sql, kind, Date.now(), SLICE);
  for (let from = 0; from < due.length; from += group) {
    const works = due.slice(from, from + group);
    if (await isSent(sql, kind, works, send)) continue;
    for (const work of works) {
      if (!(await isSent(sql, kind, [work], send))) postpone(sql, kind, work.lead, Date.now());
    }
  }
}

async function isSent(
  sql: SqlStorage,
  kind: Kind,
  works: Work[],
  send: (leads: string[]) => Promise<void>,
): Promise<boolean> {
  try {
    await send(works.map(({ lead }) => lead));
    for (const work of works) settleLease(sql, kind, work);
    return true;
  } catch (thrown) {
    log('delivery_failed', { kind, leads: works.length, cause: causeOf(thrown) });
    return false;
  }
}
