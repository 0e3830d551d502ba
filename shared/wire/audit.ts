/** The audit log: who did what, when, and from which key. Only ever longer. */
import * as v from 'valibot';
import { text } from '../event';
import { time } from './answer';
import { limit } from './ask';

export const AuditQuery = v.strictObject({
  actor: v.optional(text(100)),
  action: v.optional(text(60)),
  target: v.optional(text(200)),
  limit,
  cursor: v.optional(text(500)),
});
export const AuditEntry = v.object({
  id: v.number(),
  at: time,
  /** `id` is that of a key, also when a console session was begun with it, or of a rep. */
  actor: v.object({ kind: v.string(), id: v.string(), name: v.string() }),
  action: v.string(),
  target: v.string(),
  /** What else is to be known; never an address or a name of a lead. */
  detail: v.record(v.string(), v.unknown()),
});
export type AuditEntry = v.InferOutput<typeof AuditEntry>;
export const AuditAnswer = v.object({ entries: v.array(AuditEntry), cursor: v.nullable(v.string()) });
export type AuditFilter = Omit<v.InferOutput<typeof AuditQuery>, 'cursor'>;
