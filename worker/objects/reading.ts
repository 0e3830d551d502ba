/** What a ledger answers: leads as they are scored now and were scored then, each brought up to date before it is shown. */
import { bucketOf } from '../../shared/id';
import type { Model } from '../../shared/model';
import type { Answer, Snapshot } from '../../shared/score';
import { type Env, workspaceOf } from '../env';
import { causeOf, log } from '../log';
import { Alarm } from './alarm';
import { peopleOf } from './ledger/accounts';
import { Book } from './ledger/book';
import { historyOf, snapshotAt } from './ledger/evaluate';
import { type TimelinePlace, timeline } from './ledger/events';
import { type ExportPage, type ExportPlace, exportPage, type Held, leadsAfter } from './ledger/exports';
import type { Found, LeadRef, Wanted } from './ledger/found';
import { lineOf, mergesOf } from './ledger/merges';
import { type Kind, nextDue, postpone, resume } from './ledger/outbox';
import * as people from './ledger/people';
import { PublishedModel } from './ledger/published';
import { type Place, type QueueFilter, queue } from './ledger/queue';
import { recordOf } from './ledger/record';
import { type Company, companyIn, type PeoplePage, peoplePage } from './ledger/roll-up';
import { accountOf } from './ledger/subsidiaries';
import { STEPS } from './ledger/tables';
import { stretchesOfLead } from './ledger/ties';
import { Stored } from './stored';

/** So much work at a time, so that ingest gets its turn in between. */
const SLICE = 200;

