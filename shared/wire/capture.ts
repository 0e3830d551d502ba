/** What pages and servers send in lists: the envelope is parsed whole, each entry on its own, so that a bad one costs only itself. */
import * as v from 'valibot';
import { Consent, Email, Instant, Money, PageEvent, Share, Traits, text, VisitorId } from '../event';
import { SIGNAL_NAMES } from '../signal';
import { Domain, Id } from './name';

const list = /* @__NO_SIDE_EFFECTS__ */ (most: number) =>
  v.pipe(v.array(v.unknown()), v.minLength(1, 'is empty'), v.maxLength(most, `has more than ${most} entries`));
/** The envelope of a page's batch (public key). */
export const EventsRequest = v.strictObject({
  key: v.optional(text(200)),
  visitor: VisitorId,
  /** What the snippet's tag says of consent: one that says `required` or `denied` sends nothing before it was given. */
  consent: v.optional(text(20)),
  sentAt: v.optional(Instant),
  events: list(100),
});
export type EventsRequest = v.InferOutput<typeof EventsRequest>;
/** The same with its entries, as it is documented. */
export const EventsDocument = v.strictObject({ ...EventsRequest.entries, events: v.array(PageEvent) });

const Fault = v.object({ index: v.number(), path: v.string(), message: v.string() });
export const IngestAnswer = v.object({
  accepted: v.number(),
  duplicates: v.number(),
  /** Entries that were not taken. */
  rejected: v.array(Fault),
  /** Fields that were left out of entries that were taken. */
  warnings: v.optional(v.array(Fault)),
});
export type IngestAnswer = v.InferOutput<typeof IngestAnswer>;

export const TouchesRequest = v.strictObject({ touches: list(500) });
/** What a touch may be beside a signal: whether the person may be scored at all. */
const CONSENT = 'consent_changed';
export const TouchFields = v.object({
  id: Id,
  email: v.optional(Email),
  lead: v.optional(v.pipe(v.string(), v.regex(/^ld_[0-9a-f]{26}$/, 'is not a lead id'))),
  domain: v.optional(Domain),
  type: v.picklist([...SIGNAL_NAMES, CONSENT], 'is not a signal'),
  occurredAt: Instant,
  url: v.optional(text(2048)),
  title: v.optional(text(512)),
  referrer: v.optional(text(2048)),
  file: v.optional(text(2048)),
  form: v.optional(text(200)),
  video: v.optional(text(2048)),
  /** Of a video: how much of it was watched. */
  percent: v.optional(Share),
  campaign: v.optional(text(200)),
  /** Of an e-mail click: when the mail was sent. Who says so reports opens as well: a click without one is a scanner's. */
  sentAt: v.optional(Instant),
  /** Of `consent_changed`: the person's own word, told to a server. */
  consent: v.optional(Consent),
  /** Of `purchase_made`. */
  amount: v.optional(Money),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]{3}$/, 'is not a currency of three letters such as EUR'))),
  source: v.optional(text(100)),
  properties: v.optional(Traits),
});
/** A touch names whom it is about in one way. */
export const TouchInput = v.pipe(
  TouchFields,
  v.forward(
    v.check(
      ({ email, lead, domain }) => [email, lead, domain].filter((name) => name !== undefined).length === 1,
      'names exactly one of "email", "lead", "domain"',
    ),
    ['email'],
  ),
  v.forward(
    v.check(({ type, domain }) => type !== CONSENT || domain === undefined, 'is a company: consent is a person’s'),
    ['domain'],
  ),
  v.forward(
    v.check(
      ({ type, consent }) => (type === CONSENT) === (consent !== undefined),
      `is given with type "${CONSENT}", and only with it`,
    ),
    ['consent'],
  ),
  v.forward(
    v.check(({ type, amount }) => type !== 'purchase_made' || amount !== undefined, 'is missing: what was paid'),
    ['amount'],
  ),
);
export type TouchInput = v.InferOutput<typeof TouchInput>;
/** The list as it is documented. */
export const TouchesDocument = v.strictObject({ touches: v.array(TouchInput) });
