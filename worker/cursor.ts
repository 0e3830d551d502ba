/** Cursors: where a page ended, opaque to whoever carries it. */
import * as v from 'valibot';
import { Problem } from './problem';

/** In: the values of a page's last row. Out: URL-safe text. */
export function cursorOf(place: (string | number)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(place));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** In: a cursor or none, the schema of its values. Out: the values, or null. Errors: 422. */
export function placeIn<S extends v.GenericSchema>(cursor: string | undefined, schema: S): v.InferOutput<S> | null {
  if (cursor === undefined) return null;
  const parsed = v.safeParse(schema, decoded(cursor));
  if (parsed.success) return parsed.output;
  throw new Problem(422, 'The cursor is none of ours.', { errors: [{ path: 'cursor', message: 'is not a cursor' }] });
}

function decoded(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    return undefined;
  }
}
