/** Merges: whatever happens in whatever order, two histories that became one are exactly both, and are two again when it is undone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import { Book } from '../../worker/objects/ledger/book';
import { snapshotAt } from '../../worker/objects/ledger/evaluate';
import type { Entry } from '../../worker/objects/ledger/events';
import { timeline } from '../../worker/objects/ledger/events';
import { leadById } from '../../worker/objects/ledger/people';
import { recordOf } from '../../worker/objects/ledger/record';
import { stretchesOfLead } from '../../worker/objects/ledger/ties';
import { ledgerStorage } from './sqlite.ts';

const START = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;
const PEOPLE = [0, 1, 2, 3, 4].map((n) => ({
  id: `ld_0${n}${'0123456789abcdef01234567'}`,
  email: `p${n}@${n < 3 ? 'northwind' : 'fabrikam'}.example`,
  hash: `hash-${n}`,
  bucket: n,
  account: n === 4 ? null : n < 3 ? 'northwind.example' : 'fabrikam.example',
}));
const person = (n: number) => PEOPLE[n] ?? { id: '', email: '', hash: '', bucket: 0, account: null };

type Step =
  | { do: 'view'; visitor: number; at: number }
  | { do: 'submit'; visitor: number; who: number; at: number }
  | { do: 'touch'; who: number; at: number }
  | { do: 'company'; domain: string; at: number }
  | { do: 'say'; who: number; source: string; at: number }
  | { do: 'outcome'; who: number; outcome: 'meeting' | 'won' | 'lost'; at: number }
  | { do: 'merge'; who: number; other: number }
  | { do: 'undo'; which: number }
  | { do: 'parent'; is: boolean }
  | { do: 'look'; who: number };

const who = fc.nat(4);
const at = fc.nat(400).map((minutes) => START + minutes * MINUTE);
const visitor = fc.nat(2);
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('view' as const), visitor, at }),
    fc.record({ do: fc.constant('submit' as const), visitor, who, at }),
    fc.record({ do: fc.constant('touch' as const), who, at }),
    fc.record({
      do: fc.constant('company' as const),
      domain: fc.constantFrom('northwind.example', 'fabrikam.example'),
      at,
    }),
    fc.record({ do: fc.constant('say' as const), who, source: fc.constantFrom('crm', 'form'), at }),
    fc.record({ do: fc.constant('outcome' as const), who, outcome: fc.constantFrom('meeting', 'won', 'lost'), at }),
    { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), who, other: who }) },
    fc.record({ do: fc.constant('parent' as const), is: fc.boolean() }),
    fc.record({ do: fc.constant('undo' as const), which: fc.nat(10) }),
    { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), who }) },
  ),
  { maxLength: 40, size: 'max' },
);

/** A ledger, and when it is what time. */
class Desk {
  readonly sql = ledgerStorage();
  readonly book = new Book(this.sql);
  now = START + 500 * MINUTE;

  constructor() {
    for (const one of PEOPLE) this.book.putLead(one, [], [], { by: 'key', source: 'crm' }, this.now);
  }

  row(id: string) {
    const row = leadById(this.sql, id);
    if (row === undefined) throw new Error(`${id} is unknown`);
    return row;
  }

  current(id: string) {
    return this.book.current(this.row(id), DEFAULT, this.now);
  }

  /** A person's own touches, company's signals left out. */
  touches(id: string): string[] {
    const stretches = stretchesOfLead(this.sql, { ...this.row(id).lead, account: null });
    return timeline(this.sql, stretches, 1000, null).rows.map((row) => `${row.at} ${row.id} ${row.subject}`);
  }

  record(id: string) {
    return recordOf(this.sql, this.row(id).lead);
  }

