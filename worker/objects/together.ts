/** What ledgers have to do with each other: facts that count in another one, and buckets that move to a new one. */
import { DAY, HOUR } from '../../shared/event';
import { bucketOfLead } from '../../shared/id';
import { ledgerNamed, type Remote, workspaceOf } from '../env';
import { causeOf, log } from '../log';
import type { Named } from '../named';
import type { Ledger } from './ledger';
import { Book } from './ledger/book';
import { Moving, movedIn } from './ledger/buckets';
import { deliver } from './ledger/delivery';
import { lineOf } from './ledger/merges';
import { listening, setListeners } from './ledger/messages';
import * as moves from './ledger/move';
import { dueNow, owe, settle } from './ledger/outbox';
import { type Parcel, unpack } from './ledger/parcel';
import { hasPosts, type Message, sendPosts } from './ledger/posts';
import { sweep } from './ledger/retention';
import { type Subsidiaries, setSubsidiaries, subsidiariesIn } from './ledger/subsidiaries';
import { Reading } from './reading';

/** A move works for so long at a stretch, and tries again after so long (ms). */
const STRETCH = 200;
const AGAIN = 1000;
/** What was written last is copied in at most so many slices at a stretch; the buckets are given up when nothing is left. */
const ROUNDS = 100;

/** What is older than it may be is looked for once a day, first an hour after the first event (ms). */
const SWEEP_EVERY = DAY;
const FIRST_SWEEP = HOUR;

/** Whether a move has more to do, at once or later. */
type Progress = 'more' | 'later' | 'done';

export interface Opening {
  elsewhere: [bucket: number, ledger: string][];
  owed: moves.Owed[];
  subsidiaries: Subsidiaries;
  listeners: ReturnType<typeof listening>;
}

export abstract class Together extends Reading {
  private isSweepOwed = false;
  private sweptTo = '';

  /** In: a bucket of ours, what another ledger tells of it. Errors: Moved, Moving. */
  async receive(bucket: number, messages: Message[]): Promise<void> {
    const model = await this.model.get();
    this.write((now) => this.book.receive(bucket, messages, model, now));
  }

  /** In: a lead, or an address that is to become one. Out: the lead that stands for it, null for an unknown one. Errors: Moved, Moving. */
  standing(one: { id: string } | Named): string | null {
    this.book.buckets.openLine(lineOf(this.sql, one.id));
    return this.write(() => this.book.standing(one));
  }

  /** Begins to move buckets to a new ledger. Out: whether that, or the same move before, is under way; there is one at a time. */
  beginMove(source: string, target: string, buckets: number[]): boolean {
    const known = moves.moveIn(this.sql);
    if (known !== undefined) return known.target === target;
    this.write((now) => moves.beginMove(this.sql, source, target, buckets, now));
    this.book = new Book(this.sql);
    return true;
  }

  /** Out: how far a move has come, or null. */
  moving() {
    const move = moves.moveIn(this.sql);
    return move === undefined ? null : { target: move.target, phase: move.phase, cursor: move.cursor };
  }

  /** A new ledger takes in what it will hold. Nobody asks for it yet. */
  takeIn(parcels: Parcel[]): void {
    this.transaction(() => {
      for (const parcel of parcels) unpack(this.sql, parcel);
    });
  }

  /** A new ledger opens: from now on it answers for its buckets. */
  openUp({ elsewhere, owed, subsidiaries, listeners }: Opening): void {
    this.transaction((now) => {
      this.sql.exec('DELETE FROM elsewhere');
      for (const [bucket, ledger] of elsewhere)
        this.sql.exec('INSERT INTO elsewhere (bucket, ledger) VALUES (?, ?)', bucket, ledger);
      for (const { lead, kind, dirty } of owed) owe(this.sql, kind, lead, now, dirty === 1);
      setSubsidiaries(this.sql, subsidiaries);
      setListeners(this.sql, listeners.version, listeners.webhooks);
    });
    this.book = new Book(this.sql);
    this.arm();
  }

  /** Tells others what is owed to them, and takes a move further. Never throws. */
  protected async goOn(): Promise<void> {
    await deliver(this.sql, 'post', 1, (buckets) => this.tell(Number(buckets[0])));
    if (dueNow(this.sql, 'sweep', Date.now(), 1).length > 0) await this.sweepOn();
    if (dueNow(this.sql, 'move', Date.now(), 1).length === 0) return;
    // Whatever happens meanwhile, there is a next time.
    settle(this.sql, 'move', '');
    owe(this.sql, 'move', '', Date.now() + AGAIN);
    try {
      const until = Date.now() + STRETCH;
      let state: Progress = 'more';
      while (state === 'more' && Date.now() < until) state = await this.moveOn();
      if (state === 'more') owe(this.sql, 'move', '', Date.now());
      if (state === 'done') settle(this.sql, 'move', '');
    } catch (thrown) {
      log('move_failed', { cause: causeOf(thrown) });
    }
  }

