/** Deeds on leads: written in the transaction of the deed itself, owed to the audit log until it has them. */
import type { Deed } from '../workspace/audit';
import { owe } from './outbox';

/** So many at a time. */
const PAGE = 200;
/** One row of the outbox stands for all deeds that are owed. */
const ALL = '';

export interface OwedDeed {
  id: string;
  deed: Deed;
}

/** Owes a deed to the audit log. */
export function oweDeed(sql: SqlStorage, deed: Deed): void {
  sql.exec('INSERT INTO deeds (id, body) VALUES (?, ?)', crypto.randomUUID(), JSON.stringify(deed));
  owe(sql, 'audit', ALL, deed.at);
}

/** In: how to tell some. Tells all that are owed, oldest first; each is forgotten once it was told. */
export async function tellDeeds(sql: SqlStorage, tell: (deeds: OwedDeed[]) => Promise<void>): Promise<void> {
  for (let owed = deedsOwed(sql); owed.length > 0; owed = deedsOwed(sql)) {
    await tell(owed);
    sql.exec(
      'DELETE FROM deeds WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(owed.map(({ id }) => id)),
    );
  }
}

const deedsOwed = (sql: SqlStorage): OwedDeed[] =>
  sql
    .exec<{ id: string; body: string }>('SELECT id, body FROM deeds ORDER BY place LIMIT ?', PAGE)
    .toArray()
    .map(({ id, body }) => ({ id, deed: JSON.parse(body) }));
