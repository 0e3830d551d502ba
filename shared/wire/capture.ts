/** What pages and servers send in lists: the envelope is parsed whole, each entry on its own, so that a bad one costs only itself. */
import * as v from 'valibot';
import { Email, Instant, PageEvent, text, VisitorId } from '../event';
import { SIGNAL_NAMES } from '../signal';
import { Domain, Id } from './name';

const list = /* @__NO_SIDE_EFFECTS__ */ (most: number) =>
  v.pipe(v.array(v.unknown()), v.minLength(1, 'is empty'), v.maxLength(most, `has more than ${most} entries`));
/** The envelope of a page's batch (public key). */
export const EventsRequest = v.strictObject({
  key: v.optional(text(200)),
  visitor: VisitorId,
  sentAt: v.optional(Instant),
  events: list(100),
});
export type EventsRequest = v.InferOutput<typeof EventsRequest>;
/** The same with its entries, as it is documented. */
export const EventsDocument = v.strictObject({ ...EventsRequest.entries, events: v.array(PageEvent) });

export const IngestAnswer = v.object({
  accepted: v.number(),
  duplicates: v.number(),
  rejected: v.array(v.object({ index: v.number(), path: v.string(), message: v.string() })),
});
export type IngestAnswer = v.InferOutput<typeof IngestAnswer>;

export const TouchesRequest = v.strictObject({ touches: list(500) });
export const TouchInput = v.strictObject({
  id: Id,
  email: v.optional(Email),
  lead: v.optional(Id),
  domain: v.optional(Domain),
  type: v.picklist(SIGNAL_NAMES, 'is not a signal'),
  occurredAt: Instant,
  url: v.optional(text(2048)),
  title: v.optional(text(512)),
  amount: v.optional(v.pipe(v.number(), v.finite())),
  currency: v.optional(text(3)),
  source: v.optional(text(100)),
  properties: v.optional(v.record(text(64), v.union([text(1000), v.number(), v.boolean()]))),
});
export type TouchInput = v.InferOutput<typeof TouchInput>;
/** The list as it is documented. */
export const TouchesDocument = v.strictObject({ touches: v.array(TouchInput) });
