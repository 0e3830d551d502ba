/** The audit log: who did what, when, and from which key; written in the transaction of the deed itself, and only ever longer. */
import type { AuditEntry, AuditFilter } from '../../../shared/wire';

/** Whose deed it is: what a route knows of who asks. */
export interface Actor {
  kind: string;
  /** The key or rep id. */
  holder: string;
  name: string;
}

export interface Deed {
  by: Actor;
  /** `noun_done`: `key_revoked`. */
  action: string;
  /** What it was done to, by id; of a lead nothing else. */
  target: string;
  detail?: Record<string, string | number | boolean | null | string[]>;
  /** ms */
  at: number;
}

/** In: a deed, its own id: a deed that is told twice is one. */
export function record(
  sql: SqlStorage,
  { by, action, target, detail = {}, at }: Deed,
  id: string = crypto.randomUUID(),
): void {
  sql.exec(
    `INSERT INTO audit (deed, at, kind, actor, name, action, target, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (deed) DO NOTHING`,
    id,
    at,
    by.kind,
    by.holder,
    by.name,
    action,
    target,
    JSON.stringify(detail),
  );
}

type Row = {
  id: number;
  at: number;
  kind: string;
  actor: string;
  name: string;
  action: string;
  target: string;
  detail: string;
};

/** In: filters, the id where the last page ended. Out: a page, newest first, and whether there is more. */
export function auditPage(sql: SqlStorage, { actor, action, target, limit }: AuditFilter, before: number | null) {
  const rows = sql
    .exec<Row>(
      `SELECT id, at, kind, actor, name, action, target, detail FROM audit
       WHERE id < ?1 AND (?2 IS NULL OR actor = ?2) AND (?3 IS NULL OR action = ?3) AND (?4 IS NULL OR target = ?4)
       ORDER BY id DESC LIMIT ?5`,
      before ?? Number.MAX_SAFE_INTEGER,
      actor ?? null,
      action ?? null,
      target ?? null,
      limit + 1,
    )
    .toArray();
  return { entries: rows.slice(0, limit).map(entryOf), hasMore: rows.length > limit };
}

/** In: the beginning of what targets are called. Out: everything that was done to them, oldest first. */
export const deedsOn = (sql: SqlStorage, prefix: string): AuditEntry[] =>
  sql
    .exec<Row>(
      'SELECT id, at, kind, actor, name, action, target, detail FROM audit WHERE substr(target, 1, ?) = ? ORDER BY id',
      prefix.length,
      prefix,
    )
    .toArray()
    .map(entryOf);

const entryOf = ({ id, at, kind, actor, name, action, target, detail }: Row): AuditEntry => ({
  ...{ id, at: new Date(at).toISOString(), action, target },
  actor: { kind, id: actor, name },
  detail: JSON.parse(detail),
});
