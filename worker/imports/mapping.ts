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

/** In: the options, the headers. Out: column by column its field. Errors: 422, each mistake with its column. */
export function confirmed(options: ImportOptions, headers: string[]): (string | null)[] {
  const { kind, defaults } = options;
  const mapping = options.mapping ?? headers.map((header) => header.trim());
  const errors: FieldError[] = [];
  if (mapping.length !== headers.length)
    errors.push({ path: 'mapping', message: `has ${mapping.length} entries for ${headers.length} columns` });
  const filled = mapping.filter((field) => field !== null);
  for (const [i, field] of mapping.entries()) {
    if (field === null) continue;
    const isKnown = readingOf(kind, field) !== undefined;
    const unknown = options.mapping === undefined ? UNCONFIRMED : `is no field of ${kind}`;
    if (!isKnown) errors.push({ path: `mapping.${i}`, message: unknown });
    else if (filled.indexOf(field) !== filled.lastIndexOf(field))
      errors.push({ path: `mapping.${i}`, message: 'is filled by two columns' });
  }
  for (const field of Object.keys(defaults)) {
    if (readingOf(kind, field) === undefined) errors.push({ path: 'defaults', message: `names no field of ${kind}` });
  }
  for (const names of missingIn(kind, [...filled, ...Object.keys(defaults)]))
    errors.push({ path: 'mapping', message: `lacks ${names.join(' or ')}` });
  if (errors.length > 0) throw new Problem(422, 'The columns do not fit.', { errors: errors.slice(0, 50) });
  return mapping;
}
const UNCONFIRMED = 'has a header that is no field: preview the file, and send the mapping that you confirm';
