/** The log of events: appended once, never changed, read for receipts, timelines and any past moment. */
import type { Observation } from '../../../shared/lead';
import type { Fact } from '../../../shared/score/fact';
import { isSignal, signalType } from '../../../shared/signal';
import type { Named } from '../../named';
import type { Identity } from '../../proof';

/** One event on its way in. */
export interface Entry {
  /** Its place in the request, for the answer. */
  index: number;
  /** `v:` visitor, `l:` lead id or `a:` domain. */
  subject: string;
  id: string;
  type: string;
  at: number;
  source: string;
  /** The parsed event as JSON, the same text for the same event. */
  body: string;
  /** Who the event says the visitor is, how we know, and what it says of them. */
  who?: Named;
  identity?: Identity;
  said?: Said[];
  /** Its site asks for consent, and its sender does not say that it has waited for that. */
  awaitsConsent?: boolean;
}

/** An attribute's name and one source's word for it. */
export type Said = [name: string, seen: Observation];

/** The part of a body that gives a touch its meaning. */
type Body = Omit<Fact, 'id' | 'type' | 'at' | 'subject' | 'isClaimed'>;

/** A stretch of a subject's events that belongs to a lead: `[from, to)` in ms. */
export interface Stretch {
  subject: string;
  /** How we know whose it is. */
  identity: Identity;
  from: number;
  to: number;
}

export interface StoredFact extends Fact {
  received: number;
}

/**
 * In: entries, the moment of receipt (ms). Out: which of them were new, which were there already with the same content, which
 * name an id that was used with other content. One statement; an id is taken once per subject.
 */
export function append(sql: SqlStorage, entries: Entry[], received: number) {
  const rows = entries.map(({ subject, id, type, at, source, body }) => ({
    subject,
    id,
    type,
    at,
    received,
    source,
    body,
  }));
  const taken = sql.exec<{ subject: string; id: string }>(
    `INSERT INTO events (subject, id, type, at, received, source, body)
     SELECT value->>'subject', value->>'id', value->>'type', value->>'at', value->>'received', value->>'source', value->>'body'
     FROM json_each(?) WHERE true ON CONFLICT DO NOTHING RETURNING subject, id`,
    JSON.stringify(rows),
  );
  const stored = taken.toArray();
  if (stored.length === entries.length) return { fresh: entries, duplicates: 0, conflicts: [] };
  const unused = new Set(stored.map(nameOf));
  const fresh: Entry[] = [];
  const rest: Entry[] = [];
  for (const entry of entries) (unused.delete(nameOf(entry)) ? fresh : rest).push(entry);
  const known = rest.length === 0 ? new Map<string, string>() : bodiesOf(sql, rest);
  const isSame = (entry: Entry) => contentOf(known.get(nameOf(entry)) ?? '{}') === contentOf(entry.body);
  const conflicts = rest.filter((entry) => !isSame(entry)).map(({ index }) => index);
  return { fresh, duplicates: rest.length - conflicts.length, conflicts };
}

type Row = Omit<Touch, 'source' | 'identity'>;

/** In: a row of the log, how we know whose it is. Out: the fact that a score looks at. */
export function factOfRow({ subject, id, type, at, received, body }: Row, identity: Identity): StoredFact {
  const { url, page, form, name, engagedMs, percent, ...rest }: Body = JSON.parse(body);
  const { evidence, sender, email, traits, sentAt, consent, verdict } = rest;
  const view = { url, page, form, name, engagedMs, percent };
  const said = { evidence, sender, email, traits, sentAt, consent, verdict };
  return { subject, id, type, at, received, isClaimed: identity === 'claimed', ...view, ...said };
}

/** In: stretches of subjects. Out: their facts; of a company's own stretch only what counts for its people. */
export function factsIn(sql: SqlStorage, stretches: Stretch[]): StoredFact[] {
  return sql
    .exec<Row & { identity: Identity }>(
      `SELECT e.subject, e.id, e.type, e.at, e.received, e.body, s.value->>'identity' AS identity FROM json_each(?) s JOIN events e
       ON e.subject = s.value->>'subject' AND e.at >= s.value->>'from' AND e.at < s.value->>'to'`,
      JSON.stringify(stretches),
    )
    .toArray()
    .map(({ identity, ...row }) => factOfRow(row, identity));
}

/** In: a fact on a company's subject. Out: whether it counts for the company's people too. */
export const isForPeople = ({ type }: { type: string }): boolean => isSignal(type) && signalType(type).of === 'company';

/** Where a page of the timeline ended: an id is unique for its subject only. */
export interface TimelinePlace {
  at: number;
  id: string;
  subject: string;
}

export type Touch = {
  subject: string;
  id: string;
  type: string;
  at: number;
  received: number;
  source: string;
  body: string;
  identity: Identity;
};

/** In: stretches, a page's size and where the last one ended. Out: a page of raw events, newest first, and the next cursor. */
export function timeline(sql: SqlStorage, stretches: Stretch[], limit: number, after: TimelinePlace | null) {
  const rows = sql
    .exec<Touch>(
      `SELECT e.subject, e.id, e.type, e.at, e.received, e.source, e.body, s.value->>'identity' AS identity FROM json_each(?) s JOIN events e
       ON e.subject = s.value->>'subject' AND e.at >= s.value->>'from' AND e.at < s.value->>'to'
       WHERE (e.at, e.id, e.subject) < (?, ?, ?) ORDER BY e.at DESC, e.id DESC, e.subject DESC LIMIT ?`,
      JSON.stringify(stretches),
      after?.at ?? Number.MAX_SAFE_INTEGER,
      after?.id ?? '',
      after?.subject ?? '',
      limit + 1,
    )
    .toArray();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last !== undefined ? last : null };
}

function bodiesOf(sql: SqlStorage, entries: Entry[]): Map<string, string> {
  const keys = entries.map(({ subject, id }) => ({ subject, id }));
  const rows = sql.exec<{ subject: string; id: string; body: string }>(
    `SELECT e.subject, e.id, e.body FROM json_each(?) k JOIN events e ON e.subject = k.value->>'subject' AND e.id = k.value->>'id'`,
    JSON.stringify(keys),
  );
  return new Map(rows.toArray().map((row) => [nameOf(row), row.body]));
}

/** In: a stored body. Out: what its sender said; that it came another way the second time makes it no other event. */
function contentOf(body: string): string {
  const { sender: _, ...said }: { sender?: unknown } = JSON.parse(body);
  return JSON.stringify(said);
}

const nameOf = ({ subject, id }: { subject: string; id: string }): string => `${subject} ${id}`;
