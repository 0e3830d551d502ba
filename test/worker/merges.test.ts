/** Merges: whatever happens in whatever order, two histories that became one are exactly both, and are two again when it is undone. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import { snapshotAt } from '../../worker/objects/ledger/evaluate';
import { Desk, PEOPLE, person, steps } from './desk.ts';

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
