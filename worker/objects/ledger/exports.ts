/** What a ledger holds, page by page, in the words in which it can be imported again. */
import type { Attributes, AttributeValue } from '../../../shared/lead';
import type { OutcomeKind } from '../../../shared/outcome';
import { iso } from '../../../shared/score/reason';
import { ALIAS_KINDS } from '../../../shared/wire';
import type { Buckets } from './buckets';
import { standingFor } from './merges';
import { leadById } from './people';
import { stretchesOfVisitor } from './ties';

/** Where a page ended: the key of its last row. */
export interface ExportPlace {
  subject: string;
  id: string | number;
}
type Line = Record<string, unknown>;
export interface ExportPage {
  lines: Line[];
  /** null: with the last row. */
  next: ExportPlace | null;
}
/** What a ledger tells of itself; scores it works out. */
export type Held = 'leads' | 'accounts' | 'touches' | 'outcomes';

/** So many rows at a time, so that ingest gets its turn in between. */
const PAGE = 1000;

/** In: what is asked for, where the last page ended, which buckets are here. Out: a page; copies from other ledgers are told there. */
export const exportPage = (sql: SqlStorage, what: Held, after: ExportPlace | null, buckets: Buckets): ExportPage =>
  PAGES[what](sql, after ?? { subject: '', id: 0 }, buckets);

/** In: where the last page ended. Out: ids of leads that stand for themselves, and where they end. */
export function leadsAfter(
  sql: SqlStorage,
  after: ExportPlace | null,
  { holdsLead }: Buckets,
): { ids: string[]; next: ExportPlace | null } {
  const ids = sql
    .exec<{ id: string }>('SELECT id FROM leads WHERE id > ? ORDER BY id LIMIT ?', after?.subject ?? '', PAGE)
    .toArray()
    .map(({ id }) => id);
  const next = ids.length < PAGE ? null : { subject: ids.at(-1) ?? '', id: 0 };
  return { ids: ids.filter((id) => holdsLead(id) && standingFor(sql, id) === id), next };
}

const PAGES = { leads, accounts, touches, outcomes } as const;

/** What a source said of a lead at one moment is one line; a lead of which nothing is said is one too. */
function leads(sql: SqlStorage, after: ExportPlace, { holdsLead }: Buckets): ExportPage {
  const rows = sql
    .exec<{ id: string; email: string; attributes: string }>(
      'SELECT id, email, attributes FROM leads WHERE id > ? ORDER BY id LIMIT ?',
      after.subject,
      PAGE,
    )
    .toArray();
  const names = aliasesOf(
    sql,
    rows.map(({ id }) => id),
  );
  const lines = rows.flatMap(({ id, email, attributes }) => {
    if (!holdsLead(id)) return [];
    const aliases = names.get(id);
    const words = wordsIn(JSON.parse(attributes));
    const own = aliases === undefined ? {} : { aliases };
    return (words.length === 0 ? [{}] : words).map((word, i) => ({ email, ...word, ...(i === 0 ? own : {}) }));
  });
  return { lines, next: rows.length < PAGE ? null : { subject: rows.at(-1)?.id ?? '', id: 0 } };
}

/** The same of companies. */
function accounts(sql: SqlStorage, after: ExportPlace, { holdsSubject }: Buckets): ExportPage {
  const rows = sql
    .exec<{ domain: string; attributes: string }>(
      'SELECT domain, attributes FROM accounts WHERE domain > ? ORDER BY domain LIMIT ?',
      after.subject,
      PAGE,
    )
    .toArray();
  const own = rows.filter(({ domain }) => holdsSubject(`a:${domain}`));
  const lines = own.flatMap(({ domain, attributes }) => {
    const words = wordsIn(JSON.parse(attributes));
    return (words.length === 0 ? [{}] : words).map((word) => ({ domain, ...word }));
  });
  return { lines, next: rows.length < PAGE ? null : { subject: rows.at(-1)?.domain ?? '', id: 0 } };
}