  /** What happens to a ledger; merges are no events. */
  take(step: Step, n: number): void {
    this.now += 1000;
    const event = (subject: string, type: string, more: object = {}): Entry[] => {
      if (!('at' in step)) return [];
      const body = JSON.stringify({ url: '/pricing', ...more });
      return [{ index: 0, subject, id: `e${n}`, type, at: step.at, source: 'site', body, ...more }];
    };
    if (step.do === 'view') this.book.append(event(`v:${step.visitor}`, 'page_viewed'), this.now);
    if (step.do === 'submit')
      this.book.append(event(`v:${step.visitor}`, 'form_submitted', { who: person(step.who), form: 'demo' }), this.now);
    if (step.do === 'touch') this.book.append(event(`l:${person(step.who).id}`, 'webinar_attended'), this.now);
    if (step.do === 'company') this.book.append(event(`a:${step.domain}`, 'fundraising'), this.now);
    if (step.do === 'say') {
      const seen = { value: `title ${n}`, source: step.source, observedAt: step.at };
      this.book.putLead(person(step.who), [['title', seen]], [`external:${n}`], { by: 'key', source: 'crm' }, this.now);
    }
    if (step.do === 'outcome') {
      const outcome = { outcome: step.outcome, at: step.at, value: null, note: String(n), by: 'rep' };
      this.book.addOutcome(person(step.who).id, outcome, DEFAULT, this.now);
    }
    if (step.do === 'parent')
      this.book.setSubsidiaries(step.is ? { 'fabrikam.example': 'northwind.example' } : {}, this.now);
    if (step.do === 'look') this.current(person(step.who).id);
  }
}

/** The reference: who was merged into whom, as a map that a child could draw. */
class Families {
  private readonly into = new Map<string, string>();
  standing = (id: string): string => (this.into.has(id) ? this.standing(this.into.get(id) ?? '') : id);
  members = (id: string): string[] =>
    PEOPLE.map((one) => one.id).filter((one) => this.standing(one) === this.standing(id));
  merge = (id: string, other: string): void => void this.into.set(this.standing(other), this.standing(id));
  undo = (other: string): void => void this.into.delete(other);
}

it('keeps every history whole, once and in order, through any merges and undos', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const merged = new Desk();
      const apart = new Desk();
      const families = new Families();
      const made: { id: string; other: string }[] = [];
      for (const [n, step] of all.entries()) {
        if (step.do === 'merge') {
          const [one, two] = [person(step.who).id, person(step.other).id];
          const isSame = families.standing(one) === families.standing(two);
          const merge = merged.book.mergeTold(one, { id: two }, 'rep', DEFAULT, merged.now);
          expect(typeof merge === 'string').toBe(isSame);
          if (typeof merge === 'string') continue;
          expect([merge.lead, merge.other]).toEqual([families.standing(one), families.standing(two)]);
          families.merge(one, two);
          made.push(merge);
        } else if (step.do === 'undo') {
          const merge = made.splice(step.which % Math.max(1, made.length), 1)[0];
          if (merge === undefined) continue;
          expect(merged.book.undoMerge(merge.other, merge.id, 'rep', merged.now)?.undoneBy).toBe('rep');
          families.undo(merge.other);
        } else {
          merged.take(step, n);
          apart.take(step, n);
        }
      }
      for (const { id } of PEOPLE) agree(merged, apart, families.members(id), families.standing(id), id);
      for (const { id, other } of made) merged.book.undoMerge(other, id, 'rep', merged.now);
      apart.now = merged.now;
      for (const { id } of PEOPLE) expect(known(merged, id)).toEqual(known(apart, id));
    }),
    { numRuns: 60 },
  );
});

function agree(merged: Desk, apart: Desk, members: string[], standing: string, id: string): void {
  expect(merged.row(id).lead.id).toBe(standing);
  const own = members.flatMap((one) => apart.touches(one));
  expect(merged.touches(id)).toEqual(own.toSorted(newestFirst));
  const outcomes = members.flatMap((one) => apart.record(one).outcomes.map(({ note }) => note));
  expect(
    merged
      .record(id)
      .outcomes.map(({ note }) => note)
      .toSorted(),
  ).toEqual(outcomes.toSorted());
  expect(merged.record(id).aliases).toEqual(members.flatMap((one) => apart.record(one).aliases).toSorted());
  const { asOf: _, ...current } = merged.current(id);
  const { asOf: __, ...again } = snapshotAt(merged.sql, merged.row(id), DEFAULT, merged.now);
  expect(current).toEqual(again);
}

function newestFirst(a: string, b: string): number {
  const [at, ...rest] = a.split(' ');
  const [other, ...others] = b.split(' ');
  return Number(other) - Number(at) || (rest.join(' ') < others.join(' ') ? 1 : -1);
}

function known(desk: Desk, id: string) {
  const { asOf: _, ...snapshot } = desk.current(id);
  return { snapshot, touches: desk.touches(id), record: desk.record(id) };
}
