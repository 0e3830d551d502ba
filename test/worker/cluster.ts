/** Ledgers without the platform: the real objects over Node's SQLite, calling each other with pauses that a test draws, so that work interleaves. */
import { vi } from 'vitest';
import type { Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Answer, Snapshot } from '../../shared/score';
import { movedIn } from '../../worker/objects/ledger/buckets';
import type { Entry, Said, Touch } from '../../worker/objects/ledger/events';
import type { Merge } from '../../worker/objects/ledger/merges';
import type { Listener, Message } from '../../worker/objects/ledger/messages';
import type { Outcome } from '../../worker/objects/ledger/people';
import type { recordOf } from '../../worker/objects/ledger/record';
import type { Company, PeoplePage } from '../../worker/objects/ledger/roll-up';
import { Turns } from '../../worker/objects/workspace/turns';
import { emptyStorage } from './sqlite.ts';
import './platform.ts';

/** The platform's part is played here; the module is read apart from our own types. */
const modules = { ledger: '../../worker/objects/ledger.ts' };

type Later<T> = T | Promise<T>;
/** What a test asks of a ledger. */
export interface Ledger {
  append(entries: Entry[]): Later<{ accepted: number }>;
  putLead(who: object, said: Said[], aliases: string[], source: string, by: object, takesNames: boolean): Later<object>;
  addOutcome(id: string, outcome: Outcome, by: object): Later<boolean>;
  standing(one: { id: string }): Later<string | null>;
  merge(id: string, other: { id: string }, by: object): Later<Merge | string>;
  undoMerge(id: string, merge: string, by: object): Later<Merge | null>;
  find(ref: { id: string }, wanted: { at?: number }): Later<{ snapshot: Snapshot } | null>;
  company(domain: string, wanted: { at?: number }): Later<Company>;
  peopleOf(domain: string, wanted: { at?: number }, after: null): Later<PeoplePage>;
  timeline(id: string, limit: number, after: null): Later<{ rows: Touch[] } | null>;
  record(id: string): Later<ReturnType<typeof recordOf> | null>;
  queue(query: object, after: null): Later<{ entries: { snapshot: Snapshot }[] }>;
  setSubsidiaries(wanted: Record<string, string>): Later<void>;
  listen(version: number, listeners: Listener[]): Later<void>;
  beginMove(source: string, target: string, buckets: number[]): Later<boolean>;
  moving(): Later<object | null>;
  alarm(): Promise<void>;
  erase(id: string, by: object): Later<string[] | null>;
}
const { Ledger: LedgerObject }: { Ledger: new (ctx: object, env: object) => Ledger } = await import(modules.ledger);

export const BY = { kind: 'secret', holder: 'key', name: 'A key' };

/** Whoever has nothing to do for so long (ms) is at rest: what has failed is tried again sooner. */
const REST = 600_000;
const MOST_TICKS = 300;
/** So often it is asked for something at most until it is there. */
const MOST_TRIES = 500;

export class Cluster {
  /** What webhooks were told, each message once. */
  readonly told = new Map<string, { type: string; data: { lead: { id: string }; merge?: object } & Answer }>();
  now: number;
  private readonly ledgers = new Map<string, Ledger>();
  private readonly tables = new Map<string, SqlStorage>();
  private readonly alarms = new Map<string, number>();
  private readonly ringing = new Set<string>();
  private readonly pause: () => Promise<void>;
  private readonly turns = new Turns();
  private readonly model: Model;
  private subsidiaries: Record<string, string> = {};
  private telling: Promise<unknown> = Promise.resolve();
  /** The buckets of the split that is under way. */
  private leaving: number[] | null = null;
  /** Which ledger a bucket is in, as it was published. */
  private readonly places = new Map<number, string>();

  /** `pause`: how long a call between objects is on its way. */
  constructor(now: number, pause: () => Promise<void>, model: Model = DEFAULT) {
    this.model = model;
    this.now = now;
    this.pause = pause;
    vi.setSystemTime(now);
    this.ledger('ledger-0').listen(1, [{ webhook: 'wh', events: ['lead_merged', 'sla_breached'] }]);
  }

  /** In: a kind of work. Out: for how many leads the first ledger owes it. */
  owed(kind: string): number {
    const row = this.tables
      .get('ledger-0')
      ?.exec<{ owed: number }>('SELECT COUNT(*) AS owed FROM outbox WHERE kind = ?', kind);
    return row?.one().owed ?? 0;
  }

  private get names(): string[] {
    return [...this.ledgers.keys()];
  }

  /** In: what to ask of the ledger that has what is asked for, which the others know. */
  async ask<T>(work: (ledger: Ledger) => Later<T>): Promise<T> {
    for (let name = 'ledger-0', tries = 0; ; tries++) {
      if (tries === MOST_TRIES) throw new Error(`No ledger answers; the last one asked is ${name}.`);
      try {
        return await work(this.remote(name));
      } catch (thrown) {
        if (thrown instanceof Error && thrown.name === 'Moving') await this.tick(50);
        else name = this.whereNow(thrown, name);
        // Two ledgers that name each other wait for a word that is on its way.
        if (tries > this.ledgers.size) await this.tick(50);
      }
    }
  }

