/** The settings that every request needs of the control plane, put together and published to KV. */
import type { Env } from '../../env';
import { writeSettings } from '../../kv';
import type { Settings } from '../../settings';
import { bucketRanges } from './buckets';
import { identitySecretOf } from './identity';
import { meta, metaOrNull, setMeta } from './meta';
import { publishedModel } from './models';
import { sites } from './sites';

/** Out: what the edge needs to know at a moment (ms). */
export function settingsIn(sql: SqlStorage, now: number): Settings {
  const model = publishedModel(sql);
  const byKey = sites(sql, now).flatMap(({ id, keys, origins, consent }) =>
    keys.map(({ key, expiresAt }) => {
      const until = expiresAt === null ? null : Date.parse(expiresAt);
      return [key, { id, origins, consent, until, identitySecret: identitySecretOf(sql, id) }] as const;
    }),
  );
  return {
    version: model.version,
    lookupKey: meta(sql, 'lookup_key'),
    model,
    sites: Object.fromEntries(byKey),
    buckets: bucketRanges(sql),
  };
}

/** Writes the copy that is read worldwide. One that fails is not missed: who lacks the settings asks the workspace. */
export async function publishSettings(sql: SqlStorage, env: Env): Promise<void> {
  const settings = settingsIn(sql, Date.now());
  const text = JSON.stringify(settings);
  if (metaOrNull(sql, 'published') === text) return;
  await writeSettings(env, settings);
  setMeta(sql, 'published', text);
}
