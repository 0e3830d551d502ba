/** Persons: who is one and who is two, whose a name is, and who is gone. */
import type { Named } from '../../named';
import { homeOf } from './buckets';
import { erase } from './erasure';
import { Marks } from './marks';
import { endMerge, familyOf, type Merge, mergesOf, recordMerge } from './merges';
import { dropNames } from './names';
import { owe, settle, settleAll } from './outbox';
import * as people from './people';
import { post } from './posts';

/** Why two leads cannot be made one person. */
export type Unmergeable = 'unknown_lead' | 'unknown_other' | 'same_person';

export abstract class Persons extends Marks {
  /** In: a lead, or an address that is to become one. Out: the lead that stands for it, null for an unknown one. */
  standing(one: { id: string } | Named): string | null {
    if ('email' in one) people.upsertLead(this.sql, one, []);
    return people.leadById(this.sql, one.id)?.lead.id ?? null;
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
  protected part({ lead, other }: Merge, now: number): void {
    settle(this.sql, 'forget', other);
    for (const one of [lead, other]) {
      this.mark(one, 'rebuild', now);
      this.touchPerson(one);
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

  /** Out: every name of the person who is gone now, ids too; null for an unknown one. */
  erase(lead: string, now: number): string[] | null {
    const row = people.leadById(this.sql, lead);
    if (row === undefined) return null;
    const leads = familyOf(this.sql, row.lead.id);
    this.tellErased(leads, now, [homeOf(row.lead.id)], now);
    return [...leads, ...this.bury(leads, now)];
  }

  /** Tells the homes of these leads, and every ledger that is not told by that nor knows already. */
  protected tellErased(leads: string[], at: number, told: number[], now: number): void {
    const homes = leads.map(homeOf).filter((bucket) => !told.includes(bucket) && !this.buckets.holds(bucket));
    const others = [...new Set(homes), ...this.buckets.others([...told, ...homes])];
    for (const bucket of others) post(this.sql, bucket, { kind: 'erase', leads, at, told: [...told, ...others] }, now);
  }

  /** Out: the other names of the leads that are gone now. */
  protected bury(leads: string[], at: number): string[] {
    for (const lead of leads) this.touchPerson(lead);
    const names = erase(this.sql, leads, at);
    for (const id of leads) {
      this.pending.delete(id);
      this.tombstones.set(id, at);
    }
    return names;
  }
}
