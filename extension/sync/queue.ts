/** The hot queue, page by page; its first page is kept for when nobody answers. */
import { type Database, keep, type SnapshotRow, snapshotsOf } from '../db';
import type { QueuePage, QueueWish } from '../messages';
import { type Api, type Held, PATIENCE, within } from './api';

export interface Queue {
  /** In: what is wanted, the API (null: none). Out: its page; of what cannot be had, what was last known of the whole queue. */
  page(wish: QueueWish, api: Api | null): Promise<Omit<QueuePage, 'model'>>;
}

export function openQueue(db: Database): Queue {
  return {
    async page(wish, api) {
      if (api === null) return { people: [], cursor: null, isOld: false };
      const isKept = isWhole(wish) && (await (await db()).count('queue')) > 0;
      const answer = await within(isKept ? PATIENCE : null, api.queue(wish));
      if (answer === null) return { people: isWhole(wish) ? await held(db) : [], cursor: null, isOld: true };
      const snapshots = rowsOf(answer.leads);
      if (isWhole(wish)) await keep(db, { snapshots, queue: snapshots.map(({ lead }, place) => ({ place, lead })) });
      return { people: snapshots, cursor: answer.cursor, isOld: false };
    },
  };
}

/** The queue as it begins, without a filter. */
const isWhole = ({ tier, grade, isMine, sort, words, cursor }: QueueWish): boolean =>
  tier === null && grade === null && !isMine && sort === 'priority' && words.trim() === '' && cursor === null;

async function held(db: Database): Promise<SnapshotRow[]> {
  const places = await (await db()).getAll('queue');
  const rows = await snapshotsOf(
    db,
    places.map(({ lead }) => lead),
  );
  return rows.filter((row) => row !== undefined);
}

/** In: answers of the API. Out: the snapshots among them, known as of now. */
export function rowsOf(leads: Held[]): SnapshotRow[] {
  const knownAt = Date.now();
  return leads.flatMap(({ snapshot }) =>
    snapshot === undefined ? [] : [{ lead: snapshot.lead.id, snapshot, knownAt }],
  );
}
