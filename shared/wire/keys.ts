/** Secret keys and their scopes. A secret is told once, when it is made. */
import * as v from 'valibot';
import { text } from '../event';
import { time } from './answer';

/** What a key may do. `admin` may do everything. */
export const SCOPES = ['admin', 'facts:write', 'leads:write', 'outcomes:write', 'scores:read', 'models:write'] as const;
export const Scope = v.picklist(SCOPES, `is none of ${SCOPES.join(', ')}`);
export type Scope = v.InferOutput<typeof Scope>;

/** A name that a person gives. */
export const Name = v.pipe(text(100), v.trim(), v.minLength(1, 'is empty'));

export const KeyRequest = v.strictObject({
  name: Name,
  scopes: v.pipe(
    v.array(v.unknown()),
    v.minLength(1, 'is empty'),
    v.maxLength(SCOPES.length, `has more than ${SCOPES.length} entries`),
    v.array(Scope),
  ),
});
export type KeyRequest = v.InferOutput<typeof KeyRequest>;

/** A week: as long as the old one is good beside the new one (hours). */
const OVERLAP = 168;
/** How long the old secret or public key stays good beside the new one; 0 ends it at once. */
export const RotateRequest = v.strictObject({
  overlapHours: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(0, 'is less than 0'), v.maxValue(720, 'is more than 720')),
    OVERLAP,
  ),
});

/** Since when something is good, and until when (null: until it is revoked). */
export const Validity = { createdAt: time, expiresAt: v.nullable(time) };
export const Key = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(Scope),
  createdAt: time,
  createdBy: v.string(),
  /** To the hour. */
  lastUsedAt: v.nullable(time),
  /** Of its secrets, newest first: two while a rotation is under way. */
  secrets: v.array(v.object(Validity)),
});
export type Key = v.InferOutput<typeof Key>;
export const KeysAnswer = v.object({ keys: v.array(Key) });
export const KeyIssued = v.object({ ...Key.entries, secret: v.string() });
