/** How a file is laid out, as its first bytes tell: its mark, its delimiter, its line ends, where its first line begins. */
import Papa from 'papaparse';
import type { ImportOptions } from '../../shared/wire/transfer';
import { Problem } from '../problem';
import { decoded, lettersOf } from './letters';
import type { Layout, Line } from './lines';

/** So much of a file is looked at (bytes). */
export const HEAD = 64 * 1024;
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;
const NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;

export interface Head extends Layout {
  /** The first bytes that are no mark of the file itself. */
  start: number;
  /** Lines before the first one that counts: Excel's `sep=;`. */
  linesBefore: number;
}

/** In: the first bytes of a file, what is stated of it. Out: its layout. Errors: 422 for UTF-16. */
export function headOf(bytes: Uint8Array, { format, delimiter }: ImportOptions): Head {
  const letters = lettersOf(bytes.subarray(0, HEAD));
  if (/^(ÿþ|þÿ)/.test(letters)) throw unreadable('is UTF-16: save it as UTF-8');
  const mark = letters.startsWith('ï»¿') ? 3 : 0;
  const text = letters.slice(mark);
  const newline = text.includes('\n') ? '\n' : '\r';
  if (format === 'ndjson') return { delimiter: null, newline, start: mark, linesBefore: 0 };
  const [line = '', said] = /^"?sep=(.)"?\r?[\n\r]/i.exec(text) ?? [];
  const guess = said ?? delimiterOf(text.slice(line.length));
  const stated = delimiter === undefined ? undefined : DELIMITERS[delimiter];
  return { delimiter: stated ?? guess, newline, start: mark + line.length, linesBefore: line === '' ? 0 : 1 };
}

/** The names of columns seldom hold a delimiter: whichever parts them into most. */
function delimiterOf(text: string): string {
  const counts = Object.values(DELIMITERS).map((delimiter) => {
    const [cells = []] = Papa.parse<string[]>(text, { delimiter, preview: 1, skipEmptyLines: 'greedy' }).data;
    return { delimiter, count: cells.length };
  });
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** In: the first line that counts. Out: the names of the columns. Errors: 422 when there is none. */
export function headersOf(line: Line | undefined, { encoding }: ImportOptions): string[] {
  if (line === undefined) throw unreadable('is empty');
  if (!('cells' in line)) throw unreadable('has no line with the names of its columns');
  return line.cells.map((cell) => decoded(cell, encoding) ?? cell);
}

/** In: a delimiter. Out: its name; undefined for one that has none. */
export const nameOfDelimiter = (delimiter: string | null): ImportOptions['delimiter'] =>
  Object.entries(NAMES).find(([letter]) => letter === delimiter)?.[1];

const unreadable = (message: string): Problem =>
  new Problem(422, 'The file cannot be read.', { errors: [{ path: '', message }] });
