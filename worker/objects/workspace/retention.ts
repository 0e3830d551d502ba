/** Retention: how long the ledgers keep events. */
import * as v from 'valibot';
import { Retention } from '../../../shared/wire';
import { type Actor, record } from './audit';
import { metaOrNull, setMeta } from './meta';

const DEFAULT: Retention = { anonymousDays: 90, touchMonths: 24 };

export function retention(sql: SqlStorage): Retention {
  const stored = metaOrNull(sql, 'retention');
  return stored === null ? DEFAULT : v.parse(Retention, JSON.parse(stored));
}

/** The ledgers ask for it whenever they look for what is too old. */
export function setRetention(sql: SqlStorage, wanted: Retention, by: Actor, now: number): void {
  setMeta(sql, 'retention', JSON.stringify(wanted));
  record(sql, { by, action: 'retention_set', target: 'workspace', detail: { ...wanted }, at: now });
}
