/** Reps: who works with the extension, by whose invitation, and since when. */
import * as v from 'valibot';
import { text } from '../event';
import { time } from './answer';
import { Name } from './keys';

export const InvitationRequest = v.strictObject({
  name: Name,
  /** What the CRM calls this person as the owner of a lead; `owner=me` then finds their leads. */
  owner: v.optional(v.nullable(text(200)), null),
});
export type InvitationRequest = v.InferOutput<typeof InvitationRequest>;

export const Rep = v.object({
  id: v.string(),
  name: v.string(),
  owner: v.nullable(v.string()),
  invitedBy: v.string(),
  createdAt: time,
  /** When the invitation was taken; null: not yet. */
  pairedAt: v.nullable(time),
  /** To the hour. */
  lastUsedAt: v.nullable(time),
});
export type Rep = v.InferOutput<typeof Rep>;
export const RepsAnswer = v.object({ reps: v.array(Rep) });
/** The link is good once; whoever opens it in a browser with the extension becomes this rep. */
export const InvitationAnswer = v.object({ rep: Rep, link: v.string(), expiresAt: time });
