/** Whoever sends events does not wait until many others are scored. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { leadId } from '../../shared/id';
import { BY, Cluster } from './cluster.ts';

beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
afterAll(() => vi.useRealTimers());

const PEOPLE = Array.from({ length: 100 }, (_, n) => {
  const hash = String(n).padStart(64, '0').split('').reverse().join('');
  return { id: leadId(7, hash), hash, bucket: 7, email: `p${n}@northwind.example`, account: 'northwind.example' };
});

it('gives others their turn while many are scored anew', async () => {
  const cluster = new Cluster(Date.UTC(2026, 10, 1), () => new Promise(setImmediate));
  for (const who of PEOPLE) await cluster.ask((ledger) => ledger.putLead(who, [], [], 'crm', BY, false));
  expect(cluster.owed('evaluate')).toBe(100);
  await cluster.tick(1000);
  const seen = new Set<number>();
  for (let left = 100; left > 0; left = cluster.owed('evaluate')) {
    seen.add(left);
    await new Promise(setImmediate);
  }
  expect(seen.size).toBeGreaterThan(2);
});
