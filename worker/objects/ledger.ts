/** The ledger: the truth about the leads of some buckets. Stores first, answers then, and owes the rest to its outbox. */
import type { Model } from '../../shared/model';
import type { Answer, Snapshot } from '../../shared/score';
import { type Env, workspaceOf } from '../env';
import { deleteSnapshot, writeSnapshot } from '../kv';
import { causeOf, log } from '../log';
import type { Named } from '../named';
import { leadsOfAccount } from './ledger/accounts';
import { Book } from './ledger/book';
import { deliver } from './ledger/delivery';
import { forgetNames, namesToForget } from './ledger/erasure';
import { accountSnapshot, historyOf, snapshotAt } from './ledger/evaluate';
import { type Entry, type Said, type TimelinePlace, timeline } from './ledger/events';
import type { Found, FoundAccount, LeadRef, Wanted } from './ledger/found';
import { familyOf, mergesOf } from './ledger/merges';
import { aliasesOf, type Word } from './ledger/names';
import { dueNow, nextDue, oweAll, oweEverything, postpone } from './ledger/outbox';
import * as people from './ledger/people';
import { PublishedModel } from './ledger/published';
import { type Place, type QueueFilter, queue } from './ledger/queue';
import { recordOf } from './ledger/record';
import { STEPS } from './ledger/tables';
import { stretchesOfLead } from './ledger/ties';
import { Stored } from './stored';

/** So much work at a time, so that ingest gets its turn in between; so many copies side by side. */
const SLICE = 200;
const GROUP = 10;
/** An alarm that failed as a whole is tried again after this long (ms). */
const RETRY = 1000;

