/** What an empty state begins with, and the keys that the installation's owner holds. */
import type { Env } from '../../env';
import { randomSecret } from '../../secret';
import { keep, revokeOthers } from './credentials';
import { insertKey } from './keys';
import { metaOrNull, setMeta } from './meta';
import { beginModels } from './models';
import { insertSite } from './sites';

/** Holds the key that the installation was started with; a new one there ends the old one. */
export const ADMINISTRATOR = 'key_admin';

/** Runs at every start; changes nothing that is there. */
export function begin(sql: SqlStorage, env: Pick<Env, 'ADMIN_KEY_HASH' | 'SITE_KEY'>, now: number): void {
  if (metaOrNull(sql, 'lookup_key') === null) setMeta(sql, 'lookup_key', randomSecret('lk'));
  if (metaOrNull(sql, 'name') === null) setMeta(sql, 'name', 'Steelyard');
  beginSite(sql, env.SITE_KEY, now);
  insertKey(sql, ADMINISTRATOR, 'Administrator', ['admin'], 'the installation', now);
  revokeOthers(sql, ADMINISTRATOR, env.ADMIN_KEY_HASH);
  keep(sql, env.ADMIN_KEY_HASH, { kind: 'secret', holder: ADMINISTRATOR, name: 'Administrator' }, now);
  beginModels(sql, now);
}

/** The first site; once it was made it is the administrator's, who may rotate its key or delete it. */
function beginSite(sql: SqlStorage, key: string, now: number): void {
  if (metaOrNull(sql, 'site_key') === key) return;
  const site = { id: `site_${key.slice(3, 11)}`, name: 'Website', origins: [], consent: false };
  insertSite(sql, site, key, now);
  setMeta(sql, 'site_key', key);
}
