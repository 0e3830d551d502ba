/** Identity secrets: with its site's, a customer's server vouches for who is signed in (`identify` with a proof). */
import { randomSecret } from '../../secret';
import { metaOrNull, setMeta } from './meta';

/** In: a site's id. Out: its identity secret, made when it is first asked for. */
export function identitySecretOf(sql: SqlStorage, site: string): string {
  const known = metaOrNull(sql, `identity:${site}`);
  if (known !== null) return known;
  const secret = randomSecret('is');
  setMeta(sql, `identity:${site}`, secret);
  return secret;
}
