/** A ledger under a model with actions, for their tests. */
import type { ActionRule, Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Signal } from '../../shared/signal';
import { Book } from '../../worker/objects/ledger/book';
import { type Message, setListeners } from '../../worker/objects/ledger/messages';
import { leadById } from '../../worker/objects/ledger/people';
import { ledgerStorage } from './sqlite';

export const NOW = Date.UTC(2026, 10, 22, 9);
export const action = (id: string, more: Partial<ActionRule>): ActionRule => ({
  ...{ id, why: `why ${id}`, on: { kind: 'tier', tier: 1 }, do: 'webhook', coolDownHours: 1, settings: {} },
  ...more,
});
export const ADA = {
  id: `ld_00${'a'.repeat(24)}`,
  hash: 'a'.repeat(64),
  bucket: 0,
  email: 'ada@acme.example',
  account: null,
};

/** In: a model's actions. Out: a ledger that knows Ada, what may happen to her, what webhooks were told, what was promised. */
export function ledger(...actions: ActionRule[]) {
  const model: Model = { ...DEFAULT, actions };
  const sql = ledgerStorage();
  setListeners(sql, 1, [{ webhook: 'wh_1', events: ['action_fired', 'sla_breached'] }]);
  let book = new Book(sql);
  book.putLead(ADA, [], [], { by: 'key', source: 'crm' }, NOW);
  const touch = (id: string, type: Signal, at: number) =>
    book.append([{ index: 0, subject: `l:${ADA.id}`, id, type, at, source: 'api', body: '{}' }], at);
  const look = (at: number) => book.evaluate(ADA.id, model, at);
  const restart = () => {
    book = new Book(sql);
  };
  const told = (type: string) => {
    const rows = sql.exec<Message>('SELECT id, type, lead, body, at FROM messages').toArray();
    return rows.filter((row) => row.type === type).map(({ body }) => JSON.parse(body).data);
  };
  const due = () =>
    sql
      .exec<{ due: number }>("SELECT due FROM outbox WHERE kind = 'promise'")
      .toArray()
      .map((row) => row.due);
  const promised = (at: number) => {
    const row = leadById(sql, ADA.id);
    return row && book.current(row, model, at).sla;
  };
  return { sql, model, book: () => book, touch, look, restart, told, due, promised };
}