  async setSubsidiaries(wanted: Record<string, string>): Promise<void> {
    this.subsidiaries = wanted;
    await this.tellSubsidiaries(() => this.names);
  }

  /** One telling after the other, as the workspace does it: what was said last is heard last. */
  private tellSubsidiaries(names: () => string[]): Promise<unknown> {
    this.telling = this.telling.then(() =>
      Promise.all(names().map((name) => this.remote(name).setSubsidiaries(this.subsidiaries))),
    );
    return this.telling;
  }

  /** Out: the answers of all ledgers. */
  askAll<T>(work: (ledger: Ledger) => Later<T>): Promise<T[]> {
    return Promise.all(this.names.map((name) => work(this.remote(name))));
  }

  /** Begins to move buckets of one ledger to a new one, as far as they are where the first of them is. */
  async split(buckets: number[]): Promise<void> {
    if (this.leaving !== null) return;
    const source = this.placeOf(buckets[0] ?? 0);
    const own = buckets.filter((bucket) => this.placeOf(bucket) === source);
    if (await this.remote(source).beginMove(source, `ledger-${this.ledgers.size}`, own)) this.leaving = own;
  }

  /** Time goes on (ms), and what is due begins; what takes longer goes on meanwhile. */
  async tick(ms: number): Promise<void> {
    this.now += ms;
    vi.setSystemTime(this.now);
    for (const [name, at] of this.alarms) {
      if (at > this.now || this.ringing.has(name)) continue;
      this.alarms.delete(name);
      this.ringing.add(name);
      void this.ledger(name)
        .alarm()
        .finally(() => this.ringing.delete(name));
    }
    await this.pause();
  }

  /** Until nothing moves and nobody is to be told anything any more. */
  async settle(): Promise<void> {
    for (let quiet = 0, ticks = 0; quiet < 3; ticks++) {
      if (ticks === MOST_TICKS) throw new Error('The ledgers come to no rest.');
      await this.tick(10_000);
      for (let tries = 0; this.ringing.size > 0; tries++) {
        if (tries === 100 * MOST_TRIES) throw new Error('An alarm does not end.');
        await this.pause();
      }
      const moving = await Promise.all(this.names.map((name) => this.ledger(name).moving()));
      const isAtRest =
        moving.every((move) => move === null) && [...this.alarms.values()].every((at) => at > this.now + REST);
      quiet = isAtRest ? quiet + 1 : 0;
    }
  }

  private placeOf = (bucket: number) => this.places.get(bucket) ?? 'ledger-0';

  /** Out: where a bucket is by what is published; by the word of who was asked, while that lags. Errors: one that says nothing of it. */
  private whereNow(thrown: unknown, asked: string): string {
    const moved = movedIn(thrown);
    if (moved === undefined) throw thrown;
    const published = this.placeOf(moved.bucket);
    return published === asked ? moved.to : published;
  }

  private ledger(name: string): Ledger {
    const known = this.ledgers.get(name);
    if (known !== undefined) return known;
    const own = emptyStorage();
    this.tables.set(name, own.sql);
    const storage = {
      ...own,
      getAlarm: async () => this.alarms.get(name) ?? null,
      setAlarm: async (at: number) => void this.alarms.set(name, at),
    };
    const ctx = { storage, blockConcurrencyWhile: (work: () => unknown) => work() };
    const made = new LedgerObject(ctx, this.env());
    this.ledgers.set(name, made);
    return made;
  }

  /** A call goes out and comes back as a copy, each after a pause. */
  private remote(name: string): Ledger {
    const call =
      (method: keyof Ledger) =>
      async (...values: unknown[]) => {
        const sent = structuredClone(values);
        await this.pause();
        const ledger = this.ledger(name);
        try {
          return structuredClone(await Reflect.apply(ledger[method], ledger, sent));
        } finally {
          await this.pause();
        }
      };
    return new Proxy(this.ledger(name), { get: (_, method: keyof Ledger) => call(method) });
  }

  private env() {
    const objects = (get: (name: string) => object) => ({ idFromName: (name: string) => name, get });
    const nothing = async () => undefined;
    const workspace = {
      ...{ publish: nothing, alert: nothing, forget: nothing, note: nothing },
      inTurn: async (names: string[], work: () => Promise<void>) => {
        await this.pause();
        return this.turns.take(names, work);
      },
      publishedModel: async () => this.model,
      webhooks: { forget: nothing },
      retention: async () => ({ anonymousDays: 90, touchMonths: 24 }),
      moved: async (target: string) => {
        for (const bucket of this.leaving ?? []) this.places.set(bucket, target);
        this.leaving = null;
        await this.tellSubsidiaries(() => [target]);
      },
    };
    const take = async (_: string, messages: Message[]) => {
      for (const { id, body } of messages) this.told.set(id, JSON.parse(body));
    };
    return {
      LEDGER: objects((name) => this.remote(name)),
      WORKSPACE: objects(() => workspace),
      WEBHOOK: objects(() => ({ take })),
      KV: { put: nothing, delete: nothing, get: async () => null },
    };
  }
}
