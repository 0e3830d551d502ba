/** Receiving: what other ledgers tell is taken in once, however often it comes, and told on as far as it is news. */
import type { Model } from '../../../shared/model';
import { peopleOf } from './accounts';
import { homeOf } from './buckets';
import { dropLateWords, eraseEvents, isOfErased } from './erasure';
import { factOfRow } from './events';
import { closesCircle, isInForce, type Merge } from './merges';
import { type LogRow, type Parcel, putMerge, unpack } from './parcel';
import { Persons } from './persons';
import { type Facts, type Message, post } from './posts';
import { accountOf } from './subsidiaries';
import { leadsOfVisitor } from './ties';

/** Rows of which nobody knows more than the subject's home, and which a copy would put back. */
const KNOWN_AT_HOME = { leads: [], aliases: [], outcomes: [], accounts: [], fired: [], promises: [] };

export abstract class Receiving extends Persons {
  /** Tells whoever listens that two leads are one person. */
  protected abstract tellMerge(merge: Merge, model: Model, now: number): void;

  /** Takes in what another ledger tells. Errors: Moved, Moving. */
  receive(bucket: number, messages: Message[], model: Model, now: number): void {
    this.buckets.open(bucket);
    for (const message of messages) this.take(message, model, now);
  }

  private take(message: Message, model: Model, now: number): void {
    const { kind } = message;
    if (kind === 'facts') this.learn(message, now);
    else if (kind === 'word') this.learnWord(message, now);
    else if (kind === 'merge') this.learnEnd(message.merge, now);
    else if (kind === 'merged') {
      if (isInForce(this.sql, message.merge.id)) this.tellMerge(message.merge, model, now);
    } else if (kind === 'unnamed') this.loseName(message.lead, message.name, message.at, now);
    else this.learnErased(message.leads, message.at, message.told ?? [], now);
  }

  /** Another ledger's facts count here too, once, however often they come. */
  private learn({ parcel, isRebuild, told }: Facts, now: number): void {
    const { subject } = parcel;
    if (this.isOfBefore(parcel)) return;
    for (const merge of parcel.merges) this.learnMerge(merge, now);
    const before = wordsOn(this.sql, subject);
    const fresh = this.store(parcel);
    this.markWhoCounts(parcel, isRebuild ? null : fresh, now);
    // A visitor and a company may count in two ledgers that tell each other: what is no news goes no further.
    const isNews = subject.startsWith('l:') || fresh.length > 0 || before !== wordsOn(this.sql, subject);
    if (isNews) this.spread(subject, isRebuild ? null : fresh.map(({ id }) => id), now, told);
  }

  /** Out: the events that are new here. */
  private store(parcel: Parcel): LogRow[] {
    const isHome = this.buckets.holdsSubject(parcel.subject);
    const taken = unpack(this.sql, { ...parcel, ...(isHome ? KNOWN_AT_HOME : {}), merges: [] });
    return this.withoutErased(taken, parcel);
  }

  /** In: what has come, its events that are new here (null: everything counts anew). */
  private markWhoCounts({ subject, accounts }: Parcel, fresh: LogRow[] | null, now: number): void {
    if (fresh === null) for (const lead of this.everybodyOf(subject)) this.mark(lead, 'rebuild', now);
    else
      for (const [lead, own, identity] of this.leadsOf(subject, fresh)) {
        const facts = own.map((row) => factOfRow(row, identity));
        this.mark(lead, facts, now);
      }
    if (subject.startsWith('l:')) this.mark(subject.slice(2), [], now);
    for (const { domain } of accounts)
      for (const lead of peopleOf(this.sql, accountOf(this.sql, String(domain)))) this.mark(lead, [], now);
  }

  /** In: events that came with a parcel. Out: those that tell of nobody who is erased; the others are gone. */
  private withoutErased(rows: LogRow[], { ties }: Parcel): LogRow[] {
    if (this.tombstones.size === 0) return rows;
    const words = ties.flatMap(({ lead }) => {
      const at = this.tombstones.get(String(lead));
      return at === undefined ? [] : dropLateWords(this.sql, [String(lead)], at);
    });
    const left = rows.filter(({ id }) => !words.some((word) => word.id === id));
    const late = left.filter((row) => isOfErased(this.sql, this.tombstones, row));
    eraseEvents(this.sql, late);
    return left.filter((row) => !late.includes(row));
  }

  /** Whether a parcel tells of a person who is erased here, and whoever sent it did not know: it was on its way. */
  private isOfBefore({ subject, erased }: Parcel): boolean {
    return subject.startsWith('l:') && erased.length === 0 && this.tombstones.has(subject.slice(2));
  }

  /** Whoever is one person with others now, or no more, counts elsewhere than before. */
  private learnMerge(merge: Merge, now: number): void {
    if (closesCircle(this.sql, merge)) {
      const ended = { ...merge, undoneAt: now, undoneBy: 'two merges at once' };
      post(this.sql, homeOf(merge.other), { kind: 'merge', merge: ended }, now);
      return;
    }
    const isKnown = isInForce(this.sql, merge.id) === (merge.undoneAt === null);
    putMerge(this.sql, merge);
    if (isKnown) return;
    for (const one of [merge.lead, merge.other]) this.mark(one, 'rebuild', now);
    this.spreadPerson(merge.other, now);
  }

  private learnWord({ who, said, at }: Extract<Message, { kind: 'word' }>, now: number): void {
    this.hear(who, said, at, now);
    this.mark(who.id, [], now);
  }

  private learnEnd(merge: Merge, now: number): void {
    putMerge(this.sql, merge);
    this.part(merge, now);
  }

  /** Who told of it may not know of a ledger that was split off meanwhile: what is news is told on. */
  private learnErased(leads: string[], at: number, told: number[], now: number): void {
    if (leads.every((lead) => (this.tombstones.get(lead) ?? Number.NEGATIVE_INFINITY) >= at)) return;
    this.tellErased(leads, at, told, now);
    const late = dropLateWords(this.sql, leads, at);
    this.bury(leads, at);
    for (const visitor of new Set(late.map(({ subject }) => subject))) this.changeHands(visitor, now);
  }

  /** A visitor is somebody else than was thought. */
  private changeHands(visitor: string, now: number): void {
    for (const lead of this.everybodyOf(visitor)) this.mark(lead, 'rebuild', now);
    this.spread(visitor, null, now);
  }

  /** Whoever counts a subject, or did until something was said of it. */
  private everybodyOf(subject: string): string[] {
    const name = subject.slice(2);
    if (subject.startsWith('v:')) return leadsOfVisitor(this.sql, subject);
    return subject.startsWith('l:') ? [name] : peopleOf(this.sql, accountOf(this.sql, name));
  }
}

/** In: a visitor or a company. Out: what else than events is stored of it, to be compared. */
const wordsOn = (sql: SqlStorage, subject: string): string =>
  JSON.stringify([
    sql.exec('SELECT since, event FROM ties WHERE visitor = ?', subject).toArray(),
    sql.exec('SELECT attributes FROM accounts WHERE domain = ?', subject.slice(2)).toArray(),
  ]);
