/** Subsidiaries: domains that stand for another company's account. One level: a parent is nobody's subsidiary. */
import type { Subsidiaries } from '../ledger/subsidiaries';
import { type Actor, record } from './audit';
import { metaOrNull, setMeta } from './meta';

/** They are told as a whole. */
const MOST = 5000;

export type Unadoptable = 'itself' | 'parent_is_subsidiary' | 'has_subsidiaries' | 'too_many';

/** Out: domain → the account that it stands for. */
export const subsidiaries = (sql: SqlStorage): Subsidiaries => JSON.parse(metaOrNull(sql, 'subsidiaries') ?? '{}');

/** In: a domain, the account that it stands for from now on (null: its own), whose deed it is. Out: why it cannot, or null when it does. */
export function setParent(
  sql: SqlStorage,
  domain: string,
  parent: string | null,
  by: Actor,
  now: number,
): Unadoptable | null {
  const { [domain]: _, ...others } = subsidiaries(sql);
  if (parent !== null) {
    if (parent === domain) return 'itself';
    if (Object.hasOwn(others, parent)) return 'parent_is_subsidiary';
    if (Object.values(others).includes(domain)) return 'has_subsidiaries';
    if (Object.keys(others).length >= MOST) return 'too_many';
  }
  setMeta(sql, 'subsidiaries', JSON.stringify(parent === null ? others : { ...others, [domain]: parent }));
  record(sql, { by, action: 'account_parent_set', target: domain, detail: { parent }, at: now });
  return null;
}
