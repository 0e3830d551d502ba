/** The ledger: the truth about the leads of some buckets. Stores first, answers then, and owes the rest to its outbox. */
import type { Model } from '../../shared/model';
import { webhookNamed, workspaceOf } from '../env';
import { deleteSnapshot, writeSnapshot } from '../kv';
import type { Named } from '../named';
import { Book, type Put } from './ledger/book';
import { homeOf } from './ledger/buckets';
import { oweDeed, tellDeeds } from './ledger/deeds';
import { deliver } from './ledger/delivery';
import { forgetNames, isErased, namesToForget } from './ledger/erasure';
import { storedSnapshot } from './ledger/evaluate';
import type { Entry, Said } from './ledger/events';
import { familyOf, lineOf, mergesOf, standingFor } from './ledger/merges';
import { handOver, type Listener, REPS, setListeners } from './ledger/messages';
import { aliasesOf } from './ledger/names';
import { dueNow, type Kind, nextDue, oweAll, oweEverything } from './ledger/outbox';
import * as people from './ledger/people';
import { append, put, type RowAnswer, type RowWord } from './ledger/rows';
import type { Subsidiaries } from './ledger/subsidiaries';
import { Naming } from './naming';
import type { Actor, Deed } from './workspace/audit';

/** So much work at a time, of which so much at a stretch, so that ingest gets its turn in between; so many copies side by side. */
const SLICE = 200;
const TURN = 20;
const GROUP = 10;

export class Ledger extends Naming {
  /**
   * In: parsed entries. Out: how many were new, how many known, the places of those whose id stands for other content, and the
   * leads that changed. When it answers, the new ones are stored, and with them whose deed they are.
   */
  append(entries: Entry[], deed?: Deed) {
    const result = this.transaction((now) => {
      const appended = this.book.append(entries, now);
      if (deed !== undefined && appended.accepted > 0) oweDeed(this.sql, deed);
      return appended;
    });
    // Nobody here may have changed, and yet another ledger is to be told.
    if (result.leads.length > 0 || !this.book.buckets.isWhole) this.arm();
    this.oweSweep();
    return result;
  }

  /** In: who, what a source says of them, their other names, whose word that is, whether names may be taken from others. Out: what became of it. */
  putLead(who: Named, said: Said[], aliases: string[], source: string, by: Actor, takesNames: boolean): Promise<Put> {
    const word = { by: by.holder, source };
    return this.inTurn([{ who, aliases }], (elsewhere) =>
      this.done(
        (now) => this.book.putLead(who, said, aliases, word, now, takesNames, elsewhere),
        (put) => {
          const from = 'moved' in put ? put.moved.map(({ lead }) => lead) : [];
          return from.length > 0 && { by, action: 'names_moved', target: who.id, detail: { from } };
        },
      ),
    );
  }

  /** In: a domain, its bucket, what a source says of the company. Out: whether there was room for that; then its people are scored anew. */
  putAccount(domain: string, bucket: number, said: Said[]): boolean {
    return this.write((now) => this.book.putAccount(domain, bucket, said, now));
  }

  /** Which domains stand for which account from now on; their people move with them, in one transaction. */
  setSubsidiaries(wanted: Subsidiaries): void {
    this.write((now) => this.book.setSubsidiaries(wanted, now));
  }

  /** In: a lead id, an outcome, who says so. Out: whether the lead is known. */
  async addOutcome(id: string, outcome: people.Outcome, by: Actor): Promise<boolean> {
    const model = await this.model.get();
    const deed = { by, action: 'outcome_recorded', target: id, detail: { outcome: outcome.outcome } };
    return this.done(
      (now) => this.book.addOutcome(id, outcome, model, now),
      // What a CRM tells by the thousand stands with the lead; the log is of what people do.
      (isKnown) => isKnown && by.kind !== 'secret' && deed,
    );
  }

  /** In: touches of a file. Out: the same as of others. */
  appendRows(entries: Entry[]) {
    return this.write((now) => this.book.inBulk(() => append(this.sql, this.book, entries, now)));
  }

  /** In: other rows of a file. Out: what became of each. */
  async putRows(rows: RowWord[]): Promise<RowAnswer[]> {
    const model = await this.model.get();
    const people = rows.filter((row) => 'who' in row);
    return this.inTurn(people, (elsewhere) =>
      this.write((now) => this.book.inBulk(() => put(this.sql, this.book, rows, model, now, elsewhere))),
    );
  }

  /** In: a lead id, whose deed it is. Out: every name of that person; null for an unknown one. When it answers, nothing of them is where they lived. */
  async erase(id: string, by: Actor): Promise<string[] | null> {
    this.openPeople(id, familyOf(this.sql, standingFor(this.sql, id)));
    const deed = { by, action: 'lead_erased', target: id };
    const names = this.done(
      (now) => this.book.erase(id, now),
      (known) => known !== null && deed,
    );
    await this.tellHomes(names ?? []);
    return names;
  }

