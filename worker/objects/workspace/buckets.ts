/** The bucket map: which ledger holds which of the 256 buckets, and the split that is under way. */
import * as v from 'valibot';
import type { Settings } from '../../settings';
import { metaOrNull, setMeta } from './meta';

const BUCKETS = 256;
const FIRST = 'ledger-0';

const Split = v.object({ source: v.string(), target: v.string(), buckets: v.array(v.number()) });
export type Split = v.InferOutput<typeof Split>;
/** Ledger by bucket; the split that is under way. */
const Places = v.object({ ledgers: v.array(v.string()), split: v.nullable(Split) });
type Places = v.InferOutput<typeof Places>;

export function places(sql: SqlStorage): Places {
  const stored = metaOrNull(sql, 'ledgers');
  return stored === null
    ? { ledgers: Array<string>(BUCKETS).fill(FIRST), split: null }
    : v.parse(Places, JSON.parse(stored));
}

/** Out: the map as ranges. */
export function bucketRanges(sql: SqlStorage): Settings['buckets'] {
  const ranges: Settings['buckets'] = [];
  for (const [bucket, name] of places(sql).ledgers.entries()) {
    const last = ranges.at(-1);
    if (last?.[2] === name) last[1] = bucket;
    else ranges.push([bucket, bucket, name]);
  }
  return ranges;
}

/** In: a ledger (absent: the one with the most buckets). Out: the split that is under way now, begun or known; null for a ledger that cannot be split. */
export function beginSplit(sql: SqlStorage, wanted: string | undefined): Split | null {
  const known = places(sql);
  if (known.split !== null) return known.split;
  const groups = Map.groupBy(known.ledgers.keys(), (bucket) => known.ledgers[bucket] ?? '');
  const largest = [...groups].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const source = wanted ?? largest ?? FIRST;
  const own = groups.get(source) ?? [];
  if (own.length < 2) return null;
  const split = { source, target: `ledger-${groups.size}`, buckets: own.slice(Math.ceil(own.length / 2)) };
  keep(sql, { ...known, split });
  return split;
}

/** The split could not begin. */
export const dropSplit = (sql: SqlStorage): void => keep(sql, { ...places(sql), split: null });

/** The buckets are where they were to go. Out: whether that is news. */
export function endSplit(sql: SqlStorage, target: string): boolean {
  const { ledgers, split } = places(sql);
  if (split?.target !== target) return false;
  keep(sql, { ledgers: ledgers.map((name, bucket) => (split.buckets.includes(bucket) ? target : name)), split: null });
  return true;
}

const keep = (sql: SqlStorage, known: Places): void => setMeta(sql, 'ledgers', JSON.stringify(known));
