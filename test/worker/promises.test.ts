/** Promises of contact: what starts, keeps and breaks them, and that a breach is told once. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../shared/event';
import { ADA, action, ledger, NOW } from './acting';

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
    const { touch, look, told, book, model, promised } = ledger({
      ...sla,
      on: { kind: 'signal', signal: 'quote_requested' },
    });
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

  it('is not made for what somebody has answered already: a touch that comes late, or with a merge', () => {
    const BOB = { ...ADA, id: `ld_00${'b'.repeat(24)}`, hash: 'b'.repeat(64), email: 'bob@acme.example' };
    const { touch, look, book, model, promised } = ledger({ ...sla, on: { kind: 'signal', signal: 'demo_requested' } });
    const outcome = { outcome: 'good' as const, at: NOW, value: null, note: null, by: 'rep_1' };
    book().addOutcome(ADA.id, outcome, model, NOW + HOUR);
    touch('t1', 'demo_requested', NOW);
    look(NOW + 2 * HOUR);
    expect(promised(NOW + 2 * HOUR)).toBeUndefined();
    book().putLead(BOB, [], [], { by: 'key', source: 'crm' }, NOW);
    book().mergeTold(BOB.id, { id: ADA.id }, 'rep_1', model, NOW + 3 * HOUR);
    book().evaluate(BOB.id, model, NOW + 3 * HOUR);
    expect(promised(NOW + 3 * HOUR)).toBeUndefined();
    touch('t2', 'demo_requested', NOW + 5 * HOUR);
    book().evaluate(BOB.id, model, NOW + 5 * HOUR);
    expect(promised(NOW + 5 * HOUR)).toMatchObject({ startedAt: NOW + 5 * HOUR, keptAt: null });
  });

  it('is not kept by the outcome that caused it', () => {
    const won = action('welcome', { on: { kind: 'stage', stage: 'customer' }, do: 'start_sla' });
    const { touch, look, book, model, promised } = ledger(won);
    touch('t1', 'demo_requested', NOW);
    look(NOW);
    const outcome = { outcome: 'won' as const, at: NOW, value: null, note: null, by: 'rep_1' };
    book().addOutcome(ADA.id, outcome, model, NOW + HOUR);
    expect(promised(NOW + HOUR)).toMatchObject({ action: 'welcome', dueAt: NOW + 2 * HOUR, keptAt: null });
  });

  it('of several that are open is the one due first, and each is told of once', () => {
    const { touch, look, told, book, model, promised } = ledger(sla, { ...sla, id: 'later', settings: { hours: 3 } });
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
