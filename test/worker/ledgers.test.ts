/** Several ledgers are as one: whatever happens while buckets move, everybody has in the end what they would have in a single ledger. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { bucketOf } from '../../shared/id';
import { DEFAULT } from '../../shared/presets';
import { type Snapshot, score } from '../../shared/score';
import { timeline } from '../../worker/objects/ledger/events';
import type { FoundAccount } from '../../worker/objects/ledger/found';
import { pack } from '../../worker/objects/ledger/parcel';
import { isKnown } from '../../worker/objects/ledger/people';
import { companyIn, peoplePage, rolledUp } from '../../worker/objects/ledger/roll-up';
import { stretchesOfLead } from '../../worker/objects/ledger/ties';
import { BY, Cluster } from './cluster.ts';
import {
  Desk,
  entryOf,
  nameOf,
  outcomeOf,
  PEOPLE,
  person,
  type Step,
  saidBy,
  stepsWithErasures,
  stepsWithNames,
  subsidiariesAfter,
} from './desk.ts';
import { FOUND, type Split } from './histories.ts';

beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

const DOMAINS = ['northwind.example', 'fabrikam.example'];
/** Everything that the steps write is at home in one of these. */
const BUCKETS = [...new Set([...PEOPLE.map(({ bucket }) => bucket), ...['0', '1', '2'].map(bucketOf)])];
/** Which of the buckets leave their ledger, and after how many steps. */
const split = fc.record({ after: fc.nat(30), leaving: fc.subarray(BUCKETS, { minLength: 1 }) });
/** How long each call between ledgers is on its way. */
const pauses = fc.array(fc.nat(3), { minLength: 20, maxLength: 60 });

/** The same happens to several ledgers, which split meanwhile, and to a single one. */
async function live(all: Step[], splits: Split[], drawn: number[]): Promise<Both> {
  let turn = 0;
  const single = new Desk();
  const cluster = new Cluster(single.now, async () => {
    for (let left = drawn[turn++ % drawn.length] ?? 0; left > 0; left--) await new Promise(setImmediate);
  });
  const both = new Both(cluster, single);
  for (const one of PEOPLE) await cluster.ask((ledger) => ledger.putLead(one, [], [], 'crm', BY, false));
  for (const [n, step] of all.entries()) {
    for (const { after, leaving } of splits) if (after === n) await cluster.split(leaving);
    await both.take(step, n);
  }
  await cluster.settle();
  return both;
}

it('keeps every history, score, company and merge as a single ledger does', async () => {
  await fc.assert(
    fc.asyncProperty(stepsWithNames, fc.tuple(split, split), pauses, async (all, splits, drawn) => {
      const both = await live(all, splits, drawn);
      await both.compare();
      both.compareMerges();
    }),
    { numRuns: 40 },
  );
}, 120_000);

it('keeps everybody else as a single ledger does when people are erased', async () => {
  await fc.assert(
    fc.asyncProperty(stepsWithErasures, fc.array(split, { maxLength: 3 }), pauses, async (all, splits, drawn) => {
      await (await live(all, splits, drawn)).compare();
    }),
    { numRuns: 20, seed: 4242, examples: FOUND },
  );
}, 120_000);

it('does not bring an erased person back by what was on its way from another ledger', () => {
  const { book, sql, now } = new Desk();
  const who = person(0);
  const [parcel] = pack(sql, `l:${who.id}`, null);
  if (parcel === undefined) throw new Error('nothing is packed');
  book.erase(who.id, now);
  const word = { kind: 'word' as const, who, said: [], at: now - 1 };
  book.receive(who.bucket, [word, { kind: 'facts', parcel, isRebuild: true }], DEFAULT, now + 1);
  expect(isKnown(sql, who.id)).toBe(false);
  book.receive(who.bucket, [{ ...word, at: now + 1 }], DEFAULT, now + 1);
  expect(isKnown(sql, who.id)).toBe(true);
});

/** Several ledgers and a single one, to which the same happens. */
class Both {
  private readonly merges: { id: string; own: string; other: string }[] = [];
  private readonly merged: string[] = [];
  private readonly cluster: Cluster;
  private readonly single: Desk;

  constructor(cluster: Cluster, single: Desk) {
    this.cluster = cluster;
    this.single = single;
  }

  async take(step: Step, n: number): Promise<void> {
    const { cluster, single } = this;
    await cluster.tick(1000);
    if (step.do === 'merge') return this.merge(person(step.who).id, person(step.other).id);
    if (step.do === 'undo') return this.undo(step.which);
    if (step.do === 'name') return this.name(step);
    if (step.do === 'erase') await cluster.ask((ledger) => ledger.erase(person(step.who).id, BY));
    const entry = entryOf(step, n);
    if (entry !== null) await cluster.ask((ledger) => ledger.append([entry]));
    if (step.do === 'say') {
      const [said, aliases, { source }] = saidBy(step, n);
      await cluster.ask((ledger) => ledger.putLead(person(step.who), said, aliases, source, BY, false));
    }
    if (step.do === 'outcome')
      await cluster.ask((ledger) => ledger.addOutcome(person(step.who).id, outcomeOf(step, n), BY));
    if (step.do === 'parent') await cluster.setSubsidiaries(subsidiariesAfter(step));
    if (step.do === 'look') await cluster.ask((ledger) => ledger.find(person(step.who), {}));
    single.now = cluster.now - 1000;
    single.take(step, n);
  }

