/** Which of the 256 virtual buckets are here. What is not here is somewhere else, and whoever asks for it is told where. */
import * as v from 'valibot';
import { bucketOf, bucketOfLead } from '../../../shared/id';

/** The bucket is in another ledger. Between objects and the Worker travels its name and its message. */
export class Moved extends Error {
  override readonly name = 'Moved';
}
/** The bucket is on its way: again in a moment. */
export class Moving extends Error {
  override readonly name = 'Moving';
}

/** Which bucket is meant, where it is, and where all others are that are not here. */
const MovedTo = v.object({ bucket: v.number(), to: v.string(), buckets: v.array(v.tuple([v.number(), v.string()])) });

/** In: what a call to a ledger threw. Out: where it says the bucket is, or undefined. */
export function movedIn(thrown: unknown): v.InferOutput<typeof MovedTo> | undefined {
  if (!(thrown instanceof Error) || thrown.name !== 'Moved') return undefined;
  const parsed = v.safeParse(MovedTo, JSON.parse(thrown.message));
  return parsed.success ? parsed.output : undefined;
}

/** In: a lead id. Out: the bucket that it is at home in; what is no id is at home in some bucket, too, where nobody knows it. */
export const homeOf = (lead: string): number => bucketOfLead(lead) ?? 0;

/** In: a subject. Out: the bucket that it is at home in. */
export function bucketOfSubject(subject: string): number {
  const name = subject.slice(2);
  return subject.startsWith('l:') ? homeOf(name) : bucketOf(name);
}

export class Buckets {
  private readonly elsewhere: Map<number, string>;
  private readonly leaving: ReadonlySet<number>;

  constructor(sql: SqlStorage) {
    const rows = sql.exec<{ bucket: number; ledger: string }>('SELECT bucket, ledger FROM elsewhere').toArray();
    this.elsewhere = new Map(rows.map(({ bucket, ledger }) => [bucket, ledger]));
    const move = sql.exec<{ buckets: string }>("SELECT buckets FROM moves WHERE phase = 'closing'").toArray()[0];
    this.leaving = new Set<number>(move === undefined ? [] : JSON.parse(move.buckets));
  }

  /** Whether there is no other ledger. */
  get isWhole(): boolean {
    return this.elsewhere.size === 0;
  }

  holds = (bucket: number): boolean => !this.elsewhere.has(bucket);

  holdsLead = (lead: string): boolean => this.isWhole || this.holds(homeOf(lead));

  holdsSubject = (subject: string): boolean => this.isWhole || this.holds(bucketOfSubject(subject));

  /** Errors: Moved when a bucket is not here; Moving while nothing may be written to it. */
  open(...buckets: number[]): void {
    for (const bucket of buckets) {
      const ledger = this.elsewhere.get(bucket);
      if (ledger !== undefined) throw this.moved(bucket, ledger);
    }
    this.still(...buckets);
  }

  /** In: buckets, here or elsewhere. Errors: Moving while nothing may be written to one of them. */
  still(...buckets: number[]): void {
    if (buckets.some((bucket) => this.leaving.has(bucket))) throw new Moving('on its way to another ledger');
  }

  /** Errors: Moved when the bucket is not here. */
  here(bucket: number): void {
    const ledger = this.elsewhere.get(bucket);
    if (ledger !== undefined) throw this.moved(bucket, ledger);
  }

  /** In: a lead id and whoever it was merged into. Errors: Moved when the last of them is not here. */
  hereLine(line: string[]): void {
    const end = homeOf(line.at(-1) ?? '');
    if (this.isWhole || this.holds(end)) return;
    throw this.moved(end, this.elsewhere.get(end) ?? '');
  }

  /** The same for what is to be written. Errors: Moving, too. */
  openLine(line: string[]): void {
    this.hereLine(line);
    this.still(homeOf(line.at(-1) ?? ''));
  }

  private moved = (bucket: number, to: string): Moved => new Moved(JSON.stringify({ bucket, to, buckets: this.map() }));

  /** In: buckets. Out: one bucket of every other ledger that we know of and that holds none of those. */
  others(reached: number[]): number[] {
    const known = new Set(reached.map((bucket) => this.elsewhere.get(bucket)));
    const others = [...this.elsewhere].filter(([, ledger]) => !known.has(ledger));
    return [...new Map(others.map(([bucket, ledger]) => [ledger, bucket])).values()];
  }

  /** Out: every other ledger that we know of. */
  names = (): string[] => [...new Set(this.elsewhere.values())];

  /** Out: bucket → ledger, as far as it is not this one. */
  map(): [number, string][] {
    return [...this.elsewhere];
  }
}
