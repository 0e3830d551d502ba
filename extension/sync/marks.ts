/** What a rep has put aside, on this device alone: leads that are snoozed, and leads that were seen to. */
import * as v from 'valibot';
import type { Database } from '../db';

const Moments = v.fallback(v.record(v.string(), v.number()), {});

/** `snoozed`: until when (ms). `handled`: since when (ms). */
export type Mark = 'snoozed' | 'handled';

/** Out: lead → moment (ms), of all leads that have this mark. */
export const marked = async (db: Database, mark: Mark): Promise<Record<string, number>> =>
  v.parse(Moments, await (await db()).get('settings', mark));

/** In: a lead, a moment (ms; null takes the mark away). What has passed is forgotten on the way. */
export async function setMark(db: Database, mark: Mark, lead: string, at: number | null): Promise<void> {
  const { store, done } = (await db()).transaction('settings', 'readwrite');
  const { [lead]: _, ...others } = v.parse(Moments, await store.get(mark));
  const kept = Object.entries(others).filter(([, moment]) => mark === 'handled' || moment > Date.now());
  await store.put({ ...Object.fromEntries(kept), ...(at !== null && { [lead]: at }) }, mark);
  await done;
}

/** Forgets the marks of leads that are not to keep them. */
export async function keepMarks(db: Database, mark: Mark, isKept: (lead: string) => boolean): Promise<void> {
  const { store, done } = (await db()).transaction('settings', 'readwrite');
  const held = Object.entries(v.parse(Moments, await store.get(mark)));
  await store.put(Object.fromEntries(held.filter(([lead]) => isKept(lead))), mark);
  await done;
}
