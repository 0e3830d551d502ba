/** What the head of a file looks like, and what we propose to make of it: a person confirms that before anything is taken. */
import type { ImportOptions, PreviewAnswer } from '../../shared/wire/transfer';
import { refusedIn } from './doors';
import { fieldsOf, missingIn, readingOf } from './fields';
import { HEAD, headersOf, headOf, nameOfDelimiter } from './layout';
import { decoded, isUtf8 } from './letters';
import { type Line, LineReader } from './lines';
import { checkFields, proposed } from './mapping';
import { orderIn } from './moment';
import { type Good, type Refused, rowOf } from './row';

const SAMPLES = 5;
const MOST_PROBLEMS = 20;

/** In: the first bytes of a file (whether they are all of it), what is known of it. Out: what we would make of it. Errors: 422. */
export async function previewOf(bytes: Uint8Array, isWhole: boolean, asked: ImportOptions): Promise<PreviewAnswer> {
  const { start, linesBefore, ...layout } = headOf(bytes, asked);
  const reader = new LineReader(layout, { offset: start, line: linesBefore, isInside: false });
  const lines = reader.push(bytes.subarray(start, HEAD));
  if (isWhole) lines.push(...reader.end());
  const headers = asked.format === 'csv' ? headersOf(lines.shift(), asked) : [];
  const cells = lines.flatMap((line) => ('cells' in line ? [line.cells] : []));
  const columns = headers.map((header, i) => ({ header, samples: samplesOf(cells, i, asked) }));
  const options = asked.format === 'csv' ? withProposals(asked, columns, layout.delimiter) : asked;
  const mapping = options.mapping ?? [];
  const { kind, defaults } = options;
  const filled = [...mapping.filter((field) => field !== null), ...Object.keys(defaults)];
  const missing = asked.format === 'csv' ? missingIn(kind, filled) : [];
  return {
    options,
    encoding: isUtf8(bytes.subarray(0, HEAD)) ? 'utf-8' : 'windows-1252',
    columns: columns.map((column, i) => ({ ...column, field: mapping[i] ?? null })),
    fields: fieldsOf(kind).map((field) => ({ field, isRequired: missingIn(kind, []).some((all) => all[0] === field) })),
    rows: lines.length,
    missing,
    problems: missing.length > 0 ? [] : await problemsOf(lines, options, mapping),
  };
}

function withProposals(
  asked: ImportOptions,
  columns: { header: string; samples: string[] }[],
  delimiter: string | null,
): ImportOptions {
  const headers = columns.map(({ header }) => header);
  const mapping = asked.mapping ?? proposed(asked.kind, headers);
  checkFields(asked, mapping, headers.length);
  const read = (reading: string) =>
    columns.filter((_, i) => readingOf(asked.kind, mapping[i] ?? '') === reading).flatMap(({ samples }) => samples);
  const orders = new Set(read('moment').map(orderIn));
  const order = orders.has('dmy') === orders.has('mdy') ? undefined : orders.has('dmy') ? 'dmy' : 'mdy';
  const hasComma = read('number').some((text) => /^[^,]*,(\d{1,2}|\d{4,})\D*$/.test(text));
  const named = nameOfDelimiter(delimiter);
  return {
    ...asked,
    mapping,
    typed: asked.typed ?? headers.some((header) => header.startsWith('attributes.')),
    decimal: hasComma ? 'comma' : asked.decimal,
    ...(named === undefined ? {} : { delimiter: named }),
    ...(asked.dateOrder === undefined && order !== undefined ? { dateOrder: order } : {}),
  };
}

const samplesOf = (rows: string[][], column: number, { encoding }: ImportOptions): string[] =>
  rows
    .map((cells) => (decoded(cells[column] ?? '', encoding) ?? '').slice(0, 200))
    .filter((text) => text.trim() !== '')
    .slice(0, SAMPLES);

/** What an import with these options would say of the lines that we have seen. */
async function problemsOf(lines: Line[], options: ImportOptions, mapping: (string | null)[]) {
  const rows = lines.map((line) => rowOf(line, options, mapping, Date.now()));
  const unread = rows.filter((row): row is Refused => !('input' in row));
  const refused = await refusedIn(
    options.kind,
    rows.filter((row): row is Good => 'input' in row),
  );
  return [...unread, ...refused]
    .sort((a, b) => a.line - b.line)
    .slice(0, MOST_PROBLEMS)
    .map(({ line, path, message }) => ({ line, field: path, message }));
}