  /** A name that is somebody else's is refused, or moves. */
  private async name(step: Extract<Step, { do: 'name' }>): Promise<void> {
    const { cluster, single } = this;
    const [who, names] = [person(step.who), nameOf(step)];
    const made = await cluster.ask((ledger) => ledger.putLead(who, [], names, 'crm', BY, step.takes));
    single.now = cluster.now;
    expect(made).toEqual(single.name(step));
  }

  private async merge(id: string, other: string): Promise<void> {
    const { cluster, single } = this;
    const lead = await cluster.ask((ledger) => ledger.standing({ id }));
    const made = lead === null ? 'unknown_lead' : await cluster.ask((ledger) => ledger.merge(lead, { id: other }, BY));
    const same = single.book.mergeTold(id, { id: other }, 'key', DEFAULT, cluster.now);
    if (typeof made === 'string' || typeof same === 'string') return expect(made).toBe(same);
    expect([made.lead, made.other]).toEqual([same.lead, same.other]);
    this.merges.push({ id: made.id, own: same.id, other: made.other });
    this.merged.push(made.lead);
  }

  private async undo(which: number): Promise<void> {
    const { cluster, single } = this;
    const merge = this.merges.splice(which % Math.max(1, this.merges.length), 1)[0];
    if (merge === undefined) return;
    const { id, own, other } = merge;
    const undone = await cluster.ask((ledger) => ledger.undoMerge(other, id, BY));
    const same = single.book.undoMerge(other, own, 'key', cluster.now);
    expect([undone?.other, undone?.undoneBy]).toEqual([same?.other, same?.undoneBy]);
  }

  async compare(): Promise<void> {
    const { cluster, single } = this;
    single.now = cluster.now;
    for (const { id } of PEOPLE) await this.compareLead(id);
    for (const domain of DOMAINS) await this.compareAccount(domain);
  }

  /** Each merge was told once. */
  compareMerges(): void {
    const { cluster } = this;
    expect([...cluster.told.values()].map(({ data }) => data.lead.id).toSorted()).toEqual(this.merged.toSorted());
  }

  private async compareLead(id: string): Promise<void> {
    const { cluster, single } = this;
    if (!single.isKnown(id)) return expect(await cluster.ask((ledger) => ledger.find({ id }, {}))).toBeNull();
    const timelined = await cluster.ask((ledger) => ledger.timeline(id, 1000, null));
    const own = timeline(single.sql, stretchesOfLead(single.sql, single.row(id).lead), 1000, null);
    expect(timelined?.rows.map(without('received'))).toEqual(own.rows.map(without('received')));
    expect(await cluster.ask((ledger) => ledger.record(id))).toEqual(single.record(id));
    const folded = await cluster.ask((ledger) => ledger.find({ id }, {}));
    const read = await cluster.ask((ledger) => ledger.find({ id }, { at: cluster.now }));
    const wanted = this.scored(single.current(id));
    expect([folded, read].map((found) => found && this.scored(found.snapshot))).toEqual([wanted, wanted]);
  }

  private async compareAccount(domain: string): Promise<void> {
    const { cluster, single } = this;
    const company = await cluster.ask((ledger) => ledger.company(domain, {}));
    const pages = await cluster.askAll((ledger) => ledger.peopleOf(domain, {}, null));
    const own = companyIn(single.sql, domain, DEFAULT, cluster.now);
    const member = ({ lead }: { lead: { id: string } }) => single.current(lead.id);
    const people = peoplePage(single.sql, domain, () => true, null, cluster.now, member);
    expect(this.told(rolledUp(company, pages))).toEqual(this.told(rolledUp(own, [people])));
  }

  private told(found: FoundAccount | null) {
    if (found === null) return null;
    const { snapshot, members, people, subsidiaries } = found;
    const scores = members.map(this.scored).toSorted((a, b) => ((a.lead?.id ?? '') < (b.lead?.id ?? '') ? -1 : 1));
    return { score: this.scored(snapshot), scores, people, subsidiaries };
  }

  /** A score as of now: when it was looked at last is of no matter. */
  private scored = (snapshot: Snapshot) => score({ ...snapshot, asOf: this.cluster.now }, DEFAULT, this.cluster.now);
}

const without =
  <Name extends string>(name: Name) =>
  <T extends Record<Name, unknown>>({ [name]: _, ...rest }: T) =>
    rest;