export class Ledger extends Stored {
  private book: Book;
  private armedAt = Number.POSITIVE_INFINITY;
  private readonly model: PublishedModel;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, STEPS);
    this.book = new Book(this.sql);
    this.model = new PublishedModel(() => workspaceOf(env).publishedModel());
    ctx.blockConcurrencyWhile(async () => {
      const alarm = await ctx.storage.getAlarm();
      // One that should have rung before we were here rings no more.
      this.armedAt = alarm !== null && alarm > Date.now() ? alarm : Number.POSITIVE_INFINITY;
      this.arm();
    });
  }

  /**
   * In: parsed entries. Out: how many were new, how many known, the places of those whose id stands for other content, and the
   * leads that changed. When it answers, the new ones are stored.
   */
  append(entries: Entry[]) {
    const result = this.transaction((now) => this.book.append(entries, now));
    if (result.leads.length > 0) this.arm();
    return result;
  }

  /** In: who, what a source says of them, their other names, whose word that is. Out: whether there was room for it. */
  putLead(who: Named, said: Said[], aliases: string[], word: Omit<Word, 'at'>): boolean {
    return this.write((now) => this.book.putLead(who, said, aliases, word, now));
  }

  /** In: a domain, its bucket, what a source says of the company. Out: its people, who are scored anew; null without room. */
  putAccount(domain: string, bucket: number, said: Said[]): string[] | null {
    return this.write((now) => this.book.putAccount(domain, bucket, said, now));
  }

  /** In: a lead id, an outcome. Out: whether the lead is known. */
  addOutcome(id: string, outcome: people.Outcome): boolean {
    return this.write((now) => this.book.addOutcome(id, outcome, now));
  }

  /** In: a lead id. Out: every name of that person; null for an unknown one. When it answers, nothing of them is in here. */
  erase(id: string): string[] | null {
    return this.write((now) => this.book.erase(id, now));
  }

  /** In: a lead id, another one or an address, who says so. Out: the merge, or why there is none. */
  merge(id: string, other: { id: string } | Named, by: string) {
    return this.write((now) => this.book.merge(id, other, by, now));
  }

  /** In: a lead id, the id of a merge that concerns it, who says so. Out: the merge, which has ended, or null. */
  undoMerge(id: string, merge: string, by: string) {
    return this.write((now) => this.book.undoMerge(id, merge, by, now));
  }

  /** In: a lead id. Out: every merge that concerns it, oldest first, or null. */
  merges(id: string) {
    return people.leadById(this.sql, id) === undefined ? null : mergesOf(this.sql, id);
  }

  /** Scores by this model from now on: everybody who was scored by another one is scored anew, in slices. */
  adopt(model: Model): void {
    this.model.tell(model);
    this.write((now) => oweAll(this.sql, model.version, now));
  }

  /** In: which lead, as of when and under which model. Out: what its score is computed from, or null. */
  async find(ref: LeadRef, { at, model }: Wanted): Promise<Found | null> {
    const published = await this.model.get();
    const row = this.resolve(ref);
    if (row === undefined) return null;
    const under = model ?? published;
    const isPast = at !== undefined || under.version !== published.version;
    if (isPast) return { snapshot: snapshotAt(this.sql, row, under, at ?? Date.now()), model: under };
    return { snapshot: this.current(row, published), model: published };
  }

  /** In: a domain. Out: the company as one lead, and its people, or null when nothing is known of it. */
  async findAccount(domain: string, { at, model }: Wanted): Promise<FoundAccount | null> {
    const published = await this.model.get();
    const under = model ?? published;
    const isPast = at !== undefined || under.version !== published.version;
    const rows = leadsOfAccount(this.sql, domain);
    const snapshot = accountSnapshot(this.sql, domain, rows, under, at ?? Date.now());
    if (rows.length === 0 && snapshot.account === null && snapshot.tally.touches === 0) return null;
    const shown = rows.filter(({ lead }) => !lead.optedOut).slice(0, SLICE);
    const members = shown.map((row) =>
      isPast ? snapshotAt(this.sql, row, under, at ?? Date.now()) : this.current(row, published),
    );
    return { snapshot, model: under, people: rows.length, members };
  }

  /** In: filters and order, where the last page ended. Out: a page of snapshots, each with its place in the order. */
  async queue(
    query: QueueFilter,
    after: Place | null,
  ): Promise<{ model: Model; entries: { snapshot: Snapshot; place: Place }[] }> {
    const model = await this.model.get();
    for (const id of this.book.waiting(SLICE)) this.evaluate(id, model);
    const entries = queue(this.sql, query, after).map(({ row, place }) => ({
      snapshot: this.current(row, model),
      place,
    }));
    return { model, entries };
  }

  /** In: a lead id, moments (ms, ascending). Out: its scores then under the published model, or null. */
  async history(id: string, moments: number[]): Promise<Answer[] | null> {
    const model = await this.model.get();
    const row = people.leadById(this.sql, id);
    return row === undefined ? null : historyOf(this.sql, row, model, moments);
  }

  /** In: a lead id. Out: what is recorded of it beside its score, or null. */
  record(id: string) {
    const row = people.leadById(this.sql, id);
    return row === undefined ? null : recordOf(this.sql, row.lead);
  }

  /** In: a lead id, a page's size, where the last one ended. Out: its raw events, newest first, or null. */
  timeline(id: string, limit: number, after: TimelinePlace | null) {
    const row = people.leadById(this.sql, id);
    return row === undefined ? null : timeline(this.sql, stretchesOfLead(this.sql, row.lead), limit, after);
  }

  /** Never throws: what fails is owed again, and the alarm is always set for what is owed. */
  override async alarm(): Promise<void> {
    this.armedAt = Number.POSITIVE_INFINITY;
    try {
      const model = await this.model.get();
      for (const id of dueNow(this.sql, 'evaluate', Date.now(), SLICE)) this.evaluate(id, model);
      await deliver(this.sql, 'live', SLICE, (leads) => this.publish(leads));
      await deliver(this.sql, 'copy', GROUP, (leads) => this.copy(leads));
      await deliver(this.sql, 'forget', GROUP, (leads) => this.forget(leads));
      this.arm();
    } catch (thrown) {
      log('alarm_failed', { cause: causeOf(thrown) });
      this.armedAt = Date.now() + RETRY;
      await this.ctx.storage.setAlarm(this.armedAt);
    }
  }

  protected override refilled(): void {
    oweEverything(this.sql, Date.now());
    this.book = new Book(this.sql);
    this.model.forget();
    this.arm();
  }

  /** One transaction. When it fails, SQL is as before; what the book holds in memory must be read from there again. */
  private transaction<T>(work: (now: number) => T): T {
    try {
      return this.ctx.storage.transactionSync(() => work(Date.now()));
    } catch (thrown) {
      this.book = new Book(this.sql);
      throw thrown;
    }
  }

  /** One transaction, then the alarm for what it owes. */
  private write<T>(work: (now: number) => T): T {
    const result = this.transaction(work);
    this.arm();
    return result;
  }

  /** Brings one lead up to date; one that cannot be is tried again later and holds up nobody else. */
  private evaluate(id: string, model: Model): void {
    try {
      this.write((now) => this.book.evaluate(id, model, now));
    } catch (thrown) {
      log('evaluation_failed', { lead: id, cause: causeOf(thrown) });
      postpone(this.sql, 'evaluate', id, Date.now());
    }
  }

  private current(row: people.LeadRow, model: Model): Snapshot {
    return this.write((now) => this.book.current(row, model, now));
  }

  private resolve(ref: LeadRef): people.LeadRow | undefined {
    if ('id' in ref) return people.leadById(this.sql, ref.id);
    return 'hash' in ref ? people.leadByHash(this.sql, ref.hash) : people.leadByAlias(this.sql, ref.alias);
  }

  /** The model is asked for at the last moment: another one may have been published while others were delivered. */
  private async publish(leads: string[]): Promise<void> {
    const model = await this.model.get();
    await workspaceOf(this.env).publish(this.snapshotsOf(leads, model), model.version);
  }

  private async copy(leads: string[]): Promise<void> {
    const snapshots = this.snapshotsOf(leads, await this.model.get());
    const aliases = (id: string) => aliasesOf(this.sql, familyOf(this.sql, id)).map(({ name }) => name);
    await Promise.all(snapshots.map((snapshot) => writeSnapshot(this.env, snapshot, aliases(snapshot.lead.id))));
    for (const { lead } of snapshots) people.setCopiedAt(this.sql, lead.id, Date.now());
  }

  private async forget(leads: string[]): Promise<void> {
    await workspaceOf(this.env).forget(leads);
    await Promise.all(leads.map((id) => deleteSnapshot(this.env, id, namesToForget(this.sql, id))));
    for (const id of leads) forgetNames(this.sql, id);
  }

  private snapshotsOf(leads: string[], model: Model): Snapshot[] {
    const rows = leads.map((id) => people.leadById(this.sql, id)).filter((row) => row !== undefined);
    return rows.map((row) => this.current(row, model));
  }

  /** One alarm for everything that is owed: moved forward when something is due earlier. */
  private arm(): void {
    const due = nextDue(this.sql);
    if (due === null || due >= this.armedAt) return;
    this.armedAt = due;
    void this.ctx.storage.setAlarm(due);
  }
}
