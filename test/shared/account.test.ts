/** The account score: each part by hand, and a receipt that adds up. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import { DEFAULT } from '../../shared/presets';
import { technologiesOf } from '../../shared/profile/technology';
import { accountScore, type Person } from '../../shared/score/account';
import { emptyTally } from '../../shared/score/tally';

const NOW = Date.UTC(2026, 10, 22);
const person = (id: string, points: number, visitedDaysAgo: number | null): Person => ({
  lead: { id, email: null, name: null, stage: 'lead' },
  points,
  tier: null,
  tally: { ...emptyTally(NOW), lastVisitAt: visitedDaysAgo === null ? null : NOW - visitedDaysAgo * DAY },
});
const model = { ...DEFAULT, account: { ...DEFAULT.account, technologies: { wanted: ['SAP', 'Kafka'], points: 20 } } };

describe('an account', () => {
  it('is its intent, the breadth, a fifth of its best three leads, and its technology', () => {
    const people = [
      person('a', 90, 1),
      person('b', 60, 29),
      person('c', 30, 30),
      person('d', 10, 31),
      person('e', -20, null),
    ];
    const scored = accountScore(12.5, people, ['kafka'], model, NOW);
    expect(scored.engaged).toBe(3);
    expect(scored.lines.map(({ part, points }) => [part, points])).toEqual([
      ['intent', 12.5],
      ['breadth', 20],
      ['best_leads', 36],
      ['technology', 10],
    ]);
    expect(scored.value).toBe(78.5);
    expect(scored.bestLeads.map(({ lead }) => lead.id)).toEqual(['a', 'b', 'c']);
    expect(scored.technology).toEqual({ wanted: ['SAP', 'Kafka'], known: ['Kafka'], all: ['kafka'] });
  });

  it('counts its leads in words', () => {
    const labels = [1, 2].map((count) => {
      const people = ['a', 'b'].slice(0, count).map((id) => person(id, 50, 1));
      return accountScore(0, people, [], model, NOW).lines.find(({ part }) => part === 'best_leads')?.label;
    });
    expect(labels).toEqual(['The best lead', 'The best 2 leads']);
  });

  it('knows a technology by any of its names, of the vendor or of the model', () => {
    const wanting = { ...model, account: { ...model.account, technologies: { wanted: ['SFDC', 'K8s'], points: 20 } } };
    const known = technologiesOf(['Sales Cloud']) ?? [];
    expect(accountScore(0, [], known, wanting, NOW).technology.known).toEqual(['SFDC']);
  });

  it('with nobody and nothing is nothing, without a line', () => {
    expect(accountScore(0, [], [], DEFAULT, NOW)).toMatchObject({ value: 0, engaged: 0, lines: [], bestLeads: [] });
  });

  it('does not depend on the order of its people', () => {
    const people = [person('a', 50, 1), person('b', 50, 1), person('c', 50, 1), person('d', 50, 1)];
    expect(accountScore(1, people.toReversed(), [], model, NOW)).toEqual(accountScore(1, people, [], model, NOW));
  });

  it.each([
    [
      ['SAP', ' kafka ', 'SAP'],
      ['kafka', 'sap'],
    ],
    ['SAP, Kafka', ['kafka', 'sap']],
    ['Apache Kafka|SAP S/4HANA', ['apache kafka', 'sap']],
    [7, []],
  ])('reads technologies from %j', (value, known) => {
    expect(technologiesOf(value) ?? []).toEqual(known);
  });
});
