/** A file's bytes → its lines, each with where the next one begins: whatever the bytes come in, in constant memory, past every mistake. */
import Papa from 'papaparse';
import { lettersOf } from './letters';

/** Where reading stands: bytes and lines that are dealt with, and whether it stands inside of a line that is too long. */
export interface Place {
  offset: number;
  line: number;
  isInside: boolean;
}
/** A line as its letters stand (one letter a byte, as windows-1252 reads them), or why it is none; `next` is the place behind it. */
export type Line = { line: number; next: Place } & ({ cells: string[] } | { text: string } | { refused: string });
export interface Layout {
  /** The letter between two cells; null for lines of JSON. */
  delimiter: string | null;
  newline: '\n' | '\r';
}
type Piece = { end: number } & ({ cells: string[] } | { text: string } | { refused: string });

/** The longest line (bytes), and so the most that waits for its end. */
export const LONGEST_LINE = 256 * 1024;
const UNQUOTED = 'has a quote that is not closed, or stands where none may';
const TOO_LONG = 'is too long';

export class LineReader {
  private readonly layout: Layout;
  private place: Place;
  private rest = '';

  constructor(layout: Layout, place: Place) {
    this.layout = layout;
    this.place = place;
  }

  /** The place behind the last line that was given out. */
  get standsAt(): Place {
    return this.place;
  }

  /** In: the next bytes. Out: the lines that end in them. */
  push(bytes: Uint8Array): Line[] {
    return this.read(lettersOf(bytes), false);
  }

  /** The file has ended. Out: its last line, when it had no end of its own. */
  end(): Line[] {
    return this.read('', true);
  }

  private read(more: string, isEnd: boolean): Line[] {
    const text = this.afterLongLine(this.rest + more);
    const lines: Line[] = [];
    let from = 0;
    for (const piece of pieces(text, this.layout, isEnd)) {
      const { line, offset } = this.place;
      const passed = text.slice(from, piece.end);
      if (passed === '') continue;
      const isInside = !passed.endsWith(this.layout.newline) && !isEnd;
      const next = {
        offset: offset + passed.length,
        line: line + (isInside ? 0 : linesIn(passed, this.layout)),
        isInside,
      };
      from = piece.end;
      this.place = next;
      const { end: _, ...said } = piece;
      if (!isBlank(piece)) lines.push({ ...said, line: line + 1, next });
    }
    this.rest = text.slice(from);
    return lines;
  }

  /** What is left of a line that was refused for its length is passed over. */
  private afterLongLine(text: string): string {
    if (!this.place.isInside) return text;
    const end = text.indexOf(this.layout.newline);
    const { offset, line } = this.place;
    if (end === -1) {
      this.place = { offset: offset + text.length, line, isInside: true };
      return '';
    }
    this.place = { offset: offset + end + 1, line: line + 1, isInside: false };
    return text.slice(end + 1);
  }
}

/** In: text from the beginning of a line. Out: its lines, as far as they are whole, and how far each reaches. */
function* pieces(text: string, layout: Layout, isEnd: boolean): Generator<Piece> {
  let from = 0;
  while (from < text.length) {
    const { found, isBroken } =
      layout.delimiter === null ? plainLines(text, from, layout, isEnd) : records(text, from, layout, isEnd);
    yield* found;
    from = found.at(-1)?.end ?? from;
    const isLong = text.length - from > LONGEST_LINE;
    const newline = text.indexOf(layout.newline, from);
    if (!isBroken && !isLong) return;
    if (newline === -1 && !isLong && !isEnd) return;
    // Only the line is lost in which it began, whatever a quote without an end would swallow.
    from = newline === -1 ? text.length : newline + 1;
    yield { end: from, refused: isBroken || newline !== -1 ? UNQUOTED : TOO_LONG };
  }
}

function records(text: string, from: number, { delimiter, newline }: Layout, isEnd: boolean) {
  const found: Piece[] = [];
  let isBroken = false;
  const parser = new Papa.Parser({
    delimiter: delimiter ?? '',
    newline,
    step({ data: [cells], errors, meta }) {
      isBroken = errors.length > 0;
      if (isBroken) parser.abort();
      else found.push({ end: from + meta.cursor, cells: withoutReturn(cells) });
    },
  });
  // Of what has no end yet nothing is known: a quote may be the first half of two.
  parser.parse(text.slice(from), 0, !isEnd);
  return { found, isBroken };
}

function plainLines(text: string, from: number, { newline }: Layout, isEnd: boolean) {
  const found: Piece[] = [];
  let start = from;
  for (let end = text.indexOf(newline, start); end !== -1; end = text.indexOf(newline, start)) {
    found.push({ end: end + 1, ...checked(text.slice(start, end)) });
    start = end + 1;
  }
  if (isEnd && start < text.length) found.push({ end: text.length, ...checked(text.slice(start)) });
  return { found, isBroken: false };
}

const checked = (text: string) => (text.length > LONGEST_LINE ? { refused: TOO_LONG } : { text });

/** Lines end in LF with or without CR, one way or the other within one file. */
function withoutReturn(cells: string[]): string[] {
  const last = cells.at(-1);
  return last?.endsWith('\r') ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
}

const isBlank = (piece: Piece): boolean =>
  ('cells' in piece && piece.cells.every((cell) => cell.trim() === '')) ||
  ('text' in piece && piece.text.trim() === '');

/** A last line without an end is one too. */
function linesIn(text: string, { newline }: Layout): number {
  let count = 0;
  for (let at = text.indexOf(newline); at !== -1; at = text.indexOf(newline, at + 1)) count += 1;
  return text.endsWith(newline) ? count : count + 1;
}
