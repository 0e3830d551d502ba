/** Versions of the model: one draft at most, one published, and who did what to which of them, when and why. */
import * as v from 'valibot';
import { Model } from '../../../shared/model';
import { DEFAULT } from '../../../shared/presets';
import type { ModelDeed, ModelVersion } from '../../../shared/wire';

/** Who changes a model, why (or null) and when (ms). */
export interface Deed {
  by: string;
  why: string | null;
  at: number;
}

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
  const deeds = Map.groupBy(
    sql
      .exec<{ version: number; deed: ModelDeed['deed']; by: string; why: string | null; at: number }>(
        'SELECT version, deed, by, why, at FROM model_deeds ORDER BY id',
      )
      .toArray(),
    ({ version }) => version,
  );
  return sql
    .exec<{ version: number; status: ModelVersion['status']; body: string }>(
      'SELECT version, status, body FROM models ORDER BY version DESC',
    )
    .toArray()
    .map(({ version, status, body }) => ({
      version,
      status,
      model: readModel(body),
      deeds: (deeds.get(version) ?? []).map(({ deed, by, why, at }) => {
        return { deed, by, why, at: new Date(at).toISOString() };
      }),
    }));
}

/** In: a model, whose deed it is. Out: the draft's version: a new one, or the old draft's, whose place it takes. */
export function putDraft(sql: SqlStorage, model: Model, deed: Deed): number {
  const draft = sql.exec<{ version: number }>("SELECT version FROM models WHERE status = 'draft'").toArray()[0];
  const version = draft?.version ?? nextVersion(sql);
  sql.exec(
    `INSERT INTO models (version, status, body, created) VALUES (?, 'draft', ?, ?)
     ON CONFLICT (version) DO UPDATE SET body = excluded.body, created = excluded.created`,
    version,
    JSON.stringify({ ...model, version }),
    deed.at,
  );
  record(sql, version, 'drafted', deed);
  return version;
}

/** Publishes a version; an older one is a rollback. Nothing is recorded when it was published already. Out: whether there is such a version. */
export function publishVersion(sql: SqlStorage, version: number, deed: Deed): boolean {
  const row = sql.exec<{ status: string }>('SELECT status FROM models WHERE version = ?', version).toArray()[0];
  if (row === undefined || row.status === 'published') return row !== undefined;
  sql.exec("UPDATE models SET status = 'archived' WHERE status = 'published'");
  sql.exec("UPDATE models SET status = 'published' WHERE version = ?", version);
  record(sql, version, 'published', deed);
  return true;
}

const nextVersion = (sql: SqlStorage): number =>
  sql.exec<{ next: number }>('SELECT MAX(version) + 1 AS next FROM models').one().next;

function record(sql: SqlStorage, version: number, deed: ModelDeed['deed'], { by, why, at }: Deed): void {
  sql.exec('INSERT INTO model_deeds (version, deed, by, why, at) VALUES (?, ?, ?, ?, ?)', version, deed, by, why, at);
}

/** What an earlier version of ours stored may lack what has a default since; where it is no model any more, ours stands in. */
function readModel(body: string): Model {
  const parsed = v.safeParse(Model, JSON.parse(body));
  return parsed.success ? parsed.output : DEFAULT;
}
