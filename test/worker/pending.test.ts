/** What tallies lack is held while it is little; of what is more nothing is lost: it is read again. */
import { expect, it } from 'vitest';
import type { StoredFact } from '../../worker/objects/ledger/events.ts';
import { dueNow, settle } from '../../worker/objects/ledger/outbox.ts';
import { PendingFacts } from '../../worker/objects/ledger/pending.ts';
import { ledgerStorage } from './sqlite.ts';

const fact = (id: string): StoredFact => ({
  id,
  type: 'email_opened',
  at: 1,
  received: 1,
  subject: 'l:x',
});
const NAMES = ['a', 'b', 'c', 'd', 'e'];

it('holds so many leads; whoever is more is known to the outbox, and is read again', () => {
  const sql = ledgerStorage();
  const pending = new PendingFacts(sql, { leads: 3, facts: 100 });
  for (const name of NAMES) pending.add(name, [fact(name)], 50);
  expect(NAMES.map((name) => pending.of(name))).toEqual([[fact('a')], [fact('b')], [fact('c')], 'rebuild', 'rebuild']);
  expect(pending.of('nobody')).toBeUndefined();
  expect(dueNow(sql, 'evaluate', 50, 10)).toEqual(NAMES);
  const done: string[] = [];
  for (let left = pending.some(2); left.length > 0; left = pending.some(2)) {
    for (const name of left) {
      pending.delete(name);
      settle(sql, 'evaluate', name);
    }
    done.push(...left);
  }
  expect(done.toSorted()).toEqual(NAMES);
  expect(NAMES.map((name) => pending.of(name))).toEqual(NAMES.map(() => undefined));
});

it('knows after a restart of everybody who lacks something', () => {
  const sql = ledgerStorage();
  const before = new PendingFacts(sql, { leads: 3, facts: 100 });
  for (const name of NAMES) before.add(name, [], 50);
  const after = new PendingFacts(sql, { leads: 3, facts: 100 });
  expect(NAMES.map((name) => after.of(name))).toEqual(NAMES.map(() => 'rebuild'));
});

it('lets go of facts where they are too many, and holds some again when others are done', () => {
  const pending = new PendingFacts(ledgerStorage(), { leads: 10, facts: 3 });
  pending.add('a', [fact('1'), fact('2')], 50);
  pending.add('b', [fact('3'), fact('4')], 50);
  pending.add('a', [fact('5')], 50);
  expect([pending.of('a'), pending.of('b')]).toEqual([[fact('1'), fact('2'), fact('5')], 'rebuild']);
  pending.delete('a');
  pending.add('c', [fact('6'), fact('7')], 50);
  expect(pending.of('c')).toHaveLength(2);
});

it('moves a look forward for what is due earlier, never back', () => {
  const sql = ledgerStorage();
  const pending = new PendingFacts(sql);
  pending.add('a', [], 5000);
  pending.add('a', [], 50);
  pending.add('a', [], 9000);
  expect(dueNow(sql, 'evaluate', 50, 10)).toEqual(['a']);
});
