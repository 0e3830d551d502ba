/** Persons: who is one and who is two, who is gone, and what other ledgers tell of them. */
import { bucketOfLead } from '../../../shared/id';
import type { Model } from '../../../shared/model';
import type { Named } from '../../named';
import { accountOf, peopleOf } from './accounts';
import { dropLateWords, erase, eraseEvents, isOfErased } from './erasure';
import { factOfRow } from './events';
import { Marks } from './marks';
import { closesCircle, endMerge, familyOf, isInForce, type Merge, mergesOf, recordMerge } from './merges';
import { dropNames } from './names';
import { owe, settle, settleAll } from './outbox';
import { type LogRow, type Parcel, putMerge, unpack } from './parcel';
import * as people from './people';
import { type Facts, type Message, post } from './posts';
import { leadsOfVisitor } from './ties';

const homeOf = (lead: string): number => bucketOfLead(lead) ?? 0;

/** In: a visitor or a company. Out: what else than events is stored of it, to be compared. */
const wordsOn = (sql: SqlStorage, subject: string): string =>
  JSON.stringify([
    sql.exec('SELECT since, event FROM ties WHERE visitor = ?', subject).toArray(),
    sql.exec('SELECT attributes FROM accounts WHERE domain = ?', subject.slice(2)).toArray(),
  ]);

/** Rows of which nobody knows more than the subject's home, and which a copy would put back. */
const KNOWN_AT_HOME = { leads: [], aliases: [], outcomes: [], accounts: [], fired: [], promises: [] };

/** Why two leads cannot be made one person. */
export type Unmergeable = 'unknown_lead' | 'unknown_other' | 'same_person';

export abstract class Persons extends Marks {
  /** Out: every name of the person who is gone now, ids too; null for an unknown one. */
  erase(lead: string, now: number): string[] | null {
    const row = people.leadById(this.sql, lead);
    if (row === undefined) return null;
    const leads = familyOf(this.sql, row.lead.id);
    this.tellErased(leads, now, [homeOf(row.lead.id)], now);
    return [...leads, ...this.bury(leads, now)];
  }

  /** Tells the homes of these leads, and every ledger that is not told by that nor knows already. */
  private tellErased(leads: string[], at: number, told: number[], now: number): void {
    const homes = leads.map(homeOf).filter((bucket) => !told.includes(bucket) && !this.buckets.holds(bucket));
    const others = [...new Set(homes), ...this.buckets.others([...told, ...homes])];
    for (const bucket of others) post(this.sql, bucket, { kind: 'erase', leads, at, told: [...told, ...others] }, now);
  }

  /** Out: the other names of the leads that are gone now. */
  private bury(leads: string[], at: number): string[] {
    for (const lead of leads) this.touchPerson(lead);
    const names = erase(this.sql, leads, at);
    for (const id of leads) {
      this.pending.delete(id);
      this.tombstones.set(id, at);
    }
    return names;
  }

  /** In: a lead, another one or an address, which is made a lead when it is none yet. Both are one person from now on. */
  merge(lead: string, other: { id: string } | Named, by: string, now: number): Merge | Unmergeable {
    const id = this.buckets.holdsLead(lead) ? people.leadById(this.sql, lead)?.lead.id : lead;
    if (id === undefined) return 'unknown_lead';
    if ('email' in other) people.upsertLead(this.sql, other, []);
    const second = people.leadById(this.sql, other.id)?.lead.id;
    if (second === undefined) return 'unknown_other';
    if (second === id) return 'same_person';
    const merge = {
      id: `mg_${crypto.randomUUID()}`,
      lead: id,
      other: second,
      at: now,
      by,
      undoneAt: null,
      undoneBy: null,
    };
    recordMerge(this.sql, merge);
    this.pending.delete(second);
    people.standDown(this.sql, second);
    settleAll(this.sql, second);
    owe(this.sql, 'forget', second, now);
    this.mark(id, 'rebuild', now);
    this.spreadPerson(second, now);
    return merge;
  }

  /** In: a lead, or an address that is to become one. Out: the lead that stands for it, null for an unknown one. */
  standing(one: { id: string } | Named): string | null {
    if ('email' in one) people.upsertLead(this.sql, one, []);
    return people.leadById(this.sql, one.id)?.lead.id ?? null;
  }

