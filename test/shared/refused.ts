/** Which path a schema names when it refuses something. */
import * as v from 'valibot';

/** In: a schema and a value. Out: the dotted paths that it finds wrong; none when it accepts the value. */
export function refusedAt(schema: v.GenericSchema, value: unknown): string[] {
  const { issues = [] } = v.safeParse(schema, value);
  return issues.map((issue) => v.getDotPath(issue) ?? '');
}
