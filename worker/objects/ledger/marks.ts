/** Marks: which leads lack which facts, here or in another ledger. */
import type { Named } from '../../named';
import type { Identity } from '../../proof';
import { companiesOf, peopleOf } from './accounts';
import { Buckets, bucketOfSubject } from './buckets';
import { type Tombstones, tombstonesIn } from './erasure';
import type { Pending } from './evaluate';
import { isForPeople, type Said } from './events';
import { familyOf, standingFor } from './merges';
import { moveIn, touch, touchPerson } from './move';
import { PendingFacts } from './pending';
import * as people from './people';
import { post } from './posts';
import { reachOf } from './reach';
import { accountOf } from './subsidiaries';
import { stretchesOfVisitor, visitorsOf } from './ties';

/** Touches that arrive together are scored together (ms). */
const GATHER = 50;
/** Who is in a file is often in it again: waits longer, lest everybody be scored anew with each batch (ms). */
const GATHER_ROWS = 30_000;

type Taking<T> = [lead: string, entries: T[], identity: Identity];

export abstract class Marks {
  protected readonly sql: SqlStorage;
  protected readonly pending: PendingFacts;
  private gather = GATHER;
  protected readonly tombstones: Tombstones;
  readonly buckets: Buckets;
  /** Whether buckets are being copied to another ledger. */
  protected readonly isMoving: boolean;

  constructor(sql: SqlStorage) {
    this.sql = sql;
    this.pending = new PendingFacts(sql);
    this.tombstones = tombstonesIn(sql);
    this.buckets = new Buckets(sql);
    this.isMoving = moveIn(sql) !== undefined;
  }

  /** In: what takes in rows of a file. Out: what it answers. */
  inBulk<T>(work: () => T): T {
    this.gather = GATHER_ROWS;
    try {
      return work();
    } finally {
      this.gather = GATHER;
    }
  }

  /** In: a subject and its new entries. Out: which lead is to take which of them, and how we know; nobody, while the visitor is not known. */
  protected leadsOf<T extends { at: number; type: string }>(subject: string, entries: T[]): Taking<T>[] {
    if (subject.startsWith('l:')) return [[subject.slice(2), entries, 'verified']];
    if (subject.startsWith('a:')) {
      const shared = entries.filter(isForPeople);
      return shared.length === 0
        ? []
        : peopleOf(this.sql, accountOf(this.sql, subject.slice(2))).map((lead) => [lead, shared, 'verified']);
    }
    return stretchesOfVisitor(this.sql, subject)
      .map(
        ({ lead, identity, from, to }): Taking<T> => [
          lead,
          entries.filter(({ at }) => at >= from && at < to),
          identity,
        ],
      )
      .filter(([, own]) => own.length > 0);
  }

  /** Somebody is said to be there at a moment (ms), and something of them: here, or where they live. */
  protected hear(who: Named, said: Said[], at: number, now: number): void {
    if (at <= (this.tombstones.get(who.id) ?? Number.NEGATIVE_INFINITY)) return;
    if (!this.buckets.holds(who.bucket)) {
      post(this.sql, who.bucket, { kind: 'word', who, said, at }, now);
      return;
    }
    people.upsertLead(this.sql, who, said);
    this.spread(`l:${who.id}`, [], now);
  }

  /**
   * Tells other ledgers of a subject's new events (null: of all that is stored of it), as far as they count there. `told`: the buckets
   * that know already or are told by others; the subject's home knows best.
   */
  protected spread(subject: string, ids: string[] | null, now: number, told = [bucketOfSubject(subject)]): void {
    if (this.isMoving) touch(this.sql, subject);
    const reach = reachOf(this.sql, this.buckets, subject);
    const reached = [...new Set([...told, ...reach])];
    for (const bucket of reach)
      if (!told.includes(bucket) && !this.buckets.holds(bucket))
        post(this.sql, bucket, { kind: 'facts', subject, ids, told: reached }, now);
  }

  /** The same for a person: all of their leads, every visitor who is one of them, and what is known of their companies. */
  protected spreadPerson(lead: string, now: number): void {
    const family = familyOf(this.sql, lead);
    const companies = companiesOf(this.sql, family).map((domain) => `a:${domain}`);
    const subjects = [...family.map((id) => `l:${id}`), ...visitorsOf(this.sql, family), ...companies];
    for (const subject of subjects) this.spread(subject, null, now);
  }

  protected touchPerson(lead: string): void {
    if (this.isMoving) touchPerson(this.sql, lead);
  }

  /** Whoever stands for the lead lacks these facts. */
  protected mark(one: string, facts: Pending, now: number, changed?: Set<string>): void {
    const lead = standingFor(this.sql, one);
    if (!this.buckets.holdsLead(lead)) return;
    this.pending.add(lead, facts, now + this.gather);
    changed?.add(lead);
  }
}
