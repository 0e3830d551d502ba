/** Rows through the schemas of the API's other doors: what is good in them, and what is wrong with the rest. */
import * as v from 'valibot';
import { CLOCK_SKEW, placeFact } from '../../shared/event';
import { AccountRow, LeadUpsert, OutcomeRow, TouchFields, TouchInput } from '../../shared/wire';
import type { ImportKind } from '../../shared/wire/transfer';
import { readList } from '../ingest';
import { rowId } from '../objects/ledger/rows';
import { impossibleIn, type Whose } from '../readable';
import { hashOf } from '../secret';
import { placeTouch } from '../touches';
import type { Good, Refused } from './row';

/** Something wrong with a row, by the row's place among those that were read. */
export interface Fault {
  index: number;
  path: string;
  message: string;
}

/** In: a kind, rows. Out: what would be refused of them, in order; nothing is stored. */
export async function refusedIn(kind: ImportKind, rows: Good[]): Promise<Refused[]> {
  const { rejected } = await READERS[kind](rows, '0'.repeat(12));
  return located(rejected, rows);
}

/** In: faults, the rows. Out: the same by the lines of the file. */
export const located = (faults: Fault[], rows: Good[]): Refused[] =>
  faults.map(({ index, path, message }) => ({ line: rows[index]?.line ?? 0, path, message }));

/** In: rows, the import's own part of ids. Out: touches; one without an id gets one that its content, the import and its line give. */
export async function readTouches(rows: Good[], tag: string) {
  const now = Date.now();
  const inputs = await Promise.all(rows.map((row) => withId(row, tag)));
  return readList(inputs, TouchRow, (touch) => placeTouch(touch, now));
}

/** In: rows. Out: what is said of people. */
export const readLeads = (rows: Good[]) => readList(inputsOf(rows), LeadUpsert, (word) => placeWord('lead', word));

/** In: rows. Out: what is said of companies. Which of them are subsidiaries is no matter of a file. */
export const readAccounts = (rows: Good[]) =>
  readList(inputsOf(rows), AccountRow, (word) => placeWord('account', word));

/** In: whom a word is about, the word. Out: the moment of which it speaks (ms), or why it is refused. */
function placeWord(of: Whose, { attributes, observedAt = Date.now() }: Omit<AccountRow, 'domain'>) {
  const [impossible] = impossibleIn(of, attributes);
  if (impossible !== undefined) return { refused: impossible.message, path: impossible.path };
  const isAhead = observedAt > Date.now() + CLOCK_SKEW;
  return isAhead ? { refused: 'lies in the future', path: 'observedAt' } : { at: observedAt };
}

/** In: rows. Out: what happened to leads, and who says so where the row tells. */
export function readOutcomes(rows: Good[]) {
  const now = Date.now();
  return readList(inputsOf(rows), OutcomeRow, ({ at }) => ({ ...placeFact(at, now), path: 'at' }));
}

const READERS = { touches: readTouches, leads: readLeads, accounts: readAccounts, outcomes: readOutcomes } as const;

const inputsOf = (rows: Good[]) => rows.map(({ input }) => input);

/** What only a page can say comes in by its own door. Nobody reads warnings line by line: a field that is not known is a mistake. */
const TouchRow = v.pipe(
  v.looseObject({ visitor: v.optional(v.never('was reported by a page: only what servers say can be imported')) }),
  v.rawCheck(({ dataset, addIssue }) => {
    const input: Record<string, unknown> = Object.fromEntries(Object.entries(dataset.value ?? {}));
    const key = Object.keys(input).find((name) => !Object.hasOwn(TouchFields.entries, name));
    const path =
      key === undefined ? undefined : ({ type: 'object', origin: 'key', input, key, value: input[key] } as const);
    if (path !== undefined) addIssue({ message: 'is not a known field', path: [path] });
  }),
  TouchInput,
);

async function withId({ input, line }: Good, tag: string): Promise<object> {
  if (input.id !== undefined) return input;
  const id = rowId('0'.repeat(24), tag, line);
  const parsed = v.safeParse(TouchInput, { ...input, id });
  if (!parsed.success) return { ...input, id };
  const content = await hashOf(JSON.stringify({ ...parsed.output, id: undefined }));
  return { ...input, id: rowId(content.slice(0, 24), tag, line) };
}
