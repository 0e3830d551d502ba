/** Lists of facts: each is parsed on its own, so that a bad one costs only itself, and an unknown field not even that. */
import type { Context } from 'hono';
import * as v from 'valibot';
import type { IngestAnswer } from '../shared/wire';
import { fieldErrors, safeKey } from './problem';

export interface Placed<T> {
  index: number;
  item: T;
  /** When it happened, by our clock (ms). */
  at: number;
}
type Refusal = IngestAnswer['rejected'][number];
export interface ReadList<T> {
  good: Placed<T>[];
  rejected: Refusal[];
  /** Fields that were left out of good ones. */
  warnings: Refusal[];
}

/** So many fields that are not known are told of. */
const MOST_WARNINGS = 100;

/** In: a list, the schema of an entry, how its moment is judged. Out: the good ones with their places, why the others are none, what was left out. */
export function readList<S extends v.GenericSchema>(
  list: unknown[],
  schema: S,
  place: (item: v.InferOutput<S>) => { at: number } | { refused: string; path?: string },
): ReadList<v.InferOutput<S>> {
  const warnings: Refusal[] = [];
  const good: Placed<v.InferOutput<S>>[] = [];
  const rejected: Refusal[] = [];
  for (const [index, input] of list.entries()) {
    const parsed = v.safeParse(schema, input);
    const first = parsed.success ? undefined : fieldErrors(parsed.issues)[0];
    if (!parsed.success) {
      rejected.push({ index, path: first?.path ?? '', message: first?.message ?? 'is not valid' });
      continue;
    }
    const placed = place(parsed.output);
    if ('refused' in placed) rejected.push({ index, path: placed.path ?? 'occurredAt', message: placed.refused });
    else {
      good.push({ index, item: parsed.output, at: placed.at });
      warnings.push(...unknownFields(input, parsed.output).map((path) => ({ index, path, message: NOT_KNOWN })));
    }
  }
  return { good, rejected, warnings: warnings.slice(0, MOST_WARNINGS) };
}

const NOT_KNOWN = 'is not a known field: it was left out, the rest was taken';

const unknownFields = (input: unknown, output: unknown): string[] =>
  Object.keys(Object(input))
    .filter((key) => !Object.hasOwn(Object(output), key))
    .map(safeKey);

/** What the ledgers say of a list: counts, and the places of those whose id stands for other content, whose lead nobody knows, who came before consent. */
export interface Stored {
  accepted: number;
  duplicates: number;
  conflicts: number[];
  unknown: number[];
  unasked: number[];
}

const NO_CONSENT = 'is not given, and the site asks for it: send consent_changed with "granted" first';

/** In: what the ledgers stored (null: nothing was good), what was refused before. Out: everything that was refused, in the list's order. */
export function refusals(stored: Stored | null, refused: Refusal[]): Refusal[] {
  const reused = (stored?.conflicts ?? []).map((index) => {
    return { index, path: 'id', message: 'was used before for other content' };
  });
  const strangers = (stored?.unknown ?? []).map((index) => ({ index, path: 'lead', message: 'is not a known lead' }));
  const unasked = (stored?.unasked ?? []).map((index) => ({ index, path: 'consent', message: NO_CONSENT }));
  return [...refused, ...reused, ...strangers, ...unasked].sort((a, b) => a.index - b.index);
}

/** In: what the ledgers stored (null: nothing was good), what was read. Out: 202 with the counts, and what is wrong with the rest. */
export function answerIngest(
  c: Context,
  stored: Stored | null,
  { rejected: refused, warnings }: ReadList<unknown>,
): Response {
  const { accepted, duplicates } = stored ?? { accepted: 0, duplicates: 0 };
  const more = warnings.length === 0 ? {} : { warnings };
  return c.json({ accepted, duplicates, rejected: refusals(stored, refused), ...more }, 202);
}
