/** The book of leads: takes entries in, knows which leads lack what, and brings them up to date. All of it synchronous. */
import type { Model } from '../../../shared/model';
import type { Snapshot } from '../../../shared/score';
import { iso } from '../../../shared/score/reason';
import type { WebhookEvent } from '../../../shared/wire';
import type { Named } from '../../named';
import type { Identity } from '../../proof';
import { peopleOf, upsertAccount } from './accounts';
import { fire } from './actions';
import { bucketOfSubject, homeOf } from './buckets';
import { beforeConsent } from './consent';
import { isOfErased } from './erasure';
import { type Evaluation, evaluate, nextLook, snapshotAt, storedSnapshot } from './evaluate';
import { append, type Entry, factOfRow, type Said } from './events';
import { type Merge, standingFor } from './merges';
import { Messages, messageId } from './messages';
import { touch } from './move';
import { addAliases, type Elsewhere, NOWHERE, type Owned, ownersIn, takenFrom, type Word } from './names';
import { owe, settle } from './outbox';
import * as people from './people';
import type { Unmergeable } from './persons';
import { post } from './posts';
import { noteDue, tellBroken, withSla } from './promises';
import { Receiving } from './receiving';
import { isSameRank, standingIn, standingOf } from './standing';
import { accountOf, domainsOf, type Subsidiaries, setSubsidiaries } from './subsidiaries';
import { stretchesOfVisitor, tie } from './ties';

/** A KV write costs as much as 33 object requests: at most one per lead in this time (ms). */
const COPY_EVERY = 10_000;

/** What became of words on a person: stored (with the names that were others' before), no room, or a name is somebody else's. */
export type Put = { moved: Owned[] } | { full: true } | { taken: Owned[] };

export class Book extends Receiving {
  private readonly messages: Messages;

  constructor(sql: SqlStorage) {
    super(sql);
    this.messages = new Messages(sql);
  }

  /** In: entries, the moment of receipt (ms). Errors: Moved, Moving. Out: counts, the places of those whose id or lead is refused, the leads that changed. */
  append(entries: Entry[], now: number) {
    this.buckets.open(...entries.map(({ subject }) => bucketOfSubject(subject)));
    this.buckets.still(...entries.flatMap(({ who }) => who?.bucket ?? []));
    const early = new Set(beforeConsent(this.sql, entries));
    const heard = entries.filter((entry) => !early.has(entry));
    const wanted = heard.filter((entry) => !isOfErased(this.sql, this.tombstones, entry));
    const [known, strangers] = this.split(wanted);
    const { fresh, duplicates, conflicts } = append(this.sql, known, now);
    const changed = new Set<string>();
    for (const entry of fresh) {
      if (entry.who === undefined) continue;
      this.hear(entry.who, entry.said ?? [], entry.at, now);
      if (entry.subject.startsWith('v:')) this.identify(entry, entry.who.id, now, changed);
    }
    for (const [subject, group] of Map.groupBy(fresh, (entry) => entry.subject)) {
      for (const [lead, own, identity] of this.leadsOf(subject, group)) {
        const facts = own.map((entry) => factOfRow({ ...entry, received: now }, identity));
        this.mark(lead, facts, now, changed);
      }
      const ids = group.map(({ id }) => id);
      this.spread(subject, ids, now);
    }
    const unknown = strangers.map(({ index }) => index);
    // Nobody is told who was erased: what is left out was taken, as far as its sender can see.
    const accepted = fresh.length + heard.length - wanted.length;
    const unasked = [...early].map(({ index }) => index);
    return { accepted, duplicates, conflicts, unknown, unasked, leads: [...changed] };
  }

  /** A server may name a lead by its id, which must then be there; everybody else is made on the way. */
  private split(entries: Entry[]): [known: Entry[], strangers: Entry[]] {
    const isStranger = ({ subject, who }: Entry) =>
      subject.startsWith('l:') && who === undefined && !people.isKnown(this.sql, subject.slice(2));
    const strangers = entries.filter(isStranger);
    return [strangers.length === 0 ? entries : entries.filter((entry) => !strangers.includes(entry)), strangers];
  }

