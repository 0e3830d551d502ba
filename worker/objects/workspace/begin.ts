/** What an empty state begins with, and the keys that the installation's owner holds. */
import type { Env } from '../../env';
import { randomSecret } from '../../secret';
import { keep, revokeOthers } from './credentials';
import { metaOrNull, setMeta } from './meta';
import { beginModels } from './models';
import { addSite } from './sites';

/** Holds the key that the installation was started with; a new one there ends the old one. */
const ADMINISTRATOR = 'key_admin';

/** Runs at every start; changes nothing that is there. */
export function begin(sql: SqlStorage, env: Pick<Env, 'ADMIN_KEY_HASH' | 'SITE_KEY'>, now: number): void {
  if (metaOrNull(sql, 'lookup_key') === null) setMeta(sql, 'lookup_key', randomSecret('lk'));
  if (metaOrNull(sql, 'name') === null) setMeta(sql, 'name', 'Steelyard');
  addSite(sql, { id: `site_${env.SITE_KEY.slice(3, 11)}`, name: 'Website', key: env.SITE_KEY, origins: [] });
  revokeOthers(sql, ADMINISTRATOR, env.ADMIN_KEY_HASH);
  keep(sql, env.ADMIN_KEY_HASH, { kind: 'secret', holder: ADMINISTRATOR, name: 'Administrator' }, now);
  beginModels(sql, now);
}