function wordsIn(attributes: Attributes) {
  const said = Object.entries(attributes).flatMap(([name, all]) => all.map((seen) => ({ name, ...seen })));
  return [...Map.groupBy(said, ({ source, observedAt }) => `${observedAt} ${source}`).values()].map((words) => {
    const { source = '', observedAt = 0 } = words[0] ?? {};
    const given = words.map(({ name, value }): [string, AttributeValue] => [name, value]);
    return { source, observedAt: iso(observedAt), attributes: Object.fromEntries(given) };
  });
}

function aliasesOf(sql: SqlStorage, leads: string[]): Map<string, Record<string, string>> {
  const rows = sql.exec<{ lead: string; alias: string }>(
    'SELECT lead, alias FROM aliases WHERE lead IN (SELECT value FROM json_each(?)) ORDER BY alias',
    JSON.stringify(leads),
  );
  const found = new Map<string, Record<string, string>>();
  for (const { lead, alias } of rows) {
    const kind = alias.slice(0, alias.indexOf(':'));
    const isKnown = ALIAS_KINDS.some((one) => one === kind);
    if (isKnown) found.set(lead, { ...found.get(lead), [kind]: alias.slice(kind.length + 1) });
  }
  return found;
}

/** What servers said stands as they said it; what a page reported also tells the visitor and whose it is. */
function touches(sql: SqlStorage, after: ExportPlace, { holdsSubject }: Buckets): ExportPage {
  const rows = sql
    .exec<{ subject: string; id: string; at: number; source: string; body: string }>(
      'SELECT subject, id, at, source, body FROM events WHERE (subject, id) > (?, ?) ORDER BY subject, id LIMIT ?',
      after.subject,
      String(after.id),
      PAGE,
    )
    .toArray();
  const owners = new Map<string, ReturnType<typeof stretchesOfVisitor>>();
  const emailOf = (subject: string, at: number): string | null => {
    const stretches = owners.get(subject) ?? stretchesOfVisitor(sql, subject);
    owners.set(subject, stretches);
    const lead = stretches.find(({ from, to }) => at >= from && at < to)?.lead;
    return lead === undefined ? null : (leadById(sql, lead)?.lead.email ?? null);
  };
  const own = rows.filter(({ subject }) => holdsSubject(subject));
  const lines = own.map(({ subject, at, source, body }) => {
    const said: Line = JSON.parse(body);
    const told: Line = { ...said, occurredAt: iso(at) };
    if (typeof said.sentAt === 'number') told.sentAt = iso(said.sentAt);
    if (!subject.startsWith('v:')) return told;
    const { email: _, ...seen } = told;
    const email = emailOf(subject, at);
    return { ...seen, ...(email === null ? {} : { email }), visitor: subject.slice(2), source };
  });
  const last = rows.at(-1);
  return { lines, next: last === undefined || rows.length < PAGE ? null : { subject: last.subject, id: last.id } };
}

function outcomes(sql: SqlStorage, after: ExportPlace, { holdsLead }: Buckets): ExportPage {
  const rows = sql
    .exec<{
      id: number;
      lead: string;
      email: string;
      outcome: OutcomeKind;
      at: number;
      value: number | null;
      note: string | null;
      by: string;
    }>(
      `SELECT o.id, o.lead, l.email, o.outcome, o.at, o.value, o.note, o.by FROM outcomes o JOIN leads l ON l.id = o.lead
       WHERE o.id > ? ORDER BY o.id LIMIT ?`,
      Number(after.id),
      PAGE,
    )
    .toArray();
  const own = rows.filter(({ lead }) => holdsLead(lead));
  const lines = own.map(({ email, outcome, at, value, note, by }) => ({
    ...{ email, outcome, at: iso(at) },
    ...(value === null ? {} : { value }),
    ...(note === null ? {} : { note }),
    by,
  }));
  return { lines, next: rows.length < PAGE ? null : { subject: '', id: rows.at(-1)?.id ?? 0 } };
}
