/** Facts: what a page or a server says happened. Immutable, in the past tense, parsed here before anything trusts them. */
import * as v from 'valibot';
import { isEmail, normalizeEmail } from './id';

/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A device's clock may run ahead by this much before we correct it (ms). */
export const CLOCK_SKEW = 5 * MINUTE;
/** A browser keeps unsent events this long; older ones are refused (ms). */
export const ACCEPT_WINDOW = 30 * DAY;
/** A clock further ahead than this is no clock (ms). */
const FUTURE_WINDOW = 7 * DAY;
/** Server facts reach back to 2000-01-01. */
export const OLDEST_FACT = Date.UTC(2000, 0, 1);

/** Text of at most `most` characters (UTF-16 units). */
export const text = /* @__NO_SIDE_EFFECTS__ */ (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most, `has more than ${most} characters`),
    v.check((said) => !said.includes('\0'), 'holds a NUL character'),
  );

/** The last moment that a `Date` can hold (ms). */
export const LAST_INSTANT = 8.64e15;

/** Epoch milliseconds or RFC 3339 in, epoch milliseconds out. */
export const Instant = v.union(
  [
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_INSTANT)),
    v.pipe(
      v.string(),
      v.toUpperCase(),
      v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/),
      v.check(isCalendarDay),
      v.transform((s) => Date.parse(s)),
      v.check((ms) => Number.isFinite(ms)),
    ),
  ],
  'is no moment such as 2026-11-22T09:00:00Z (RFC 3339) or 1795338000000 (epoch milliseconds)',
);

/** `Date.parse` takes 30 February for 2 March. */
function isCalendarDay(rfc3339: string): boolean {
  const day = rfc3339.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return Number.isFinite(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

/** An e-mail address in any case, normalized. */
export const Email = v.pipe(text(254), v.transform(normalizeEmail), v.check(isEmail, 'is not an e-mail address'));

/** A sum of money in whole units of its currency; so large that thousands of them can still be added up. */
export const Money = v.pipe(
  v.number(),
  v.minValue(0, 'is less than 0'),
  v.maxValue(1e15, 'is more than 1,000,000,000,000,000'),
);

/** The client's name for an event (UUIDv7 from our snippet; any short token from a server). */
export const EventId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][\w.:-]{0,127}$/, 'is not an id of 1–128 letters, digits, ".", ":", "_" or "-"'),
);

/** A visitor is a random id made in the browser. */
export const VisitorId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9][\w.:-]{1,63}$/, 'is not a visitor id of 2–64 letters, digits, ".", ":", "_" or "-"'),
);

/** A schema of an object alone would take an empty list for one. */
export const noList = v.check((value: unknown) => !Array.isArray(value), 'is not an object such as { … }');
const scalar = v.union([text(1000), v.number(), v.boolean()], 'is not text, a number or true/false');
const few = /* @__NO_SIDE_EFFECTS__ */ <T extends v.GenericSchema>(value: T, most: number) =>
  v.pipe(
    v.unknown(),
    noList,
    v.record(text(64), value),
    v.check((entries) => Object.keys(entries).length <= most, `has more than ${most} entries`),
  );

/** What a form saw of the hand that filled it; raw, judged later. */
export const Evidence = few(scalar, 32);
export type Evidence = v.InferOutput<typeof Evidence>;
export const Traits = few(scalar, 32);
export type Traits = v.InferOutput<typeof Traits>;

const base = {
  id: EventId,
  occurredAt: Instant,
  url: v.optional(text(2048)),
  title: v.optional(text(512)),
  referrer: v.optional(text(2048)),
};
/** Whether a person may be seen, and scored at all. */
export const Consent = v.picklist(['granted', 'denied', 'opted_out'], 'is none of granted, denied, opted_out');
export type Consent = v.InferOutput<typeof Consent>;
/** In percent. */
export const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

/** Everything that a page may report, by type. A field that is not known is left out, lest it cost the event: it may be of a later snippet. */
export const PageEvent = v.variant(
  'type',
  [
    v.object({ ...base, type: v.literal('page_viewed') }),
    v.object({
      ...base,
      type: v.literal('page_engaged'),
      page: v.optional(text(2048)),
      engagedMs: v.pipe(v.number(), v.minValue(0), v.maxValue(DAY)),
      scrollPercent: v.optional(Share),
    }),
    v.object({ ...base, type: v.literal('file_downloaded'), file: v.optional(text(2048)) }),
    v.object({ ...base, type: v.literal('link_clicked'), href: v.optional(text(2048)) }),
    v.object({
      ...base,
      type: v.literal('form_submitted'),
      form: v.optional(text(200)),
      email: v.optional(Email),
      fields: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(100), v.array(text(100)))),
      traits: v.optional(Traits),
      evidence: v.optional(Evidence),
    }),
    v.object({
      ...base,
      type: v.literal('identified'),
      email: Email,
      traits: v.optional(Traits),
      proof: v.optional(text(256)),
    }),
    v.object({ ...base, type: v.literal('video_watched'), video: v.optional(text(2048)), percent: Share }),
    v.object({
      ...base,
      type: v.literal('consent_changed'),
      consent: Consent,
    }),
    v.object({ ...base, type: v.literal('custom'), name: text(100), properties: v.optional(Traits) }),
  ],
  'is not a type that a page can report',
);
export type PageEvent = v.InferOutput<typeof PageEvent>;

/** In: when a server says it happened, now (ms). Out: the same, or why it is refused: facts reach from 2000 to now. */
export function placeFact(at: number, now: number): { at: number } | { refused: string } {
  if (at < OLDEST_FACT) return { refused: 'is before 2000' };
  return at > now + CLOCK_SKEW ? { refused: 'lies in the future' } : { at };
}

/**
 * In: when the device says it happened, when it says it sent, when we received (all ms).
 * Out: the moment we count with, or why it is refused. A clock that is off as a whole (`sentAt` tells) is corrected by that
 * much; what still lies ahead is clamped to `receivedAt + CLOCK_SKEW` (architecture.md, "Acknowledge after commit only").
 */
export function placeInTime(
  occurredAt: number,
  sentAt: number | undefined,
  receivedAt: number,
): { at: number } | { refused: string } {
  const offset = sentAt === undefined ? 0 : receivedAt - sentAt;
  const corrected = Math.abs(offset) > CLOCK_SKEW ? occurredAt + offset : occurredAt;
  if (corrected < receivedAt - ACCEPT_WINDOW) return { refused: 'is more than 30 days ago' };
  if (corrected > receivedAt + FUTURE_WINDOW) return { refused: 'is more than 7 days ahead' };
  return { at: Math.min(corrected, receivedAt + CLOCK_SKEW) };
}
