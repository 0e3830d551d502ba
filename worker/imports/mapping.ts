/** Which column fills which field: proposed from the headers, confirmed by a person, checked before a row is taken. */
import type { ImportKind, ImportOptions } from '../../shared/wire/transfer';
import { type FieldError, Problem } from '../problem';
import { fieldMeant, missingIn, readingOf } from './fields';

/** In: a kind, the headers. Out: what each most likely fills; a field is filled once, an exact name goes first. */
export function proposed(kind: ImportKind, headers: string[]): (string | null)[] {
  const meant = headers.map((header) => ({ header, field: fieldMeant(kind, header.trim()) }));
  const first = (field: string) => {
    const exact = meant.findIndex((one) => one.field === field && one.header.trim() === field);
    return exact === -1 ? meant.findIndex((one) => one.field === field) : exact;
  };
  return meant.map(({ field }, i) => (field !== null && first(field) === i ? field : null));
}

/** In: the options, the headers. Out: column by column its field; without a mapping, every header must mean a field. Errors: 422, each mistake with its column. */
export function confirmed(options: ImportOptions, headers: string[]): (string | null)[] {
  const mapping =
    options.mapping ??
    headers.map((header) => header.trim()).map((header) => fieldMeant(options.kind, header) ?? header);
  const filled = [...mapping.filter((field) => field !== null), ...Object.keys(options.defaults)];
  const missing = missingIn(options.kind, filled);
  const lacks = missing.map((names) => ({ path: 'mapping', message: `lacks ${names.join(' or ')}` }));
  checkFields(options, mapping, headers.length, lacks);
  return mapping;
}

/** In: the options, a mapping, how many columns there are, what is wrong already. Errors: 422 when anything is. */
export function checkFields(
  { kind, defaults, ...options }: ImportOptions,
  mapping: (string | null)[],
  columns: number,
  known: FieldError[] = [],
): void {
  const unknown = options.mapping === undefined ? UNCONFIRMED : `is no field of ${kind}`;
  const isKnown = (field: string) => readingOf(kind, field) !== undefined;
  const filled = mapping.flatMap((field, i) => (field === null ? [] : [{ field, path: `mapping.${i}` }]));
  const counts = Map.groupBy(filled, ({ field }) => field);
  const errors = [
    ...(mapping.length === columns
      ? []
      : [{ path: 'mapping', message: `has ${mapping.length} entries for ${columns} columns` }]),
    ...filled.filter(({ field }) => !isKnown(field)).map(({ path }) => ({ path, message: unknown })),
    ...filled
      .filter(({ field }) => isKnown(field) && (counts.get(field)?.length ?? 0) > 1)
      .map(({ path }) => ({ path, message: 'is filled by two columns' })),
    ...Object.keys(defaults)
      .filter((field) => !isKnown(field))
      .map(() => ({ path: 'defaults', message: `names no field of ${kind}` })),
    ...known,
  ];
  if (errors.length > 0) throw new Problem(422, 'The columns do not fit.', { errors: errors.slice(0, 50) });
}
const UNCONFIRMED = 'has a header that is no field: preview the file, and send the mapping that you confirm';