  /** In: a lead, the id of a merge that concerns it. Out: the merge, which has ended; null when there is none. */
  undoMerge(lead: string, id: string, by: string, now: number): Merge | null {
    const merge = mergesOf(this.sql, lead).find((one) => one.id === id);
    if (merge === undefined || merge.undoneAt !== null) return merge ?? null;
    endMerge(this.sql, id, now, by);
    const ended = { ...merge, undoneAt: now, undoneBy: by };
    this.part(ended, now);
    for (const one of [merge.lead, merge.other]) {
      const bucket = homeOf(one);
      if (!this.buckets.holds(bucket)) post(this.sql, bucket, { kind: 'merge', merge: ended }, now);
    }
    return ended;
  }

  /** Both have their own history again; what came meanwhile was told to both. */
  private part({ lead, other }: Merge, now: number): void {
    settle(this.sql, 'forget', other);
    for (const one of [lead, other]) {
      this.mark(one, 'rebuild', now);
      this.touchPerson(one);
    }
  }

  /** Tells whoever listens that two leads are one person. */
  protected abstract tellMerge(merge: Merge, model: Model, now: number): void;

  /** Takes in what another ledger tells. Errors: Moved, Moving. */
  receive(bucket: number, messages: Message[], model: Model, now: number): void {
    this.buckets.open(bucket);
    for (const message of messages) this.take(message, model, now);
  }

  private take(message: Message, model: Model, now: number): void {
    if (message.kind === 'erase') this.learnErased(message.leads, message.at, message.told ?? [], now);
    else if (message.kind === 'facts') this.learn(message, now);
    else if (message.kind === 'merge') {
      putMerge(this.sql, message.merge);
      this.part(message.merge, now);
    } else if (message.kind === 'unnamed') this.loseName(message.lead, message.name, message.at, now);
    else if (message.kind === 'merged') {
      if (isInForce(this.sql, message.merge.id)) this.tellMerge(message.merge, model, now);
    } else {
      this.hear(message.who, message.said, message.at, now);
      this.mark(message.who.id, [], now);
    }
  }

  /** A name that was said of a lead until then (ms) is another one's, here or in another ledger. */
  protected loseName(lead: string, name: string, at: number, now: number): void {
    if (!this.buckets.holdsLead(lead)) {
      post(this.sql, homeOf(lead), { kind: 'unnamed', lead, name, at }, now);
      return;
    }
    dropNames(this.sql, lead, [name], at);
    this.spread(`l:${lead}`, [], now);
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

  /** Another ledger's facts count here too, once, however often they come. */
  private learn({ parcel, isRebuild, told }: Facts, now: number): void {
    const { subject } = parcel;
    if (this.isOfBefore(parcel)) return;
    for (const merge of parcel.merges) this.learnMerge(merge, now);
    const before = wordsOn(this.sql, subject);
    const isHome = this.buckets.holdsSubject(subject);
    const taken = unpack(this.sql, { ...parcel, ...(isHome ? KNOWN_AT_HOME : {}), merges: [] });
    const fresh = this.withoutErased(taken, parcel);
    if (isRebuild) for (const lead of this.everybodyOf(subject)) this.mark(lead, 'rebuild', now);
    else
      for (const [lead, own, identity] of this.leadsOf(subject, fresh)) {
        const facts = own.map((row) => factOfRow(row, identity));
        this.mark(lead, facts, now);
      }
    if (subject.startsWith('l:')) this.mark(subject.slice(2), [], now);
    for (const { domain } of parcel.accounts)
      for (const lead of peopleOf(this.sql, accountOf(this.sql, String(domain)))) this.mark(lead, [], now);
    // A visitor and a company may count in two ledgers that tell each other: what is no news goes no further.
    const isNews = subject.startsWith('l:') || fresh.length > 0 || before !== wordsOn(this.sql, subject);
    const ids = fresh.map(({ id }) => id);
    if (isNews) this.spread(subject, isRebuild ? null : ids, now, told);
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

  /** Whoever counts a subject, or did until something was said of it. */
  private everybodyOf(subject: string): string[] {
    const name = subject.slice(2);
    if (subject.startsWith('v:')) return leadsOfVisitor(this.sql, subject);
    return subject.startsWith('l:') ? [name] : peopleOf(this.sql, accountOf(this.sql, name));
  }
}
