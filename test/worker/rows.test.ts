/** What is read of a file: lines whatever their bytes come in, moments and numbers as tables write them, columns by their headers. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../shared/wire/transfer.ts';
import { csvLine, textIn, typedCell, typedIn } from '../../worker/cell.ts';
import { fieldMeant } from '../../worker/imports/fields.ts';
import { headOf } from '../../worker/imports/layout.ts';
import { type Layout, type Line, LineReader, LONGEST_LINE, type Place } from '../../worker/imports/lines.ts';
import { confirmed, proposed } from '../../worker/imports/mapping.ts';
import { momentIn } from '../../worker/imports/moment.ts';
import { rowOf } from '../../worker/imports/row.ts';

const OPTIONS: ImportOptions = { kind: 'leads', format: 'csv', defaults: {}, decimal: 'point' };
const COMMA: Layout = { delimiter: ',', newline: '\n' };
const START: Place = { offset: 0, line: 0, isInside: false };
const bytes = (text: string) => new TextEncoder().encode(text);

/** Reads bytes in pieces of the given sizes, from a place on. */
function readAll(file: Uint8Array, sizes: number[], layout = COMMA, place = START): Line[] {
  const reader = new LineReader(layout, place);
  const lines: Line[] = [];
  let at = place.offset;
  for (let i = 0; at < file.length; i++) {
    const size = sizes[i % sizes.length] ?? file.length;
    lines.push(...reader.push(file.slice(at, at + size)));
    at += size;
  }
  return [...lines, ...reader.end()];
}
const cellsOf = (lines: Line[]) =>
  lines.map((line) => ('cells' in line ? line.cells : 'refused' in line ? line.refused : line.text));

describe('lines', () => {
  it('reads quotes, doubled quotes, line breaks in cells, empty lines, a last line without an end', () => {
    const file = bytes('a,"b ""c""\r\nd",e\r\n\r\n,,\n"x",y , "z"\nlast,"one"');
    expect(cellsOf(readAll(file, [1000]))).toEqual([
      ['a', 'b "c"\r\nd', 'e'],
      ['x', 'y ', ' "z"'],
      ['last', 'one'],
    ]);
    expect(readAll(file, [1000]).map(({ line }) => line)).toEqual([1, 5, 6]);
  });

  it('reads the same whatever pieces the bytes come in, and from every place that it gave', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', 'é', ' ', '€'), maxLength: 8 });
    const file = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { maxLength: 12 });
    const quoted = (text: string) => (/["\n\r, ]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    fc.assert(
      fc.property(file, fc.boolean(), fc.array(fc.nat(9), { minLength: 1, maxLength: 5 }), (rows, isSloppy, sizes) => {
        const text = rows.map((row) => `${row.map(isSloppy ? (cell) => cell : quoted).join(',')}\n`).join('');
        const all = readAll(bytes(text), [text.length + 9]);
        expect(
          readAll(
            bytes(text),
            sizes.map((size) => size + 1),
          ),
        ).toEqual(all);
        for (const [i, { next }] of all.entries())
          expect(readAll(bytes(text), [7], COMMA, next)).toEqual(all.slice(i + 1));
      }),
    );
  });

  it('loses one line to a quote without an end, and none of those behind it', () => {
    const lines = readAll(bytes('a,b\n"open,b\nc,d\ne,"f"g\nh,i\n'), [3]);
    const bad = 'has a quote that is not closed, or stands where none may';
    expect(cellsOf(lines)).toEqual([['a', 'b'], bad, ['c', 'd'], bad, ['h', 'i']]);
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
  });

  it('passes over an enormous line in constant memory, and over a quote that opens before megabytes', () => {
    const file = bytes(`a,b\n${'x'.repeat(3 * LONGEST_LINE)}\nc,d\n"${'y,z\n'.repeat(LONGEST_LINE / 2)}e,f\n`);
    const cells = cellsOf(readAll(file, [50_000]));
    expect([cells[0], cells[1], cells[2]]).toEqual([['a', 'b'], 'is too long', ['c', 'd']]);
    expect(cells.at(-1)).toEqual(['e', 'f']);
    expect(cells.length).toBe(4 + LONGEST_LINE / 2);
    const json = cellsOf(
      readAll(bytes(`{}\n${'x'.repeat(2 * LONGEST_LINE)}\n[]`), [50_000], { delimiter: null, newline: '\n' }),
    );
    expect(json).toEqual(['{}', 'is too long', '[]']);
  });

  it('knows delimiter, line end, mark and Excel’s own line by the first bytes', () => {
    const head = (text: string) => headOf(bytes(text), OPTIONS);
    expect(head('\ufeffa;b\r\n1,5;2\r\n')).toMatchObject({ delimiter: ';', newline: '\n', start: 3 });
    expect(head('sep=|\r\na|b\r\n')).toEqual({ delimiter: '|', newline: '\n', start: 7, linesBefore: 1 });
    expect(head('a\tb\r1\t2\r')).toMatchObject({ delimiter: '\t', newline: '\r' });
    expect(() => headOf(new Uint8Array([255, 254, 97, 0]), OPTIONS)).toThrow('cannot be read');
  });
});