  /** There is something that will be too old one day. */
  protected oweSweep(): void {
    if (this.isSweepOwed) return;
    this.isSweepOwed = true;
    this.write((now) => owe(this.sql, 'sweep', '', now + FIRST_SWEEP));
  }

  /** One slice; ingest gets its turn before the next. After a crash it begins anew. */
  private async sweepOn(): Promise<void> {
    settle(this.sql, 'sweep', '');
    owe(this.sql, 'sweep', '', Date.now() + FIRST_SWEEP);
    const retention = await workspaceOf(this.env).retention();
    const next = this.transaction((now) => sweep(this.sql, this.sweptTo, retention, now));
    this.sweptTo = next ?? '';
    settle(this.sql, 'sweep', '');
    owe(this.sql, 'sweep', '', next === null ? Date.now() + SWEEP_EVERY : Date.now());
  }

  /** In: names, of which some are leads. Their ledgers hear at once what is owed to them, if that can be. */
  protected async tellHomes(names: string[]): Promise<void> {
    const homes = new Set(names.map((name) => bucketOfLead(name)).filter((bucket) => bucket !== undefined));
    for (const bucket of homes)
      if (!this.book.buckets.holds(bucket))
        await this.tell(bucket).catch((thrown) => log('post_failed', { cause: causeOf(thrown) }));
  }

  /** Sends everything that is owed to a bucket elsewhere. */
  private tell = (bucket: number): Promise<void> =>
    sendPosts(this.sql, bucket, (messages) => this.askAt(bucket, (ledger) => ledger.receive(bucket, messages)));

  /** In: a bucket elsewhere, what to ask whoever holds it. Out: the answer, wherever the bucket has gone meanwhile, or whoever is asked for. Errors: Moving. */
  protected async askAt<T>(wanted: number, ask: (ledger: Remote<Ledger>) => Promise<T>): Promise<T> {
    const places = new Map(this.book.buckets.map());
    const asked = new Set<string>();
    for (let bucket = wanted; ; ) {
      const name = places.get(bucket);
      if (name === undefined) throw new Error(`bucket ${bucket} is here`);
      if (asked.has(`${bucket} ${name}`)) throw new Moving('between two ledgers');
      asked.add(`${bucket} ${name}`);
      try {
        return await ask(ledgerNamed(this.env, name));
      } catch (thrown) {
        const moved = movedIn(thrown);
        if (moved === undefined) throw thrown;
        // Who no longer has the bucket knows better where it is than whoever sent us there.
        const next = new Map(moved.buckets).get(bucket);
        if (next === undefined) bucket = moved.bucket;
        places.set(bucket, next ?? moved.to);
      }
    }
  }

  private async moveOn(): Promise<Progress> {
    const move = moves.moveIn(this.sql);
    if (move === undefined) return 'done';
    if (move.phase === 'copying') return this.copyOn(move);
    if (move.phase === 'closing') return this.close(move);
    if (move.phase === 'telling') {
      await workspaceOf(this.env).moved(move.target);
      moves.proceed(this.sql, 'purging', '');
      return 'more';
    }
    // What others are still to be told is read when it is sent.
    if (hasPosts(this.sql)) return 'later';
    return this.transaction(() => moves.purge(this.sql, move, this.book.buckets.holds)) ? 'more' : 'done';
  }

  private async copyOn(move: moves.Move): Promise<Progress> {
    if (await this.copySlice(move)) return 'more';
    this.transaction(() => moves.proceed(this.sql, 'closing', moves.COPIED));
    this.book = new Book(this.sql);
    return 'more';
  }

  private async close(move: moves.Move): Promise<Progress> {
    for (let round = 0; await this.copySlice(move); round++) if (round === ROUNDS) return 'later';
    const { buckets } = this.book;
    const own = Array.from({ length: 256 }, (_, bucket) => bucket).filter(buckets.holds);
    const staying = own.filter((bucket) => !move.buckets.includes(bucket));
    const elsewhere = [...buckets.map(), ...staying.map((bucket): [number, string] => [bucket, move.source])];
    const owed = moves.owedIn(this.sql, move.buckets);
    const known = { subsidiaries: subsidiariesIn(this.sql), listeners: listening(this.sql) };
    await this.targetOf(move).openUp({ elsewhere, owed, ...known });
    this.write((now) => moves.giveUp(this.sql, move, now));
    this.book = new Book(this.sql);
    return 'more';
  }

  /** Out: whether there was something to copy. */
  private async copySlice(move: moves.Move): Promise<boolean> {
    const next = moves.nextCopies(this.sql, move);
    if (next === null) return false;
    for (const load of moves.loads(this.sql, next.subjects, move.buckets)) await this.targetOf(move).takeIn(load);
    this.transaction(next.done);
    return true;
  }

  private targetOf = ({ target }: moves.Move) => ledgerNamed(this.env, target);
}
