/** Exports as tables: which columns each noun has, and what stands in them. A column is called as the field that an import fills from it. */
import * as v from 'valibot';
import { AttributeValue } from '../../shared/lead';
import { ALIAS_KINDS } from '../../shared/wire';
import type { ExportNoun } from '../../shared/wire/transfer';
import { type Cell, csvLine, typedCell } from '../cell';

export type Line = Record<string, unknown>;

const TOUCH = 'id email lead domain visitor type occurredAt url title sentAt amount currency source'.split(' ');
const COLUMNS: Record<ExportNoun, string[]> = {
  leads: ['email', 'source', 'observedAt', ...ALIAS_KINDS.map((kind) => `aliases.${kind}`)],
  accounts: ['domain', 'source', 'observedAt'],
  // What only a page reports stands together at the end.
  touches: [...TOUCH, 'properties', 'details'],
  outcomes: ['email', 'outcome', 'at', 'value', 'note', 'by'],
  scores: [
    ...['lead.id', 'lead.email', 'lead.name', 'lead.account', 'lead.owner', 'lead.stage', 'unscored'],
    ...[
      'score.balance.value',
      'score.balance.tier',
      'score.points.value',
      'score.points.level',
      'score.points.fit.points',
    ],
    ...['score.points.fit.grade', 'score.priority', 'spam.verdict', 'score.summary', 'score.modelVersion', 'score.now'],
    ...['score.nextChangeAt', 'score.reasons'],
  ],
};

/** In: the noun, the names of all attributes (of leads or accounts). Out: the header, and how a line stands under it. */
export function tableOf(noun: ExportNoun, attributes: string[]): { header: string; row(line: Line): string } {
  const columns = [...COLUMNS[noun], ...attributes.map((name) => `attributes.${name}`)];
  return { header: csvLine(columns), row: (line) => csvLine(columns.map((column) => cellIn(line, column))) };
}

function cellIn(line: Line, column: string): Cell {
  if (column === 'details') return detailsOf(line);
  const isAttribute = column.startsWith('attributes.');
  const path = isAttribute ? ['attributes', column.slice('attributes.'.length)] : column.split('.');
  const value = path.reduce<unknown>(memberOf, line);
  if (value === undefined || value === null) return null;
  if (isAttribute) return typedCell(v.parse(AttributeValue, value));
  return typeof value === 'object' ? JSON.stringify(value) : plainCell(value);
}

function detailsOf(line: Line): Cell {
  const rest = Object.entries(line).filter(([name]) => !TOUCH.includes(name) && name !== 'properties');
  return rest.length === 0 ? null : JSON.stringify(Object.fromEntries(rest));
}

const plainCell = (value: unknown): Cell =>
  typeof value === 'number' || typeof value === 'boolean' ? value : String(value);

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
