/** What webhooks are to be told: written with its cause, once, only where somebody listens, and kept until everybody has it. */
import { describe, expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import { Book } from '../../worker/objects/ledger/book';
import { handOver, type Listener, type Message, setListeners } from '../../worker/objects/ledger/messages';
import { ledgerStorage } from './sqlite';

const NOW = Date.UTC(2026, 10, 22, 9);
const LISTENER: Listener = { webhook: 'wh_1', events: ['score_changed', 'tier_changed', 'lead_merged'] };
const person = (name: string) => {
  const hash = name.padEnd(64, '0');
  return { id: `ld_00${hash.slice(0, 24)}`, hash, bucket: 0, email: `${name}@acme.example`, account: 'acme.example' };
};
const [ada, grace] = [person('ada'), person('grace')];

function ledger(listeners: Listener[]) {
  const sql = ledgerStorage();
  setListeners(sql, 1, listeners);
  const book = new Book(sql);
  for (const one of [ada, grace]) book.putLead(one, [], [], { by: 'key', source: 'crm' }, NOW);
  const touch = (who: { id: string }, id: string) => {
    const entry = { index: 0, subject: `l:${who.id}`, id, type: 'demo_requested', at: NOW, source: 'api', body: '{}' };
    book.append([entry], NOW);
    book.evaluate(who.id, DEFAULT, NOW);
  };
  const written = () => sql.exec<Message>('SELECT id, type, lead, body, at FROM messages').toArray();
  const all = async (take: (webhook: string, messages: Message[]) => Promise<void>) =>
    handOver(sql, [ada.id, grace.id], NOW, take);
  return { sql, book, touch, written, all };
}

describe('messages', () => {
  it('are not written where nobody listens', () => {
    const { sql, touch, written } = ledger([]);
    touch(ada, 't1');
    expect(written()).toEqual([]);
    expect(sql.exec("SELECT lead FROM outbox WHERE kind = 'message'").toArray()).toEqual([]);
  });

  it('are written once for each change, not for another look', () => {
    const { book, touch, written } = ledger([LISTENER]);
    touch(ada, 't1');
    const first = written().map(({ type }) => type);
    expect(first.toSorted()).toEqual(['score_changed', 'tier_changed']);
    book.evaluate(ada.id, DEFAULT, NOW + 1000);
    expect(written()).toHaveLength(2);
  });

  it('gather the moves of a score: the first at once, the others together, from where the first has led', async () => {
    const { sql, touch, written } = ledger([{ webhook: 'wh_1', events: ['score_changed'] }]);
    const told: Message[] = [];
    const tell = (now: number) => handOver(sql, [ada.id], now, async (_, messages) => void told.push(...messages));
    touch(ada, 't1');
    await tell(NOW);
    for (const id of ['t2', 't3', 't4']) touch(ada, id);
    await tell(NOW + 9999);
    expect([told.length, written().length]).toEqual([1, 1]);
    await tell(NOW + 10_000);
    const [first, second] = told.map(({ body }) => JSON.parse(body).data);
    expect([told.length, written()]).toEqual([2, []]);
    expect(second.previous.points.value).toBe(first.score.points.value);
    expect(second.score.balance.value).toBeGreaterThan(first.score.balance.value);
  });

  it('are kept until every webhook has taken them, and handed over again under the same ids', async () => {
    const { touch, written, all } = ledger([LISTENER, { webhook: 'wh_2', events: ['tier_changed'] }]);
    touch(ada, 't1');
    const taken: Record<string, string[]> = { wh_1: [], wh_2: [] };
    let isDown = true;
    const take = async (webhook: string, messages: Message[]) => {
      if (webhook === 'wh_2' && isDown) throw new Error('down');
      taken[webhook]?.push(...messages.map(({ id }) => id));
    };
    await expect(all(take)).rejects.toThrow('down');
    expect(written()).toHaveLength(2);
    isDown = false;
    await all(take);
    expect(written()).toEqual([]);
    expect([new Set(taken.wh_1).size, taken.wh_1?.length, taken.wh_2?.length]).toEqual([2, 4, 1]);
  });

  it('about a lead outlive its merge, and the merge is told with the score of both', () => {
    const { sql, book, touch, written } = ledger([LISTENER]);
    touch(ada, 't1');
    touch(grace, 't2');
    book.mergeTold(ada.id, { id: grace.id }, 'rep_1', DEFAULT, NOW);
    const owed = sql.exec<{ lead: string }>("SELECT lead FROM outbox WHERE kind = 'message'").toArray();
    expect(owed.map(({ lead }) => lead)).toEqual(expect.arrayContaining([ada.id, grace.id]));
    const told = written().find(({ type }) => type === 'lead_merged');
    expect(JSON.parse(told?.body ?? '')).toMatchObject({
      data: { lead: { id: ada.id }, score: { balance: { value: 20 } }, merge: { lead: grace.id, by: 'rep_1' } },
    });
  });

  it('about an erased person are gone with them', () => {
    const { book, touch, written } = ledger([LISTENER]);
    touch(ada, 't1');
    touch(grace, 't2');
    book.erase(ada.id, NOW);
    expect(new Set(written().map(({ lead }) => lead))).toEqual(new Set([grace.id]));
  });

  it('go by the latest word on who listens, not by the last to arrive', () => {
    const { sql, written, touch } = ledger([]);
    setListeners(sql, 3, []);
    setListeners(sql, 2, [LISTENER]);
    touch(ada, 't1');
    expect(new Book(sql)).toBeDefined();
    expect(sql.exec<{ webhooks: string }>('SELECT webhooks FROM listeners').one().webhooks).toBe('[]');
    expect(written()).toEqual([]);
  });
});
