/** Webhooks out: who wants to be told of what, what they are told, and how telling them went. */
import * as v from 'valibot';
import { text } from '../event';
import { OutcomeKind } from '../outcome';
import { Cause, LeadCard, ScoreBody, time } from './answer';
import { numeric } from './ask';

export const WEBHOOK_EVENTS = [
  'score_changed',
  'tier_changed',
  'level_changed',
  'lead_merged',
  'outcome_recorded',
  'sla_breached',
  'action_fired',
] as const;
const WebhookEvent = v.picklist(WEBHOOK_EVENTS, () => `is none of ${WEBHOOK_EVENTS.join(', ')}`);
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>;

const events = v.pipe(
  v.array(v.unknown()),
  v.minLength(1, 'is empty'),
  v.maxLength(20, 'has more than 20 entries'),
  v.array(WebhookEvent),
  v.transform((named) => WEBHOOK_EVENTS.filter((event) => named.includes(event))),
);
/** What one asks for; `PUT` replaces all of it. */
export const WebhookInput = v.strictObject({
  url: v.pipe(text(2048), v.minLength(1, 'is empty')),
  events: v.optional(events, () => [...WEBHOOK_EVENTS]),
  enabled: v.optional(v.boolean(), true),
  description: v.optional(text(200), ''),
});
export type WebhookInput = v.InferOutput<typeof WebhookInput>;

export const Webhook = v.object({
  id: v.string(),
  url: v.string(),
  events: v.array(WebhookEvent),
  enabled: v.boolean(),
  description: v.string(),
  /** Why we disabled it ourselves: its address answered 410, or too much was waiting for it. */
  disabledBecause: v.nullable(v.picklist(['gone', 'too_many_waiting'])),
  createdAt: time,
});
export type Webhook = v.InferOutput<typeof Webhook>;
export const WebhooksAnswer = v.object({ webhooks: v.array(Webhook), cursor: v.null() });
/** The secret is told here and at rotation, and never again. */
export const WebhookMade = v.object({ ...Webhook.entries, secret: v.string() });
export type WebhookMade = v.InferOutput<typeof WebhookMade>;
export const SecretAnswer = v.object({
  secret: v.string(),
  /** Until then messages carry the signature of the secret before, too. */
  previousUntil: time,
});
export type SecretAnswer = v.InferOutput<typeof SecretAnswer>;

const DELIVERY_STATES = ['pending', 'delivered', 'failed'] as const;
export const Delivery = v.object({
  id: v.string(),
  type: v.string(),
  lead: v.nullable(v.string()),
  state: v.picklist(DELIVERY_STATES),
  attempts: v.number(),
  /** What the address last answered, or why there was no answer. */
  status: v.nullable(v.number()),
  error: v.nullable(
    v.picklist(['timeout', 'unreachable', 'redirect', 'private_target', 'unresolved_target', 'webhook_disabled']),
  ),
  responseMs: v.nullable(v.number()),
  createdAt: time,
  lastAttemptAt: v.nullable(time),
  nextAttemptAt: v.nullable(time),
});
export type Delivery = v.InferOutput<typeof Delivery>;
export const DeliveryQuery = v.strictObject({
  state: v.optional(v.picklist(DELIVERY_STATES)),
  limit: v.optional(v.pipe(numeric, v.minValue(1), v.maxValue(200)), '50'),
  cursor: v.optional(text(500)),
});
export type DeliveryQuery = v.InferOutput<typeof DeliveryQuery>;
export const DeliveriesAnswer = v.object({ deliveries: v.array(Delivery), cursor: v.nullable(v.string()) });

/** How the lead stood before; null where it had no score. */
const Previous = v.nullable(
  v.object({
    balance: ScoreBody.entries.balance,
    points: v.object({ value: v.number(), level: ScoreBody.entries.points.entries.level }),
  }),
);
const scored = { lead: LeadCard, score: v.optional(ScoreBody), unscored: v.optional(Cause) };
const message = /* @__NO_SIDE_EFFECTS__ */ <const T extends string, E extends v.ObjectEntries>(type: T, data: E) =>
  v.object({ type: v.literal(type), timestamp: time, data: v.object(data) });
const outcome = v.object({
  outcome: OutcomeKind,
  at: time,
  value: v.nullable(v.number()),
  note: v.nullable(v.string()),
  by: v.string(),
});
const merge = v.object({ id: v.string(), lead: v.string(), by: v.string(), at: time });
/** Contact that a model has promised, and that nobody has made in time. */
const sla = v.object({ action: v.string(), why: v.string(), startedAt: time, dueAt: time });
const action = v.object({
  id: v.string(),
  why: v.string(),
  do: v.string(),
  settings: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
/** The body of a message. */
export const WebhookMessage = v.variant('type', [
  message('score_changed', { ...scored, previous: Previous }),
  message('tier_changed', { ...scored, previous: Previous }),
  message('level_changed', { ...scored, previous: Previous }),
  message('lead_merged', { ...scored, merge }),
  message('outcome_recorded', { ...scored, outcome }),
  message('sla_breached', { ...scored, sla }),
  message('action_fired', { ...scored, action, key: v.string() }),
  message('test', { webhook: v.string() }),
]);
export type WebhookMessage = v.InferOutput<typeof WebhookMessage>;
