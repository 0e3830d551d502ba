/** The live feed: the last message of every lead under a rising cursor, so that whoever comes back misses nothing. */
import type { Model } from '../../../shared/model';
import { type Snapshot, score } from '../../../shared/score';

/** In: snapshots that changed, the model they were made under, now (ms). Out: the messages as sent. */
export function recordChanges(sql: SqlStorage, snapshots: Snapshot[], model: Model, now: number): string[] {
  const changes = snapshots.map((snapshot) => {
    const message = { type: 'score_changed', score: null, ...score(snapshot, model, now), snapshot };
    return { lead: snapshot.lead.id, message };
  });
  return record(sql, changes);
}

/** In: leads that were erased. Out: the messages as sent: whoever hears them lets go of the person. */
export function recordErased(sql: SqlStorage, leads: string[]): string[] {
  const nobody = { email: null, name: null, stage: 'lead', account: null, owner: null };
  // Blanks of the same length first: what SQLite lets go of stays on its page until it is written over.
  const blank = "UPDATE live SET message = printf('%.*c', length(CAST(message AS BLOB)), ' ') WHERE lead = ?";
  for (const id of leads) sql.exec(blank, id);
  const changes = leads.map((id) => {
    const message = { type: 'score_changed', lead: { id, ...nobody }, score: null, unscored: 'unknown_lead' };
    return { lead: id, message };
  });
  return record(sql, changes);
}

/** In: what changed, lead by lead. Out: the messages as sent, each with its cursor. */
function record(sql: SqlStorage, changes: { lead: string; message: object }[]): string[] {
  return changes.map(({ lead, message }) => {
    const cursor = lastCursor(sql) + 1;
    const text = JSON.stringify({ ...message, cursor });
    sql.exec(
      'INSERT INTO live (lead, cursor, message) VALUES (?, ?, ?) ON CONFLICT (lead) DO UPDATE SET cursor = excluded.cursor, message = excluded.message',
      lead,
      cursor,
      text,
    );
    return text;
  });
}

/** In: the cursor that a client has seen. Out: the last message of every lead that changed since, in order. */
export const since = (sql: SqlStorage, cursor: number): string[] =>
  sql
    .exec<{ message: string }>('SELECT message FROM live WHERE cursor > ? ORDER BY cursor', cursor)
    .toArray()
    .map(({ message }) => message);

/** Out: the newest cursor, 0 before anything happened. */
export const lastCursor = (sql: SqlStorage): number =>
  sql.exec<{ cursor: number | null }>('SELECT MAX(cursor) AS cursor FROM live').one().cursor ?? 0;
