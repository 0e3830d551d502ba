/** Deliveries: what the outbox owes to others goes out in groups, and whoever fails holds up nobody else. */
import { causeOf, log } from '../../log';
import { type Kind, lease, postpone, settleLease, type Work } from './outbox';

/** Deliveries of one kind begin for so long (ms); then the others have their turn. */
const SPELL = 200;

/**
 * In: what kind of work, how many leads at once, how to send them. Delivers what is due, group by group, for a while; a group that fails
 * is tried lead by lead, so that nobody waits for another's fault.
 */
export async function deliver(
  sql: SqlStorage,
  kind: Kind,
  group: number,
  send: (leads: string[]) => Promise<void>,
): Promise<void> {
  const ends = Date.now() + SPELL;
  do {
    const works = lease(sql, kind, Date.now(), group);
    if (works.length === 0) return;
    if (await isSent(sql, kind, works, send)) continue;
    for (const work of works) {
      if (!(await isSent(sql, kind, [work], send))) postpone(sql, kind, work.lead, Date.now());
    }
  } while (Date.now() < ends);
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
