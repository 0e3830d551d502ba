/** One row of a file → what the API's own doors take: cells by their columns' fields, or a line of JSON; with the import's defaults. */
import type { ImportOptions } from '../../shared/wire/transfer';
import { textIn, typedIn } from '../cell';
import { type Reading, readingOf } from './fields';
import { decoded } from './letters';
import type { Line } from './lines';
import { momentIn } from './moment';

export interface Refused {
  line: number;
  path: string;
  message: string;
}
export interface Good {
  line: number;
  input: Record<string, unknown>;
}
export type Row = Good | Refused;
type Cell = { value: unknown } | { refused: string };

/** In: a line, what the import was asked, its columns' fields, when it began (ms). Out: the row's object, or what is wrong with the line. */
export function rowOf(line: Line, options: ImportOptions, mapping: (string | null)[], beganAt: number): Row {
  if ('refused' in line) return refused(line.line, '', line.refused);
  const read =
    'cells' in line ? objectOf(line.line, line.cells, options, mapping) : parsed(line.line, line.text, options);
  if ('path' in read) return read;
  const defaults = objectOf(line.line, Object.values(options.defaults), options, Object.keys(options.defaults));
  if ('path' in defaults) return defaults;
  // A row of a lead or an account that says no more is the import's word of the moment at which it began: again it is the same word.
  const isSaid = options.kind === 'leads' || options.kind === 'accounts';
  const own = isSaid ? { source: 'import', observedAt: beganAt } : {};
  return { line: line.line, input: merged(merged(own, defaults.input), read.input) };
}

const refused = (line: number, path: string, message: string): Refused => ({ line, path, message });

function parsed(line: number, bytes: string, options: ImportOptions): Row {
  const text = decoded(bytes, options.encoding);
  if (text === null) return refused(line, '', NOT_UTF8);
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { line, input: { ...value } } : refused(line, '', 'is not an object');
  } catch {
    return refused(line, '', 'is not JSON');
  }
}
const NOT_UTF8 = 'is not UTF-8';

function objectOf(line: number, cells: string[], options: ImportOptions, mapping: (string | null)[]): Row {
  if (cells.length > mapping.length && cells.slice(mapping.length).some((cell) => cell.trim() !== ''))
    return refused(line, '', 'has more cells than there are columns');
  const entries: [field: string, value: unknown][] = [];
  for (const [i, field] of mapping.entries()) {
    const text = decoded(cells[i] ?? '', options.encoding);
    if (field === null || text === '') continue;
    const cell =
      text === null ? { refused: NOT_UTF8 } : cellOf(text, readingOf(options.kind, field) ?? 'text', options);
    if ('refused' in cell) return refused(line, field, cell.refused);
    if (cell.value !== undefined) entries.push([field, cell.value]);
  }
  return { line, input: nested(entries) };
}

/** In: a cell's text. Out: the value; undefined when the cell says nothing. */
function cellOf(text: string, reading: Reading, options: ImportOptions): Cell {
  if (text.includes('\0')) return { refused: 'holds a NUL character' };
  const trimmed = text.trim();
  if (trimmed === '') return { value: reading === 'text' ? text : undefined };
  if (reading === 'attribute') {
    const isTyped = options.typed ?? options.mapping === undefined;
    return { value: isTyped ? typedIn(text) : textIn(trimmed) };
  }
  if (reading === 'text') return { value: textIn(text) };
  if (reading === 'plain') return { value: textIn(trimmed) };
  if (reading === 'word') return { value: wordIn(trimmed) };
  if (reading === 'number') return numberIn(trimmed, options.decimal);
  if (reading === 'json') return jsonIn(trimmed);
  const at = momentIn(trimmed, options.dateOrder);
  return typeof at === 'number' ? { value: at } : at;
}

/** "Demo requested" → demo_requested; what CRMs call the two ends of a deal. */
function wordIn(text: string): string {
  const word = text.toLowerCase().replace(/[\s-]+/g, '_');
  return word === 'closed_won' || word === 'closed_lost' ? word.slice('closed_'.length) : word;
}

function numberIn(text: string, decimal: ImportOptions['decimal']): Cell {
  const bare = text.replace(/^'|^[€$£¥]\s*|\s*[€$£¥]$/g, '');
  if (!NUMBERS[decimal].test(bare)) return { refused: 'is not a number' };
  const digits = bare.replace(decimal === 'comma' ? /[.\s]/g : /[,\s]/g, '').replace(',', '.');
  const number = Number(digits);
  return Number.isFinite(number) ? { value: number } : { refused: 'is not a number' };
}
const NUMBERS = {
  point: /^[+-]?(\d+|\d{1,3}([,\s]\d{3})+)(\.\d+)?(e[+-]?\d+)?$/i,
  comma: /^[+-]?(\d+|\d{1,3}([.\s]\d{3})+)(,\d+)?(e[+-]?\d+)?$/i,
};

function jsonIn(text: string): Cell {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { refused: 'is not JSON' };
  }
}

/** `attributes.title` is the title within the attributes. */
function nested(entries: [string, unknown][]): Record<string, unknown> {
  const groups = Map.groupBy(entries, ([field]) => (field.includes('.') ? field.slice(0, field.indexOf('.')) : ''));
  const own = Object.fromEntries(groups.get('') ?? []);
  groups.delete('');
  const inner = [...groups].map(([group, members]) => {
    return [group, Object.fromEntries(members.map(([field, value]) => [field.slice(group.length + 1), value]))];
  });
  return { ...own, ...Object.fromEntries(inner) };
}

/** The row's own word goes before the default, within attributes too. */
function merged(defaults: Record<string, unknown>, own: Record<string, unknown>): Record<string, unknown> {
  const isGroup = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const both = Object.entries(own).map(([name, value]) => {
    const before = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
    return [name, isGroup(before) && isGroup(value) ? { ...before, ...value } : value];
  });
  return { ...defaults, ...Object.fromEntries(both) };
}