it.each([
  ['2026-11-20', '2026-11-20T00:00:00Z'],
  ['2026-11-20T15:04:05.25Z', '2026-11-20T15:04:05.250Z'],
  ['2026-11-20 15:04:05 +02:00', '2026-11-20T13:04:05Z'],
  ['2026/1/9 7:05', '2026-01-09T07:05:00Z'],
  ['20.11.2026', '2026-11-20T00:00:00Z'],
  ['3.4.2026 09:30', '2026-04-03T09:30:00Z'],
  ['25/12/2026', '2026-12-25T00:00:00Z'],
  ['12/25/26 3:30 PM', '2026-12-25T15:30:00Z'],
  ['12/25/2026, 12:00 am', '2026-12-25T00:00:00Z'],
  ['20 Nov 2026', '2026-11-20T00:00:00Z'],
  ['November 20, 2026 at 3:05 PM', '2026-11-20T15:05:00Z'],
  ['46346', '2026-11-20T00:00:00Z'],
  ['46346.5', '2026-11-20T12:00:00Z'],
  ['1795132800', '2026-11-20T00:00:00Z'],
  ['1795132800123', '2026-11-20T00:00:00.123Z'],
])('reads %s', (text, iso) => {
  const at = momentIn(text, undefined);
  expect(at).toBe(Date.parse(iso));
});

it('asks for the order of day and month where both will do, and takes no day that is none', () => {
  expect(momentIn('03/04/2026', undefined)).toEqual({ refused: expect.stringContaining('dateOrder') });
  expect(momentIn('03/04/2026', 'dmy')).toBe(Date.UTC(2026, 3, 3));
  expect(momentIn('03/04/2026', 'mdy')).toBe(Date.UTC(2026, 2, 4));
  for (const text of ['30.02.2026', '13/13/2026', 'yesterday', '2026-11-20 25:00', '12', '1e9', 'NaN', '2026-W40'])
    expect(momentIn(text, undefined)).toHaveProperty('refused');
});

