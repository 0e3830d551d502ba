/** What one version of a model says otherwise than another: each place with both words, rules and actions by their id. */

export interface Change {
  /** Where, as in `rules.pricing.when.points.pricing_viewed`. */
  path: string;
  /** Undefined where there was nothing, or is nothing any more. */
  before: unknown;
  after: unknown;
}

/** In: two values of one shape, the place where they stand. Out: the changes from the first to the second, in the order of places. */
export function diff(before: unknown, after: unknown, at: string[] = []): Change[] {
  const [old, now] = [partsOf(before), partsOf(after)];
  if (old === null || now === null) return same(before, after) ? [] : [{ path: at.join('.'), before, after }];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name) => diff(old.get(name), now.get(name), [...at, name]));
}

/** What is compared piece by piece: records, and lists whose rows have an id. Other lists are compared whole. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  const ids = value.map((row: unknown) => (typeof row === 'object' && row !== null && 'id' in row ? row.id : null));
  const isNamed = ids.every((id) => typeof id === 'string') && value.length > 0;
  return isNamed ? new Map(value.map((row: unknown, i) => [String(ids[i]), row])) : null;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
