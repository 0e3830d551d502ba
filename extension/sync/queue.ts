/** The hot queue and the rep's SLAs, page by page; the first page of each is kept for when nobody answers. */
import * as v from 'valibot';
import { type Database, keep, type SnapshotRow, snapshotsOf } from '../db';
import type { QueuePage, QueueWish } from '../messages';
import { type Api, type Held, PATIENCE, within } from './api';

const SLAS = 'slas';
const Slas = v.fallback(v.array(v.string()), []);

export interface Queue {
  /** In: what is wanted, the API (null: none). Out: its page; of what cannot be had, what was last known of the whole queue or of the SLAs. */
  page(wish: QueueWish, api: Api | null): Promise<Omit<QueuePage, 'model'>>;
}

export function openQueue(db: Database): Queue {
  return {
    async page(wish, api) {
      if (api === null) return { people: [], cursor: null, isOld: false };
      const isSlas = wish.sort === 'due' && wish.cursor === null;
      const held = isWhole(wish) ? await placesIn(db) : isSlas ? await slasIn(db) : [];
      const answer = await within(held.length > 0 ? PATIENCE : null, api.queue(wish));
      if (answer === null) return { people: await known(db, held), cursor: null, isOld: true };
      const snapshots = rowsOf(answer.leads);
      const leads = snapshots.map(({ lead }) => lead);
      if (isWhole(wish)) await keep(db, { snapshots, queue: leads.map((lead, place) => ({ place, lead })) });
      if (isSlas) {
        await keep(db, { snapshots });
        await (await db()).put('settings', leads, SLAS);
      }
      return { people: snapshots, cursor: answer.cursor, isOld: false };
    },
  };
}

/** The queue as it begins, without a filter. */
const isWhole = ({ tier, grade, isMine, sort, words, cursor }: QueueWish): boolean =>
  tier === null && grade === null && !isMine && sort === 'priority' && words.trim() === '' && cursor === null;

const placesIn = async (db: Database): Promise<string[]> =>
  (await (await db()).getAll('queue')).map(({ lead }) => lead);

const slasIn = async (db: Database): Promise<string[]> => v.parse(Slas, await (await db()).get('settings', SLAS));

const known = async (db: Database, leads: string[]): Promise<SnapshotRow[]> =>
  (await snapshotsOf(db, leads)).filter((row) => row !== undefined);

/** In: answers of the API. Out: the snapshots among them, known as of now. */
export function rowsOf(leads: Held[]): SnapshotRow[] {
  const knownAt = Date.now();
  return leads.flatMap(({ snapshot }) =>
    snapshot === undefined ? [] : [{ lead: snapshot.lead.id, snapshot, knownAt }],
  );
}
