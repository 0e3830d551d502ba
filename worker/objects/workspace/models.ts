/** Versions of the model: one draft at most, one published, and (from the audit log) who did what to which of them, when and why. */
import * as v from 'valibot';
import { Model } from '../../../shared/model';
import { DEFAULT } from '../../../shared/presets';
import type { AuditEntry, ModelDeed, ModelVersion } from '../../../shared/wire';
import { type Actor, deedsOn, record } from './audit';

/** Publishes the preset where nothing was published yet. */
export function beginModels(sql: SqlStorage, now: number): void {
  const insert =
    "INSERT INTO models (version, status, body, created) VALUES (?, 'published', ?, ?) ON CONFLICT DO NOTHING";
  sql.exec(insert, DEFAULT.version, JSON.stringify(DEFAULT), now);
}

export function publishedModel(sql: SqlStorage): Model {
  const row = sql.exec<{ body: string }>("SELECT body FROM models WHERE status = 'published'").one();
  return readModel(row.body);
}

/** Out: every version with its deeds, newest first. */
export function modelVersions(sql: SqlStorage): ModelVersion[] {
  const deeds = Map.groupBy(deedsOn(sql, TARGET), ({ target }) => target);
  return sql
    .exec<{ version: number; status: ModelVersion['status']; body: string }>(
      'SELECT version, status, body FROM models ORDER BY version DESC',
    )
    .toArray()
    .map(({ version, status, body }) => ({
      version,
      status,
      model: readModel(body),
      deeds: (deeds.get(targetOf(version)) ?? []).map(deedOf),
    }));
}

/** In: a model, whose deed it is. Out: the draft's version: a new one, or the old draft's, whose place it takes. */
export function putDraft(sql: SqlStorage, model: Model, by: Actor, now: number): number {
  const draft = sql.exec<{ version: number }>("SELECT version FROM models WHERE status = 'draft'").toArray()[0];
  const version = draft?.version ?? nextVersion(sql);
  sql.exec(
    `INSERT INTO models (version, status, body, created) VALUES (?, 'draft', ?, ?)
     ON CONFLICT (version) DO UPDATE SET body = excluded.body, created = excluded.created`,
    version,
    JSON.stringify({ ...model, version }),
    now,
  );
  record(sql, { by, action: 'model_drafted', target: targetOf(version), at: now });
  return version;
}

/** Publishes a version; an older one is a rollback. Nothing is recorded when it was published already. Out: whether there is such a version. */
export function publishVersion(sql: SqlStorage, version: number, why: string | null, by: Actor, now: number): boolean {
  const row = sql.exec<{ status: string }>('SELECT status FROM models WHERE version = ?', version).toArray()[0];
  if (row === undefined || row.status === 'published') return row !== undefined;
  sql.exec("UPDATE models SET status = 'archived' WHERE status = 'published'");
  sql.exec("UPDATE models SET status = 'published' WHERE version = ?", version);
  record(sql, { by, action: 'model_published', target: targetOf(version), detail: { why }, at: now });
  return true;
}

const nextVersion = (sql: SqlStorage): number =>
  sql.exec<{ next: number }>('SELECT MAX(version) + 1 AS next FROM models').one().next;

const TARGET = 'model:';
const targetOf = (version: number): string => `${TARGET}${version}`;

/** A deed of the audit log as a version tells it. */
const deedOf = ({ action, actor, at, detail }: AuditEntry): ModelDeed => ({
  deed: action === 'model_published' ? 'published' : 'drafted',
  by: actor.id,
  why: typeof detail.why === 'string' ? detail.why : null,
  at,
});

/** What an earlier version of ours stored may lack what has a default since; where it is no model any more, ours stands in. */
function readModel(body: string): Model {
  const parsed = v.safeParse(Model, JSON.parse(body));
  return parsed.success ? parsed.output : DEFAULT;
}