describe('cells', () => {
  const read = (cells: string[], mapping: (string | null)[], more: Partial<ImportOptions> = {}) =>
    rowOf({ line: 2, next: START, cells }, { ...OPTIONS, ...more }, mapping, 0);

  it('tells UTF-8 from windows-1252 cell by cell, unless it is stated', () => {
    const utf8 = new TextDecoder('windows-1252').decode(bytes('Müller €'));
    const input = (row: object) => ('input' in row ? row.input : row);
    expect(input(read([utf8, 'Gesch\xe4ft \u20ac'], ['attributes.name', 'attributes.title']))).toMatchObject({
      attributes: { name: 'Müller €', title: 'Geschäft €' },
    });
    expect(read(['\xe4'], ['attributes.name'], { encoding: 'utf-8' })).toEqual({
      ...{ line: 2, path: 'attributes.name', message: 'is not UTF-8' },
    });
    expect(input(read([utf8], ['attributes.name'], { encoding: 'windows-1252' }))).toMatchObject({
      attributes: { name: utf8 },
    });
  });

  it('names the field of a cell that cannot be, and the line that has too many', () => {
    expect(read(['a\0b'], ['attributes.name'])).toMatchObject({
      path: 'attributes.name',
      message: 'holds a NUL character',
    });
    expect(read(['a', 'b'], ['email'])).toMatchObject({ path: '', message: 'has more cells than there are columns' });
    expect(read(['soon'], ['observedAt'])).toMatchObject({ path: 'observedAt' });
  });

  it('reads numbers with either decimal mark, and takes no guess', () => {
    const amount = (text: string, decimal: ImportOptions['decimal']) => {
      const row = read([text], ['amount'], { kind: 'touches', decimal });
      return 'input' in row ? row.input.amount : row.message;
    };
    expect(['1,234.50', '€ 12', '-7', '1e3'].map((text) => amount(text, 'point'))).toEqual([1234.5, 12, -7, 1000]);
    expect(['1.234,50', '12,5 €', '1 000'].map((text) => amount(text, 'comma'))).toEqual([1234.5, 12.5, 1000]);
    for (const text of ['1,5', '12,34.5', 'NaN', 'many']) expect(amount(text, 'point')).toBe('is not a number');
  });

  it('gives back every value that an export wrote, and writes nothing that a spreadsheet would run', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('', "'", '=1', "'=1", '-5', '200', 'true', '["a"]', "''", '+4', '@x'),
    );
    const value = fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
      fc.boolean(),
      fc.array(fc.string()),
    );
    fc.assert(
      fc.property(value, (one) => {
        const [line] = readAll(bytes(csvLine(['x', typedCell(one), 'x'])), [1000]);
        const [, cell = ''] = line !== undefined && 'cells' in line ? line.cells : [];
        const letters = new TextDecoder().decode(Uint8Array.from(bytesOf(cell)));
        expect(typedIn(letters)).toEqual(Object.is(one, -0) ? 0 : one);
        if (typeof one === 'string') expect(letters).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
    expect(textIn("'=1+1")).toBe('=1+1');
    expect(textIn("'tis")).toBe("'tis");
  });
});
const SPECIAL = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, i) => 128 + i));
const bytesOf = (letters: string): number[] =>
  [...letters].map((letter) => (letter.charCodeAt(0) < 256 ? letter.charCodeAt(0) : 128 + SPECIAL.indexOf(letter)));

describe('columns', () => {
  it('knows what other systems call them', () => {
    const meant = (headers: string[]) => headers.map((header) => fieldMeant('leads', header));
    expect(meant(['Email', 'First Name', 'Last Name', 'Job Title', 'Phone Number', 'Contact owner'])).toEqual([
      ...[
        'email',
        'attributes.first_name',
        'attributes.last_name',
        'attributes.title',
        'attributes.phone',
        'attributes.owner',
      ],
    ]);
    expect(
      meant(['Person - Email - Work', 'Organization', 'E-Mail-Adresse', 'No. of Employees', 'Annual Revenue']),
    ).toEqual([...['email', 'attributes.company', 'email', 'attributes.employees', 'attributes.revenue']]);
    expect(meant(['toString', '__proto__', 'constructor', 'Colour'])).toEqual([null, null, null, null]);
    expect(proposed('leads', ['Work Email', 'email', 'E-Mail'])).toEqual([null, 'email', null]);
  });

  it.each([
    ['two columns on one field', ['email', 'email'], 'is filled by two columns'],
    ['no required column', ['attributes.name', null], 'lacks email'],
    ['an unknown field', ['email', 'colour'], 'is no field of leads'],
    ['a prototype’s name', ['email', 'attributes.__proto__'], 'is no field of leads'],
    ['another number of columns', ['email'], 'has 1 entries for 2 columns'],
  ])('refuses %s', (_, mapping, message) => {
    expect(() => confirmed({ ...OPTIONS, mapping }, ['a', 'b'])).toThrowError(
      expect.objectContaining({ errors: expect.arrayContaining([expect.objectContaining({ message })]) }),
    );
  });
});
