/** Naming: another name is one person's, whichever ledgers the people are in (decisions/0045). */
import { ledgerNamed, workspaceOf } from '../env';
import type { Named } from '../named';
import { homeOf } from './ledger/buckets';
import { standingFor } from './ledger/merges';
import { type Elsewhere, NOWHERE, type Owned, ownersIn } from './ledger/names';
import { Together } from './together';

/** Who is said to have which names. */
interface Claim {
  who: Named;
  aliases: string[];
}

export abstract class Naming extends Together {
  /** In: names. Out: which of them somebody has who is at home here; the other ledgers. */
  ownersOf(names: string[]): { owners: Owned[]; ledgers: string[] } {
    const { buckets } = this.book;
    return {
      owners: ownersIn(this.sql, names).filter(({ lead }) => buckets.holdsLead(lead)),
      ledgers: buckets.names(),
    };
  }

  /** In: claims, what to do with them. Whoever claims one of the names in another ledger waits until it is done, and whoever lost one has heard of it. */
  protected async inTurn<T>(claims: Claim[], work: (elsewhere: Elsewhere) => T): Promise<T> {
    const names = this.book.buckets.isWhole ? [] : claims.flatMap((claim) => this.newNamesIn(claim));
    if (names.length === 0) return work(NOWHERE);
    const done = Promise.withResolvers<T>();
    // What goes wrong is told to whoever claims, not to the workspace.
    await workspaceOf(this.env).inTurn(names, () => {
      done.resolve(this.name(claims, names, work));
      return done.promise.then(ignore, ignore);
    });
    return done.promise;
  }

  /** Out: the names that are not the lead's already. */
  private newNamesIn({ who, aliases }: Claim): string[] {
    const known = ownersIn(this.sql, aliases).filter(({ lead }) => lead === who.id);
    return aliases.filter((alias) => !known.some(({ name }) => name === alias));
  }

  private async name<T>(claims: Claim[], names: string[], work: (elsewhere: Elsewhere) => T): Promise<T> {
    const elsewhere = await this.ownersElsewhere(names);
    const owned = [...elsewhere, ...this.ownersOf(names).owners];
    const rivals = claims.filter(({ aliases }) => owned.some(({ name }) => aliases.includes(name)));
    const standing = new Map<string, string>();
    for (const lead of [...rivals.map(({ who }) => who.id), ...owned.map((owner) => owner.lead)])
      standing.set(lead, await this.personOf(lead));
    const result = work({ owned: elsewhere, standing });
    await this.tellHomes(elsewhere.map(({ lead }) => lead));
    return result;
  }

  /** Every ledger names those that it split off and the one that it was split off itself: so all of them are found. */
  private async ownersElsewhere(names: string[]): Promise<Owned[]> {
    const all: Owned[] = [];
    const asked = new Set<string>();
    for (let round = this.book.buckets.names(); round.length > 0; ) {
      for (const ledger of round) asked.add(ledger);
      const answers = await Promise.all(round.map((ledger) => ledgerNamed(this.env, ledger).ownersOf(names)));
      all.push(...answers.flatMap(({ owners }) => owners));
      round = [...new Set(answers.flatMap(({ ledgers }) => ledgers))].filter((ledger) => !asked.has(ledger));
    }
    return all.filter(({ lead }) => !this.book.buckets.holdsLead(lead));
  }

  /** In: a lead. Out: the one that stands for it, in whichever ledger that is. */
  private async personOf(lead: string): Promise<string> {
    const { holdsLead } = this.book.buckets;
    // Only where a lead is at home it is known for sure whom it was merged into.
    const known = holdsLead(lead) ? standingFor(this.sql, lead) : lead;
    if (holdsLead(known)) return known;
    return (await this.askAt(homeOf(known), (ledger) => ledger.standing({ id: known }))) ?? known;
  }
}

const ignore = (): void => undefined;
