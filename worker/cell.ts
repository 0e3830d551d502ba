/** Cells of a table: how our values stand in them, and how they are read back. Text that a spreadsheet would run stands behind an apostrophe. */
import Papa from 'papaparse';
import type { AttributeValue } from '../shared/lead';

export type Cell = string | number | boolean | null | undefined;

/** A spreadsheet takes such a text for a formula (https://owasp.org/www-community/attacks/CSV_Injection); what has our mark already gets another one. */
const IS_FORMULA = /^['=+\-@\t\r]/;
const IS_GUARDED = /^'(?=$|['=+\-@\t\r])/;

/** In: the values of a line. Out: the line, quoted where it must be. Text is guarded; what is not given is an empty cell. */
export function csvLine(cells: Cell[]): string {
  const guarded = cells.map((cell) => (typeof cell === 'string' ? guardedText(cell) : (cell ?? '')));
  return `${Papa.unparse([guarded], { newline: '\r\n' })}\r\n`;
}

/** In: a text cell. Out: the text, without the guard. */
export const textIn = (cell: string): string => cell.replace(IS_GUARDED, '');

/** In: an attribute's value. Out: a cell that tells its type: text that reads like another type stands behind an apostrophe. */
export function typedCell(value: AttributeValue): Cell {
  if (Array.isArray(value)) return JSON.stringify(value);
  const isAmbiguous = typeof value === 'string' && (value.startsWith("'") || untyped(value) !== value);
  return isAmbiguous ? `'${value}` : value;
}

/** In: a typed cell. Out: the value. */
export function typedIn(cell: string): AttributeValue {
  const text = textIn(cell);
  return text.startsWith("'") ? text.slice(1) : untyped(text);
}

const guardedText = (text: string): string => (text === '' || IS_FORMULA.test(text) ? `'${text}` : text);

/** What a cell without an apostrophe says: a number, true or false, a list of words, else text. */
function untyped(text: string): AttributeValue {
  const isTyped = /^(-?\d|true$|false$|\[)/.test(text);
  if (!isTyped) return text;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'number' || typeof value === 'boolean') return value;
    const isList = Array.isArray(value) && value.every((word): word is string => typeof word === 'string');
    return isList ? value : text;
  } catch {
    return text;
  }
}
