/** The live feed and the pairing of a rep's extension. */
import * as v from 'valibot';
import { text } from '../event';
import { Cause, LeadCard, ScoreBody, Snapshot, time } from './answer';

export const TicketAnswer = v.object({ ticket: v.string(), expiresAt: time });
/** What the socket says. `ping` is answered with `pong` without waking anything. */
export const LiveMessage = v.variant('type', [
  v.object({ type: v.literal('hello'), cursor: v.number() }),
  v.object({
    type: v.literal('score_changed'),
    cursor: v.number(),
    lead: LeadCard,
    score: v.nullable(ScoreBody),
    unscored: v.optional(Cause),
    snapshot: v.optional(Snapshot),
  }),
  v.object({ type: v.literal('alert'), cursor: v.number(), lead: LeadCard, alert: v.string() }),
]);
export type LiveMessage = v.InferOutput<typeof LiveMessage>;

export const PairingAnswer = v.object({ code: v.string(), expiresAt: time });
export const PairingClaim = v.strictObject({ code: text(100) });
/** What the extension holds after pairing: who it is, and how addresses become hashes. */
export const Paired = v.object({
  token: v.string(),
  lookupKey: v.string(),
  rep: v.object({ id: v.string(), name: v.string() }),
  workspace: v.string(),
  /** Whoever signs corrected selectors (SPKI, base64). Pairings of an older Worker have none. */
  selectorsKey: v.optional(v.string()),
});
export type Paired = v.InferOutput<typeof Paired>;
