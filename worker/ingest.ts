/** Lists of facts: each is parsed on its own, so that a bad one costs only itself. */
import type { Context } from 'hono';
import * as v from 'valibot';
import type { IngestAnswer } from '../shared/wire';
import { fieldErrors, Problem } from './problem';

export interface Placed<T> {
  index: number;
  item: T;
  /** When it happened, by our clock (ms). */
  at: number;
}
type Refusal = IngestAnswer['rejected'][number];

/** In: a list, the schema of an entry, how its moment is judged. Out: the good ones with their places, and why the others are none. */
export function readList<S extends v.GenericSchema>(
  list: unknown[],
  schema: S,
  place: (item: v.InferOutput<S>) => { at: number } | { refused: string; path?: string },
): { good: Placed<v.InferOutput<S>>[]; rejected: Refusal[] } {
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
    else good.push({ index, item: parsed.output, at: placed.at });
  }
  return { good, rejected };
}

/** What the ledgers say of a list: counts, and the places of those whose id stands for other content or whose lead nobody knows. */
export interface Stored {
  accepted: number;
  duplicates: number;
  conflicts: number[];
  unknown: number[];
}

/** In: what the ledgers stored (null: nothing was good), what was refused before. Out: everything that was refused, in the list's order. */
export function refusals(stored: Stored | null, refused: Refusal[]): Refusal[] {
  const reused = (stored?.conflicts ?? []).map((index) => {
    return { index, path: 'id', message: 'was used before for other content' };
  });
  const strangers = (stored?.unknown ?? []).map((index) => ({ index, path: 'lead', message: 'is not a known lead' }));
  return [...refused, ...reused, ...strangers].sort((a, b) => a.index - b.index);
}

/** In: the list's name, what the ledgers stored, what was refused before. Out: 202 with the counts; 422 when nothing was good. */
export function answerIngest(
  c: Context,
  name: string,
  stored: Stored | null,
  refused: Refusal[],
  /** What was good was heard, though it is not stored. */
  isHeard = false,
): Response {
  const rejected = refusals(stored, refused);
  const { accepted, duplicates } = stored ?? { accepted: 0, duplicates: 0 };
  if (accepted + duplicates > 0 || isHeard) return c.json({ accepted, duplicates, rejected }, 202);
  const errors = rejected.map(({ index, path, message }) => ({
    path: path === '' ? `${name}.${index}` : `${name}.${index}.${path}`,
    message,
  }));
  throw new Problem(422, 'None of the entries is as it should be.', { errors });
}