  /** Makes two leads one person, and tells whoever listens. */
  mergeTold(lead: string, other: { id: string } | Named, by: string, model: Model, now: number): Merge | Unmergeable {
    const merge = this.merge(lead, other, by, now);
    if (typeof merge === 'string') return merge;
    this.tellMerge(merge, model, now);
    return merge;
  }

  /** It is told with the score of the one who stands for both: where that lives, after everything else that goes there. */
  protected override tellMerge(merge: Merge, model: Model, now: number): void {
    const { id, other, by, at } = merge;
    const standing = standingFor(this.sql, merge.lead);
    if (this.buckets.holdsLead(standing)) {
      const data = { merge: { id, lead: other, by, at: iso(at) } };
      this.tell('lead_merged', standing, data, model, now, messageId(id));
    } else post(this.sql, homeOf(standing), { kind: 'merged', merge }, now);
  }

  /** Out: what became of it; where a name is somebody else's and is not to be taken from them, nothing is stored. */
  putLead(
    who: Named,
    said: Said[],
    aliases: string[],
    word: Omit<Word, 'at'>,
    now: number,
    takesNames = false,
    elsewhere = NOWHERE,
  ): Put {
    this.buckets.open(who.bucket);
    const owners = this.othersNamed(aliases, who.id, elsewhere);
    const taken = takenFrom(this.sql, owners, who.id, elsewhere.standing);
    if (taken.length > 0 && !takesNames) return { taken };
    this.buckets.still(...owners.map(({ lead }) => homeOf(lead)));
    if (!people.upsertLead(this.sql, who, said)) return { full: true };
    addAliases(this.sql, who.id, aliases, { ...word, at: now });
    for (const { lead, name } of owners) this.loseName(lead, name, now, now);
    this.mark(who.id, [], now);
    this.spread(`l:${who.id}`, [], now);
    return { moved: taken };
  }

  /** Out: the leads that have one of these names, here and elsewhere; the one who is to have them is none of them. */
  private othersNamed(names: string[], lead: string, elsewhere: Elsewhere): Owned[] {
    const here = ownersIn(this.sql, names).filter((owner) => this.buckets.holdsLead(owner.lead));
    const there = elsewhere.owned.filter(({ name }) => names.includes(name));
    return [...here, ...there].filter((owner) => owner.lead !== lead);
  }

  /** Its people are scored anew because something is said of their company. Out: whether there was room for it. */
  putAccount(domain: string, bucket: number, said: Said[], now: number): boolean {
    this.buckets.open(bucket);
    if (!upsertAccount(this.sql, domain, bucket, said)) return false;
    for (const lead of peopleOf(this.sql, accountOf(this.sql, domain))) this.mark(lead, [], now);
    this.spread(`a:${domain}`, [], now);
    return true;
  }

  /** Moves the people of every domain that stands for another account now. */
  setSubsidiaries(wanted: Subsidiaries, now: number): void {
    for (const account of setSubsidiaries(this.sql, wanted)) {
      for (const lead of peopleOf(this.sql, account)) this.mark(lead, 'rebuild', now);
      for (const domain of domainsOf(this.sql, account)) this.spread(`a:${domain}`, null, now);
    }
  }

  /** Out: whether the lead is known. */
  addOutcome(lead: string, outcome: people.Outcome, model: Model, now: number): boolean {
    this.buckets.open(homeOf(lead));
    if (!people.isKnown(this.sql, lead)) return false;
    people.addOutcome(this.sql, lead, outcome, now);
    this.mark(lead, [], now);
    this.spread(`l:${lead}`, [], now);
    this.tell(
      'outcome_recorded',
      standingFor(this.sql, lead),
      { outcome: { ...outcome, at: iso(outcome.at) } },
      model,
      now,
    );
    return true;
  }