export abstract class Reading extends Stored {
  protected book: Book;
  protected readonly alarmClock: Alarm;
  protected readonly model: PublishedModel;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, STEPS);
    this.book = new Book(this.sql);
    resume(this.sql, Date.now());
    this.alarmClock = new Alarm(ctx.storage);
    this.model = new PublishedModel(() => workspaceOf(env).publishedModel());
    ctx.blockConcurrencyWhile(async () => {
      await this.alarmClock.begin();
      this.arm();
    });
  }

  /** In: which lead, as of when and under which model. Out: what its score is computed from, or null. */
  async find(ref: LeadRef, { at, model }: Wanted): Promise<Found | null> {
    const published = await this.model.get();
    const row = this.resolve(ref);
    if (row === undefined || !this.book.buckets.holdsLead(row.lead.id)) return null;
    const under = model ?? published;
    const isPast = at !== undefined || under.version !== published.version;
    if (isPast) return { snapshot: snapshotAt(this.sql, row, under, at ?? Date.now()), model: under };
    return { snapshot: this.current(row, published), model: published };
  }

  /** The same for a name that does not tell in which ledger its lead is; the other ledgers. */
  async seek(ref: LeadRef, wanted: Wanted): Promise<{ found: Found | null; ledgers: string[] }> {
    return { found: await this.find(ref, wanted), ledgers: this.book.buckets.names() };
  }

  /** In: a domain. Out: the account that it stands for, without its people. */
  async company(domain: string, { at = Date.now(), model }: Wanted): Promise<Company> {
    const published = await this.model.get();
    this.book.buckets.here(bucketOf(accountOf(this.sql, domain)));
    return companyIn(this.sql, domain, model ?? published, at);
  }

  /** In: a domain, after whom to go on. Out: a page of the people of its account who are here; the other ledgers. */
  async peopleOf(domain: string, wanted: Wanted, after: string | null): Promise<PeoplePage & { ledgers: string[] }> {
    const published = await this.model.get();
    const { at = Date.now(), model = published } = wanted;
    const isPast = wanted.at !== undefined || model.version !== published.version;
    const member = (row: people.LeadRow) =>
      isPast ? snapshotAt(this.sql, row, model, at) : this.current(row, published);
    const { buckets } = this.book;
    return { ...peoplePage(this.sql, domain, buckets.holdsLead, after, at, member), ledgers: buckets.names() };
  }

  /** In: a domain. Out: who of its account stands for themselves here; the other ledgers. */
  colleaguesOf(domain: string): { leads: string[]; ledgers: string[] } {
    const { buckets } = this.book;
    return {
      leads: peopleOf(this.sql, accountOf(this.sql, domain)).filter(buckets.holdsLead),
      ledgers: buckets.names(),
    };
  }

  /** In: filters and order, where the last page ended. Out: a page of snapshots, each with its place in the order; the other ledgers. */
  async queue(
    query: QueueFilter,
    after: Place | null,
  ): Promise<{ model: Model; entries: { snapshot: Snapshot; place: Place }[]; ledgers: string[] }> {
    const model = await this.model.get();
    for (const id of this.book.waiting(SLICE)) this.evaluate(id, model);
    const entries = queue(this.sql, query, after).map(({ row, place }) => ({
      snapshot: this.current(row, model),
      place,
    }));
    return { model, entries, ledgers: this.book.buckets.names() };
  }

  /** In: a lead id, moments (ms, ascending). Out: its scores then under the published model, or null. */
  async history(id: string, moments: number[]): Promise<Answer[] | null> {
    const model = await this.model.get();
    const row = this.leadHere(id);
    return row === undefined ? null : historyOf(this.sql, row, model, moments);
  }

  /** In: a lead id. Out: what is recorded of it beside its score, or null. */
  record(id: string) {
    const row = this.leadHere(id);
    return row === undefined ? null : recordOf(this.sql, row.lead);
  }

  /** In: a lead id, a page's size, where the last one ended. Out: its raw events, newest first, or null. */
  timeline(id: string, limit: number, after: TimelinePlace | null) {
    const row = this.leadHere(id);
    return row === undefined ? null : timeline(this.sql, stretchesOfLead(this.sql, row.lead), limit, after);
  }

  /** In: what is exported, where the last page ended. Out: a page of it. */
  exported(what: Held, after: ExportPlace | null): ExportPage {
    return exportPage(this.sql, what, after, this.book.buckets);
  }

  /** In: where the last page ended. Out: a page of snapshots, each of a lead that stands for itself. */
  async scored(after: ExportPlace | null) {
    const model = await this.model.get();
    const { ids, next } = leadsAfter(this.sql, after, this.book.buckets);
    return { model, snapshots: this.snapshotsOf(ids, model), next };
  }

  /** In: a lead id. Out: every merge that concerns it, oldest first, or null. */
  merges(id: string) {
    return this.leadHere(id) === undefined ? null : mergesOf(this.sql, id);
  }

  /** One transaction. When it fails, SQL is as before; what the book holds in memory must be read from there again. */
  protected transaction<T>(work: (now: number) => T): T {
    try {
      return this.ctx.storage.transactionSync(() => work(Date.now()));
    } catch (thrown) {
      this.book = new Book(this.sql);
      throw thrown;
    }
  }

  /** One transaction, then the alarm for what it owes. */
  protected write<T>(work: (now: number) => T): T {
    const result = this.transaction(work);
    this.arm();
    return result;
  }

  /** Brings one lead up to date. */
  protected evaluate(id: string, model: Model): void {
    this.attempt('evaluate', id, (now) => this.book.evaluate(id, model, now));
  }

  /** What cannot be done for one lead is tried again later, and holds up nobody else. */
  protected attempt(kind: Kind, id: string, work: (now: number) => unknown): void {
    try {
      this.write(work);
    } catch (thrown) {
      log('evaluation_failed', { kind, lead: id, cause: causeOf(thrown) });
      postpone(this.sql, kind, id, Date.now());
    }
  }

  protected current(row: people.LeadRow, model: Model): Snapshot {
    return this.write((now) => this.book.current(row, model, now));
  }

  private resolve(ref: LeadRef): people.LeadRow | undefined {
    if ('id' in ref) return this.leadHere(ref.id);
    return 'hash' in ref ? people.leadByHash(this.sql, ref.hash) : people.leadByAlias(this.sql, ref.alias);
  }

  /** Errors: Moved when whoever stands for the lead is in another ledger. */
  protected leadHere(id: string): people.LeadRow | undefined {
    this.book.buckets.hereLine(lineOf(this.sql, id));
    return people.leadById(this.sql, id);
  }

  protected snapshotsOf(leads: string[], model: Model): Snapshot[] {
    return this.rowsOf(leads).map((row) => this.current(row, model));
  }

  protected rowsOf(leads: string[]): people.LeadRow[] {
    return leads.map((id) => people.leadById(this.sql, id)).filter((row) => row !== undefined);
  }

  /** One alarm for everything that is owed. */
  protected arm(): void {
    this.alarmClock.set(nextDue(this.sql));
  }
}