  /**
   * In: a lead that stands for itself (in any ledger), another one or an address, which are at home here, who says so. Out: the
   * merge, or why there is none. When it answers, the lead's ledger knows.
   */
  async merge(id: string, other: { id: string } | Named, by: Actor) {
    const model = await this.model.get();
    this.openPeople(other.id, [id]);
    const deed = { by, action: 'leads_merged', target: id };
    const merge = this.done(
      (now) => this.book.mergeTold(id, other, by.holder, model, now),
      (made) => typeof made !== 'string' && { ...deed, detail: { other: made.other, merge: made.id } },
    );
    if (typeof merge !== 'string') await this.tellHomes([merge.lead, merge.other]);
    return merge;
  }

  /** In: a lead id, the id of a merge that concerns it, who says so. Out: the merge, which has ended, or null. */
  async undoMerge(id: string, merge: string, by: Actor) {
    const both = mergesOf(this.sql, id).filter((one) => one.id === merge);
    this.openPeople(
      id,
      both.flatMap(({ lead, other }) => [lead, other]),
    );
    const deed = { by, action: 'merge_undone', target: id, detail: { merge } };
    const undone = this.done(
      (now) => this.book.undoMerge(id, merge, by.holder, now),
      // One that has ended before stays as it ended, and is nobody's deed again.
      (ended, now) => ended?.undoneAt === now && deed,
    );
    if (undone !== null) await this.tellHomes([undone.lead, undone.other]);
    return undone;
  }

  /** In: a lead, others who are concerned. Errors: Moved when the one who stands for it is not here; Moving while one of them is on its way. */
  private openPeople(id: string, others: string[]): void {
    const { buckets } = this.book;
    buckets.openLine(lineOf(this.sql, id));
    buckets.still(...others.map((one) => homeOf(one)));
  }

  /** Scores by this model from now on: everybody who was scored by another one is scored anew, in slices. */
  adopt(model: Model): void {
    this.model.tell(model);
    this.write((now) => oweAll(this.sql, model.version, now));
  }

  /** In: who listens to what from now on, and the count of changes to that. */
  listen(version: number, listeners: Listener[]): void {
    this.transaction(() => setListeners(this.sql, version, listeners));
    this.book = new Book(this.sql);
  }

  /** What fails is owed again; copies, which take longest, come last. */
  override alarm(): Promise<void> {
    return this.alarmClock.ring(async () => {
      const model = await this.model.get();
      await this.inTurns('evaluate', (id) => this.evaluate(id, model));
      await this.inTurns('promise', (id) => this.attempt('promise', id, (now) => this.book.breach(id, model, now)));
      await this.goOn();
      await deliver(this.sql, 'live', SLICE, (leads) => this.publish(leads));
      await deliver(this.sql, 'message', SLICE, (leads) =>
        handOver(this.sql, leads, Date.now(), (id, messages) =>
          id === REPS ? workspaceOf(this.env).alert(messages) : webhookNamed(this.env, id).take(id, messages),
        ),
      );
      await deliver(this.sql, 'audit', 1, () => tellDeeds(this.sql, (deeds) => workspaceOf(this.env).note(deeds)));
      await deliver(this.sql, 'copy', GROUP, (leads) => this.copy(leads));
      await deliver(this.sql, 'forget', GROUP, (leads) => this.forget(leads));
      return nextDue(this.sql);
    });
  }

  /** Works off what is due of a kind; others have their turn in between. */
  private async inTurns(kind: Kind, work: (lead: string) => void): Promise<void> {
    for (const [n, lead] of dueNow(this.sql, kind, Date.now(), SLICE).entries()) {
      if (n > 0 && n % TURN === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      work(lead);
    }
  }

  /** In: a change, whose deed its result is (false: nobody's). Both are one transaction. */
  private done<T>(work: (now: number) => T, deedOf: (result: T, now: number) => Omit<Deed, 'at'> | false): T {
    return this.write((now) => {
      const result = work(now);
      const deed = deedOf(result, now);
      if (deed !== false) oweDeed(this.sql, { ...deed, at: now });
      return result;
    });
  }

  protected override refilled(): void {
    oweEverything(this.sql, Date.now());
    this.book = new Book(this.sql);
    this.model.forget();
    this.arm();
  }

  /** The model is asked for at the last moment: another one may have been published while others were delivered. */
  private async publish(leads: string[]): Promise<void> {
    const model = await this.model.get();
    await workspaceOf(this.env).publish(this.snapshotsOf(leads, model), model.version);
  }

  /** What is pending is looked at when that is due, which owes a copy anew: it is not looked at for this one. */
  private async copy(leads: string[]): Promise<void> {
    const model = await this.model.get();
    const snapshots = this.rowsOf(leads).map((row) => storedSnapshot(this.sql, row, model) ?? this.current(row, model));
    const aliases = (id: string) => aliasesOf(this.sql, familyOf(this.sql, id)).map(({ name }) => name);
    await Promise.all(snapshots.map((snapshot) => writeSnapshot(this.env, snapshot, aliases(snapshot.lead.id))));
    for (const { lead } of snapshots) people.setCopiedAt(this.sql, lead.id, Date.now());
  }

  private async forget(leads: string[]): Promise<void> {
    await workspaceOf(this.env).forget(leads);
    const erased = leads.filter((id) => isErased(this.sql, id));
    if (erased.length > 0) await workspaceOf(this.env).webhooks.forget(erased);
    await Promise.all(leads.map((id) => deleteSnapshot(this.env, id, namesToForget(this.sql, id))));
    for (const id of leads) forgetNames(this.sql, id);
  }
}
