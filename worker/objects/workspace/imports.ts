/** Imports: what each was asked to do, how far it is, and which lines it had to refuse. A step is taken from the place that it began at, or not at all. */
import type { ImportOptions } from '../../../shared/wire/transfer';
import type { Layout, Place } from '../../imports/lines';
import type { Refused } from '../../imports/row';
import { type Actor, record } from './audit';

/** How a file is read: found out from its first bytes, then kept. */
export type Reading = Layout & { mapping: (string | null)[] };
export interface ImportState {
  id: string;
  options: ImportOptions;
  by: string;
  created: number;
  updated: number;
  reading: Reading | null;
  place: Place;
  accepted: number;
  duplicates: number;
  rejected: number;
  isDone: boolean;
}
/** What was dealt with since the place before it. */
export type Step = Pick<ImportState, 'reading' | 'place' | 'accepted' | 'duplicates' | 'isDone'> & {
  refused: Refused[];
};

/** So many imports are remembered, and of each so many refused lines. */
const MOST_IMPORTS = 200;
export const MOST_ERRORS = 5000;

type Row = Record<'id' | 'options' | 'by', string> &
  Record<
    'created' | 'updated' | 'offset' | 'line' | 'inside' | 'accepted' | 'duplicates' | 'rejected' | 'done',
    number
  > & {
    reading: string | null;
  };

/** Begins an import; the oldest ones beyond what is remembered are forgotten. Out: the import. */
export function createImport(sql: SqlStorage, id: string, options: ImportOptions, by: Actor, now: number): ImportState {
  const made = sql.exec<Row>(
    'INSERT INTO imports (id, options, by, created, updated) VALUES (?, ?, ?, ?, ?) RETURNING *',
    ...[id, JSON.stringify(options), by.holder, now, now],
  );
  const state = stateOf(made.one());
  record(sql, { by, action: 'import_begun', target: `import:${id}`, detail: { kind: options.kind }, at: now });
  sql.exec(
    'DELETE FROM imports WHERE id NOT IN (SELECT id FROM imports ORDER BY created DESC, id DESC LIMIT ?)',
    MOST_IMPORTS,
  );
  sql.exec('DELETE FROM import_errors WHERE import NOT IN (SELECT id FROM imports)');
  return state;
}

/** Forgets an import that has taken nothing. */
export function dropImport(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM imports WHERE id = ? AND offset = 0', id);
}

/** In: an id. Out: the import, or null. */
export const importBy = (sql: SqlStorage, id: string): ImportState | null =>
  sql.exec<Row>('SELECT * FROM imports WHERE id = ?', id).toArray().map(stateOf)[0] ?? null;

/** In: how many, behind which one. Out: imports, newest first. */
export const importsIn = (
  sql: SqlStorage,
  limit: number,
  after: { created: number; id: string } | null,
): ImportState[] =>
  sql
    .exec<Row>(
      'SELECT * FROM imports WHERE (created, id) < (?, ?) ORDER BY created DESC, id DESC LIMIT ?',
      ...[after?.created ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit],
    )
    .toArray()
    .map(stateOf);

/** In: an import, the offset that a step began at, the step. Out: the import after it; null when it stands elsewhere by now or is done. */
export function advanceImport(sql: SqlStorage, id: string, from: number, step: Step, now: number): ImportState | null {
  const before = importBy(sql, id);
  if (before === null || before.isDone || before.place.offset !== from) return null;
  const { place, refused } = step;
  const room = MOST_ERRORS - Math.min(before.rejected, MOST_ERRORS);
  sql.exec(
    `INSERT INTO import_errors (import, line, path, message)
     SELECT ?, value->>'line', value->>'path', value->>'message' FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
    ...[id, JSON.stringify(refused.slice(0, room))],
  );
  sql.exec(
    `UPDATE imports SET updated = ?, reading = ?, offset = ?, line = ?, inside = ?, accepted = accepted + ?,
     duplicates = duplicates + ?, rejected = rejected + ?, done = ? WHERE id = ?`,
    ...[
      now,
      step.reading === null ? null : JSON.stringify(step.reading),
      place.offset,
      place.line,
      place.isInside ? 1 : 0,
    ],
    ...[step.accepted, step.duplicates, refused.length, step.isDone ? 1 : 0, id],
  );
  return importBy(sql, id);
}

/** In: an import, behind which line, how many. Out: the lines that were refused, in order. */
export const importErrors = (sql: SqlStorage, id: string, after: number, limit: number): Refused[] =>
  sql
    .exec<{ line: number; path: string; message: string }>(
      'SELECT line, path, message FROM import_errors WHERE import = ? AND line > ? ORDER BY line LIMIT ?',
      ...[id, after, limit],
    )
    .toArray();

const stateOf = ({ options, reading, offset, line, inside, done, ...row }: Row): ImportState => ({
  ...row,
  options: JSON.parse(options),
  reading: reading === null ? null : JSON.parse(reading),
  place: { offset, line, isInside: inside === 1 },
  isDone: done === 1,
});
