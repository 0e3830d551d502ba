/** What the leads' tallies lack: in memory while it is little; of what is more the outbox knows whose it is, and it is read again. */
import type { Pending } from './evaluate';
import { dirtyLeads, isDirty, owe } from './outbox';

/** So many leads, and so many facts of theirs, are held in memory. */
const MOST = { leads: 5000, facts: 50_000 };

interface Held {
  lacks: Pending;
  /** When its next look is due at the latest (ms). */
  due: number;
}

export class PendingFacts {
  private readonly sql: SqlStorage;
  private readonly most: typeof MOST;
  private readonly held: Map<string, Held>;
  private facts = 0;
  /** Whether the outbox may know of more leads than are held. */
  private isOver: boolean;

  constructor(sql: SqlStorage, most = MOST) {
    this.sql = sql;
    this.most = most;
    const dirty = dirtyLeads(sql, most.leads + 1);
    this.isOver = dirty.length > most.leads;
    this.held = new Map(dirty.slice(0, most.leads).map((lead) => [lead, { lacks: 'rebuild', due: 0 }]));
  }

  /** In: a lead. Out: what its tally lacks; undefined when that is nothing. */
  of(lead: string): Pending | undefined {
    const held = this.held.get(lead)?.lacks;
    return held === undefined && this.isOver && isDirty(this.sql, lead) ? 'rebuild' : held;
  }

  /** Adds what a lead's tally lacks; its next look is due then (ms) at the latest. */
  add(lead: string, more: Pending, due: number): void {
    const held = this.held.get(lead);
    if (held === undefined || due < held.due) owe(this.sql, 'evaluate', lead, due, true);
    if (held === undefined && this.held.size >= this.most.leads) {
      this.isOver = true;
      return;
    }
    const known = held?.lacks ?? this.of(lead) ?? [];
    this.delete(lead);
    const isMuch =
      known === 'rebuild' || more === 'rebuild' || this.facts + known.length + more.length > this.most.facts;
    const lacks = isMuch ? 'rebuild' : [...known, ...more];
    this.held.set(lead, { lacks, due: Math.min(due, held?.due ?? due) });
    this.facts += factsIn(lacks);
  }

  /** The lead lacks nothing any more: whoever says so settles the outbox. */
  delete(lead: string): void {
    this.facts -= factsIn(this.held.get(lead)?.lacks);
    this.held.delete(lead);
  }

  /** Out: leads that lack something, at most so many. */
  some(most: number): string[] {
    const held = [...this.held.keys()].slice(0, most);
    if (held.length > 0 || !this.isOver) return held;
    const dirty = dirtyLeads(this.sql, most);
    this.isOver = dirty.length > 0;
    return dirty;
  }
}

const factsIn = (lacks: Pending | undefined): number => (Array.isArray(lacks) ? lacks.length : 0);
