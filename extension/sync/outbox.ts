/** Outcomes on their way: stored first, held while the rep may take them back, sent once, kept while nobody answers. */
import type { Database, OutboxRow } from '../db';
import type { Deed, DeedState, Said } from '../messages';
import { type Api, Refusal } from './api';

/** So long a word can be taken back before it is sent (ms). */
export const UNDO = 8000;

export interface Outbox {
  /** Stores what a rep said. The same key again changes nothing. */
  record(deed: Deed): Promise<DeedState>;
  /** Out: the word if it was still here; then it is never sent. */
  takeBack(key: string): Promise<OutboxRow | undefined>;
  /** Out: what was last said of a lead and has not been sent. */
  unsent(lead: string): Promise<Said | null>;
  /** Sends what is due, oldest first, one at a time. Never rejects. */
  flush(): Promise<void>;
}

export interface OutboxOptions {
  db: Database;
  /** Out: the API; null while there is none. */
  api(): Promise<Api | null>;
  /** Hears how far each word got. */
  tell(key: string, state: DeedState): void;
  pause?: number;
}

export function openOutbox({ db, api, tell, pause = UNDO }: OutboxOptions): Outbox {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: what is being sent cannot be taken back meanwhile. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => {});
    return done;
  };
  const flush = () =>
    inTurn(async () => {
      const rows = await due(db);
      if (rows.length > 0) await sendAll(db, rows, await api(), tell);
    }).catch(() => {});

  return {
    flush,
    async record(deed) {
      const row = { ...deed, due: Date.now() + pause };
      await inTurn(async () => (await db()).put('outbox', row));
      setTimeout(flush, pause);
      return 'waiting';
    },
    takeBack: (key) =>
      inTurn(async () => {
        const open = await db();
        const row = await open.get('outbox', key);
        await open.delete('outbox', key);
        return row;
      }),
    async unsent(lead) {
      const row = (await (await db()).getAllFromIndex('outbox', 'at')).findLast((one) => one.lead === lead);
      return row === undefined ? null : { key: row.key, outcome: row.outcome, state: isDue(row) ? 'kept' : 'waiting' };
    },
  };
}

/** A row of an older version names no moment: it is due. */
const isDue = ({ due }: OutboxRow): boolean => !(due > Date.now());
const due = async (db: Database): Promise<OutboxRow[]> =>
  (await (await db()).getAllFromIndex('outbox', 'at')).filter(isDue);

async function sendAll(db: Database, rows: OutboxRow[], api: Api | null, tell: OutboxOptions['tell']): Promise<void> {
  for (const [i, row] of rows.entries()) {
    const state = api === null ? 'kept' : await send(row, api);
    if (state === 'kept') {
      for (const { key } of rows.slice(i)) tell(key, 'kept');
      return;
    }
    await (await db()).delete('outbox', row.key);
    tell(row.key, state);
  }
}

const send = (row: OutboxRow, api: Api): Promise<DeedState> =>
  api.outcome(row).then(
    () => 'sent',
    (error) => (isFinal(error) ? 'failed' : 'kept'),
  );

/** A no that another try cannot change: not a lack of rights, time or strength. */
const isFinal = (error: unknown): boolean =>
  error instanceof Refusal &&
  error.status >= 400 &&
  error.status < 500 &&
  ![401, 403, 408, 409, 425, 429].includes(error.status);
