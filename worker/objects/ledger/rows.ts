/** Rows of files: which of them say something new, so that the same file again changes nothing. */
import { type Attributes, observe } from '../../../shared/lead';
import type { Model } from '../../../shared/model';
import type { Named } from '../../named';
import type { Book } from './book';
import type { Entry, Said } from './events';
import type { Elsewhere } from './names';
import type { Outcome } from './people';

/** What a row says of a person. */
export interface LeadWord {
  who: Named;
  said: Said[];
  aliases: string[];
  by: string;
  source: string;
  /** Whether names may be taken from other leads. */
  takesNames: boolean;
}
/** What a row says of a company. */
export interface AccountWord {
  domain: string;
  bucket: number;
  said: Said[];
}
/** What a row says happened to a lead. */
export interface OutcomeWord {
  id: string;
  outcome: Outcome;
}
export type RowWord = LeadWord | AccountWord | OutcomeWord;
/** What became of a row: it was new, was known already, found no room, names another lead's record, or is about nobody we know. */
export type RowAnswer = 'new' | 'known' | 'full' | 'taken' | 'stranger';

/** The id that a touch without one gets in an import: its content, which import it is, its line. */
export const rowId = (content: string, tag: string, line: number): string => `i-${content}-${tag}-${line.toString(36)}`;
const ROW_ID = /^(i-[0-9a-f]{24})-([0-9a-f]{12}-)[0-9a-z]+$/;

/** In: entries. Out: as the book answers; what another import brought already is known. */
export function append(sql: SqlStorage, book: Book, entries: Entry[], now: number) {
  const known = twins(sql, entries);
  const others = known.size === 0 ? entries : entries.filter(({ index }) => !known.has(index));
  const result = book.append(others, now);
  return { ...result, duplicates: result.duplicates + known.size };
}

/**
 * In: entries. Out: the places of those that another import brought already. Within one import two lines are two touches, however
 * alike; over two imports the same content is the same touch.
 */
function twins(sql: SqlStorage, entries: Entry[]): Set<number> {
  const keys = entries.flatMap(({ subject, id, index }) => {
    const [, content, tag] = ROW_ID.exec(id) ?? [];
    return content === undefined
      ? []
      : [{ subject, index, from: `${content}-`, to: `${content}.`, own: `${content}-${tag}` }];
  });
  if (keys.length === 0) return new Set();
  const rows = sql.exec<{ place: number }>(
    `SELECT value->>'index' AS place FROM json_each(?) WHERE EXISTS (
       SELECT 1 FROM events WHERE subject = value->>'subject' AND id >= value->>'from' AND id < value->>'to'
       AND substr(id, 1, length(value->>'own')) <> value->>'own')`,
    JSON.stringify(keys),
  );
  return new Set(rows.toArray().map(({ place }) => place));
}

/** In: rows of a file, the model, who has the names of a lead in other ledgers. Out: what became of each; the very same outcome of a lead is one. */
export const put = (
  sql: SqlStorage,
  book: Book,
  rows: RowWord[],
  model: Model,
  now: number,
  elsewhere: Elsewhere,
): RowAnswer[] =>
  rows.map((row) => {
    if ('who' in row) return putLead(sql, book, row, now, elsewhere);
    return 'domain' in row ? putAccount(sql, book, row, now) : addOutcome(sql, book, row, model, now);
  });

function putLead(sql: SqlStorage, book: Book, row: LeadWord, now: number, elsewhere: Elsewhere): RowAnswer {
  if (isRecorded(sql, row)) return 'known';
  const { who, said, aliases, by, source, takesNames } = row;
  const put = book.putLead(who, said, aliases, { by, source }, now, takesNames, elsewhere);
  return 'full' in put ? 'full' : 'taken' in put ? 'taken' : 'new';
}

function putAccount(sql: SqlStorage, book: Book, { domain, bucket, said }: AccountWord, now: number): RowAnswer {
  const query = 'SELECT attributes FROM accounts WHERE domain = ?';
  if (saysNoMore(sql.exec<Recorded>(query, domain).toArray()[0], said)) return 'known';
  return book.putAccount(domain, bucket, said, now) ? 'new' : 'full';
}

function addOutcome(sql: SqlStorage, book: Book, { id, outcome }: OutcomeWord, model: Model, now: number): RowAnswer {
  if (isOutcomeRecorded(sql, id, outcome)) return 'known';
  return book.addOutcome(id, outcome, model, now) ? 'new' : 'stranger';
}

function isRecorded(sql: SqlStorage, { who, said, aliases }: LeadWord): boolean {
  const row = sql.exec<Recorded>('SELECT attributes FROM leads WHERE id = ?', who.id).toArray()[0];
  if (!saysNoMore(row, said)) return false;
  const named = sql.exec<{ count: number }>(
    'SELECT COUNT(*) AS count FROM aliases WHERE lead = ? AND alias IN (SELECT value FROM json_each(?))',
    ...[who.id, JSON.stringify(aliases)],
  );
  return named.one().count === aliases.length;
}

type Recorded = { attributes: string };

/** In: a row that is stored, or none, what is said. Out: whether all of it stands there already. */
function saysNoMore(row: Recorded | undefined, said: Said[]): boolean {
  if (row === undefined) return false;
  const before: Attributes = JSON.parse(row.attributes);
  const after = said.reduce((attributes, [name, seen]) => observe(attributes, name, seen), before);
  return JSON.stringify(after) === row.attributes;
}

const isOutcomeRecorded = (sql: SqlStorage, lead: string, { outcome, at, value, note }: Outcome): boolean =>
  sql
    .exec(
      'SELECT 1 FROM outcomes WHERE lead = ? AND outcome = ? AND at = ? AND value IS ? AND note IS ?',
      ...[lead, outcome, at, value, note],
    )
    .toArray().length > 0;
