/** Outcomes on their way: stored first, sent once, kept while nobody answers. */
import type { Database, OutboxRow } from '../db';
import type { Deed, DeedState } from '../messages';
import { type Api, Refusal } from './api';

export interface Outbox {
  /** In: what the rep said; null for the API while there is none. Out: how far it got. */
  record(deed: Deed, api: Api | null): Promise<DeedState>;
  /** Sends what is waiting, oldest first, one at a time. Never rejects. */
  flush(api: Api): Promise<void>;
}

/** In: the database, whom to tell that an outcome has arrived. Out: the outbox. */
export function openOutbox(db: Database, onSent: (row: OutboxRow) => void): Outbox {
  const refused = new Set<string>();
  let last = Promise.resolve();

  const flush = (api: Api): Promise<void> => {
    last = last.then(() => sendAll(db, api, refused, onSent)).catch(() => {});
    return last;
  };
  return {
    flush,
    async record(deed, api) {
      const row: OutboxRow = { key: crypto.randomUUID(), lead: deed.lead, outcome: deed.outcome, at: deed.at };
      await (await db()).add('outbox', row);
      if (api !== null) await flush(api);
      if (refused.delete(row.key)) return 'failed';
      return (await (await db()).get('outbox', row.key)) === undefined ? 'sent' : 'kept';
    },
  };
}

async function sendAll(db: Database, api: Api, refused: Set<string>, onSent: (row: OutboxRow) => void): Promise<void> {
  for (const row of await (await db()).getAllFromIndex('outbox', 'at')) {
    try {
      await api.outcome(row);
      onSent(row);
    } catch (error) {
      if (!isFinal(error)) throw error;
      refused.add(row.key);
    }
    await (await db()).delete('outbox', row.key);
  }
}

/** A no that another try cannot change: not a lack of rights, time or strength. */
const isFinal = (error: unknown): boolean =>
  error instanceof Refusal &&
  error.status >= 400 &&
  error.status < 500 &&
  ![401, 403, 408, 409, 425, 429].includes(error.status);
