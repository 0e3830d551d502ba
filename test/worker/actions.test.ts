/** Actions of the model: told to webhooks, to the reps, and timed: contact that was promised and not made is told once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../shared/event';
import type { ActionRule, Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Signal } from '../../shared/signal';
import { Book } from '../../worker/objects/ledger/book';
import { type Message, setListeners } from '../../worker/objects/ledger/messages';
import { leadById } from '../../worker/objects/ledger/people';
import { Edge } from './edge.ts';
import { Receiver } from './receiver.ts';
import { ledgerStorage } from './sqlite';

const NOW = Date.UTC(2026, 10, 22, 9);
const action = (id: string, more: Partial<ActionRule>): ActionRule => ({
  ...{ id, why: `why ${id}`, on: { kind: 'tier', tier: 1 }, do: 'webhook', coolDownHours: 1, settings: {} },
  ...more,
});
const ADA = { id: `ld_00${'a'.repeat(24)}`, hash: 'a'.repeat(64), bucket: 0, email: 'ada@acme.example', account: null };

function ledger(...actions: ActionRule[]) {
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
  const sla = (at: number) => {
    const row = leadById(sql, ADA.id);
    return row && book.current(row, model, at).sla;
  };
  return { sql, model, book: () => book, touch, look, restart, told, due, sla };
}

describe('an action', () => {
  it('fires on crossing, once, and not while the lead stays', () => {
    const { touch, look, told } = ledger(action('call', {}));
    touch('t1', 'demo_requested', NOW);
    look(NOW + 100);
    touch('t2', 'pricing_viewed', NOW + 1000);
    look(NOW + 2000);
    expect(told('action_fired')).toMatchObject([
      { action: { id: 'call', do: 'webhook', why: 'why call' }, score: { balance: { tier: 1 } } },
    ]);
    expect(told('alert')).toEqual([]);
  });

  it('on a signal fires at each one outside its cool-down, also when the object died in between', () => {
    const on = { kind: 'signal', signal: 'pricing_viewed' } as const;
    const { touch, look, told, restart } = ledger(action('seen', { on, do: 'notify_owner' }));
    touch('t1', 'demo_requested', NOW);
    look(NOW + 100);
    expect(told('alert')).toEqual([]);
    touch('t2', 'pricing_viewed', NOW + 1000);
    restart();
    look(NOW + 2000);
    look(NOW + 3000);
    expect(told('alert')).toMatchObject([{ alert: 'why seen', lead: { id: ADA.id } }]);
    touch('t3', 'pricing_viewed', NOW + HOUR / 2);
    look(NOW + HOUR / 2);
    expect(told('alert')).toHaveLength(1);
    touch('t4', 'pricing_viewed', NOW + 2 * HOUR);
    look(NOW + 2 * HOUR);
    expect(told('alert')).toHaveLength(2);
    expect(new Set(told('action_fired').map(({ key }) => key)).size).toBe(2);
  });
});

describe('a promise of contact', () => {
  const sla = action('first_call', { do: 'start_sla', settings: { hours: 2 } });

  it('that is not kept is told once, when its time is over', () => {
    const { touch, look, told, due, book, model } = ledger(sla);
    touch('t1', 'demo_requested', NOW);
    look(NOW);
    expect(due()).toEqual([NOW + 2 * HOUR]);
    book().breach(ADA.id, model, NOW + HOUR);
    expect([told('sla_breached'), due()]).toEqual([[], [NOW + 2 * HOUR]]);
    book().breach(ADA.id, model, NOW + 2 * HOUR);
    book().breach(ADA.id, model, NOW + 3 * HOUR);
    const dueAt = new Date(NOW + 2 * HOUR).toISOString();
    expect(told('sla_breached')).toMatchObject([{ sla: { action: 'first_call', dueAt }, lead: { id: ADA.id } }]);
    expect(told('alert')).toMatchObject([{ alert: 'Nobody got in touch in time: why first_call' }]);
    expect(due()).toEqual([]);
  });

  it('that is kept is not told', () => {
    const { touch, look, told, book, model } = ledger(sla);
    touch('t1', 'demo_requested', NOW);
    look(NOW);
    const meeting = { outcome: 'meeting' as const, at: NOW + HOUR, value: null, note: null, by: 'rep_1' };
    book().addOutcome(ADA.id, meeting, model, NOW + HOUR);
    book().breach(ADA.id, model, NOW + 2 * HOUR);
    expect(told('sla_breached')).toEqual([]);
  });

  it('is not made longer while it is open, and begins anew once it was kept', () => {
    const {
      touch,
      look,
      told,
      book,
      model,
      sla: promised,
    } = ledger({ ...sla, on: { kind: 'signal', signal: 'quote_requested' } });
    touch('t1', 'quote_requested', NOW);
    look(NOW);
    touch('t2', 'quote_requested', NOW + 3 * HOUR);
    look(NOW + 3 * HOUR);
    expect(promised(NOW + 3 * HOUR)).toMatchObject({ startedAt: NOW, dueAt: NOW + 2 * HOUR, keptAt: null });
    const lost = { outcome: 'lost' as const, at: NOW, value: null, note: null, by: 'rep_1' };
    book().addOutcome(ADA.id, lost, model, NOW + 4 * HOUR);
    expect(promised(NOW + 4 * HOUR)).toMatchObject({ startedAt: NOW, keptAt: NOW + 4 * HOUR });
    touch('t3', 'quote_requested', NOW + 5 * HOUR);
    look(NOW + 5 * HOUR);
    expect(promised(NOW + 5 * HOUR)).toMatchObject({ startedAt: NOW + 5 * HOUR, dueAt: NOW + 7 * HOUR, keptAt: null });
    book().breach(ADA.id, model, NOW + 7 * HOUR);
    expect(told('sla_breached')).toHaveLength(1);
  });

  it('is not kept by the outcome that caused it', () => {
    const won = action('welcome', { on: { kind: 'stage', stage: 'customer' }, do: 'start_sla' });
    const { touch, look, book, model, sla: promised } = ledger(won);
    touch('t1', 'demo_requested', NOW);
    look(NOW);
    const outcome = { outcome: 'won' as const, at: NOW, value: null, note: null, by: 'rep_1' };
    book().addOutcome(ADA.id, outcome, model, NOW + HOUR);
    expect(promised(NOW + HOUR)).toMatchObject({ action: 'welcome', dueAt: NOW + 2 * HOUR, keptAt: null });
  });

  it('of several that are open is the one due first, and each is told of once', () => {
    const {
      touch,
      look,
      told,
      book,
      model,
      sla: promised,
    } = ledger(sla, { ...sla, id: 'later', settings: { hours: 3 } });
    touch('t1', 'demo_requested', NOW);
    look(NOW);
    expect(promised(NOW)).toMatchObject({ action: 'first_call' });
    for (const hours of [2, 2.5, 3, 4]) book().breach(ADA.id, model, NOW + hours * HOUR);
    expect(
      told('sla_breached')
        .map(({ sla }) => sla.action)
        .toSorted(),
    ).toEqual(['first_call', 'later']);
  });

  it('goes with an erased person', () => {
    const { sql, touch, look, book } = ledger(sla);
    touch('t1', 'demo_requested', NOW);
    look(NOW);
    book().erase(ADA.id, NOW);
    for (const query of ['SELECT lead FROM fired', 'SELECT lead FROM promises', 'SELECT lead FROM messages'])
      expect(sql.exec(query).toArray()).toEqual([]);
  });
});

describe('over the API', () => {
  let edge: Edge;
  let receiver: Receiver;
  beforeAll(async () => {
    edge = await Edge.start(undefined, true);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await edge.stop();
    await receiver.stop();
  });

  it('reps are alerted and webhooks told, of the crossing and of the broken promise', async () => {
    const actions = [
      action('tell', { do: 'notify_owner', settings: { text: 'Call now' } }),
      action('sla', { do: 'start_sla', settings: { hours: 1 / 3600 } }),
    ];
    await edge.api('PUT', '/v1/models', { ...DEFAULT, actions });
    expect((await edge.api('POST', '/v1/models/2/publish', {})).status).toBe(200);
    const events = ['action_fired', 'sla_breached'];
    const { secret } = (await edge.api('POST', '/v1/webhooks', { url: receiver.url('/a'), events })).body;
    await edge.api('POST', '/v1/touches', {
      touches: [{ id: 't1', email: 'ada@actions.example', type: 'demo_requested', occurredAt: Date.now() }],
    });
    await expect
      .poll(() =>
        receiver
          .messages('/a', secret)
          .map(({ type }) => type)
          .toSorted(),
      )
      .toEqual(['action_fired', 'action_fired', 'sla_breached']);
    const { socket, heard } = await listen();
    await expect
      .poll(() => heard.map(({ alert }) => alert))
      .toEqual(expect.arrayContaining(['Call now', 'Nobody got in touch in time: why sla']));
    socket.close();

    const { lead } = await edge.score('ada@actions.example');
    await edge.api('DELETE', `/v1/leads/${lead.id}`);
    await expect
      .poll(async () => {
        const later = await listen();
        await expect.poll(() => later.heard.some(({ type }) => type === 'score_changed')).toBe(true);
        later.socket.close();
        return later.heard.some(({ type }) => type === 'alert');
      })
      .toBe(false);
  });

  /** A socket that begins with everything there is. */
  async function listen() {
    const { ticket } = (await edge.api('POST', '/v1/live/tickets', {})).body;
    const socket = new WebSocket(`${edge.url.replace('http', 'ws')}/v1/live?ticket=${ticket}&since=0`);
    const heard: { type: string; alert?: string }[] = [];
    socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data)));
    return { socket, heard };
  }
});