  /** In: a lead's row. Out: its snapshot with everything that is stored, also what was pending. */
  current(row: people.LeadRow, model: Model, now: number): Snapshot {
    const { id } = row.lead;
    const stored = this.pending.of(id) !== undefined ? undefined : storedSnapshot(this.sql, row, model);
    return stored ?? this.evaluate(id, model, now)?.snapshot ?? snapshotAt(this.sql, row, model, now);
  }

  /** Out: the leads that lack something, at most so many. */
  waiting(most: number): string[] {
    return this.pending.some(most);
  }

  /** Brings one lead up to date; owes what follows from that: the next look, the live message, the copy. */
  evaluate(id: string, model: Model, now: number): Evaluation | undefined {
    if (standingFor(this.sql, id) !== id || !this.buckets.holdsLead(id)) {
      settle(this.sql, 'evaluate', id);
      return undefined;
    }
    const pending = this.pending.of(id);
    const before = standingOf(this.sql, id);
    const recent = model.actions.length === 0 ? [] : (people.leadById(this.sql, id)?.tally?.recent ?? []);
    const done = evaluate(this.sql, id, pending ?? [], model, now);
    this.pending.delete(id);
    settle(this.sql, 'evaluate', id);
    if (done === undefined) return undefined;
    // A row that was copied before this score would bring along a tally without these facts.
    if (this.isMoving) touch(this.sql, `l:${id}`);
    const next = nextLook(done, now);
    if (next !== null) owe(this.sql, 'evaluate', id, next);
    const isNew = pending !== undefined || done.isUnderNewModel;
    if (isNew || !isSameRank(before, standingIn(done.answer))) {
      owe(this.sql, 'live', id, now);
      this.messages.tellChange(before, done.answer, now);
    }
    fire(this.sql, this.messages, { standing: before, recent }, done, model, now);
    const snapshot = withSla(this.sql, done.snapshot);
    const isDueOther = noteDue(this.sql, snapshot);
    if (isDueOther) owe(this.sql, 'live', id, now);
    if (isNew || isDueOther) owe(this.sql, 'copy', id, Math.max(now, done.copiedAt + COPY_EVERY));
    return { ...done, snapshot };
  }

  /** Contact was promised of a lead, and nobody has made it in time: whoever listens is told, and the reps. */
  breach(id: string, model: Model, now: number): void {
    settle(this.sql, 'promise', id);
    const lead = standingFor(this.sql, id);
    const done = this.evaluate(lead, model, now);
    if (done !== undefined) tellBroken(this.sql, this.messages, lead, done.answer, now);
  }

  /** Tells webhooks what has happened to a lead, with its score after that. Nothing is worked out while nobody listens. */
  private tell(event: WebhookEvent, lead: string, data: object, model: Model, now: number, id?: string): void {
    if (!this.messages.isWanted(event)) return;
    const done = this.evaluate(lead, model, now);
    if (done !== undefined) this.messages.tell(event, done.answer, data, now, id);
  }

  /** The visitor of an entry says who it is: from that moment on (and before any such word) its events are that lead's. */
  private identify(entry: Entry, who: string, now: number, changed: Set<string>): void {
    const { subject, at, id, identity = 'claimed' } = entry;
    const before = stretchesOfVisitor(this.sql, subject);
    if (!tie(this.sql, subject, { since: at, lead: who, proof: identity }, id)) return;
    const isKnown = (known: Identity) => known === identity || known === 'verified';
    const isSame = before.length > 0 && before.every((own) => own.lead === who && isKnown(own.identity));
    const concerned = new Set([...before.map(({ lead }) => lead), who]);
    for (const lead of isSame ? [] : concerned) this.mark(lead, 'rebuild', now, changed);
    if (!isSame) this.spread(subject, null, now);
  }
}
