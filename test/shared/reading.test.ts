/** What attributes come to: whose word gives the points, what is in doubt, which words are for people. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import type { Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import { readAttributes } from '../../shared/score/attributes';
import { leadWith, modelWith, NOW, readUnder, said, type Told } from './known';

describe('of several sources', () => {
  const size = DEFAULT.rules[0]?.when ?? { kind: 'mailbox', is: 'free', points: 0 };
  const employees = [
    { value: '20', source: 'vendor', observedAt: NOW },
    { value: '500', source: 'crm', observedAt: NOW - 90 * DAY },
    { value: '5000', source: 'form', observedAt: NOW },
  ];

  it('the ranking of the model decides whose word gives the points, and a claim never does', () => {
    const given = (ranking: string[]) => readUnder(modelWith(size, { ranking }), {}, { employees }).given.rule;
    expect(given([])).toBeUndefined();
    expect(given(['crm', 'vendor'])).toMatchObject({ points: 20, source: 'crm', observedAt: NOW - 90 * DAY });
    expect(given(['form'])).toBeUndefined();
  });

  it('the losing ones are named in notes', () => {
    const { notes } = readUnder(modelWith(size, { ranking: ['crm'], staleDays: 30 }), {}, { employees });
    expect(notes).toEqual([
      {
        kind: 'conflict',
        count: 1,
        message: 'Employees: crm says “500”, vendor says “20”',
        after: null,
        until: NOW + 30 * DAY,
      },
      {
        kind: 'conflict',
        count: 1,
        message: 'Employees: crm says “500”, form says “5000”',
        after: null,
        until: NOW + 30 * DAY,
      },
      {
        kind: 'stale',
        count: 1,
        message: 'Employees: “500” is crm’s word of 2026-08-24',
        after: NOW - 60 * DAY,
        until: null,
      },
    ]);
  });
});

describe('a fit says', () => {
  const model = (relevance: Model['balance']['relevance']): Model => ({
    ...DEFAULT,
    balance: { ...DEFAULT.balance, relevance },
  });

  it.each([
    ['Software', 'Computer Software', 'Software'],
    ['software', '541511', 'software'],
    ['Banking', 'Computer Software', null],
    ['fintech', 'Fintech', 'fintech'],
  ])('which row of relevance applies: %s to %s', (row, industry, wanted) => {
    expect(readUnder(model({ [row]: {} }), {}, said({ industry })).industry).toBe(wanted);
  });

  it('prefers the row in the very words to one that means the same', () => {
    const rows = { software: {}, saas: {} };
    expect(readUnder(model(rows), {}, said({ industry: 'SaaS' })).industry).toBe('saas');
  });

  it.each<[Told, Told, string | null]>([
    [
      { title: 'VP Operations' },
      { employees: 200, industry: 'Software' },
      'VP Operations at a 200-person software company',
    ],
    [{ 'job title': 'CTO' }, { employees: '51-200' }, 'CTO at a 51–200-person company'],
    [{}, { employees: '10K+', industry: 'SaaS' }, 'works at a 10,000+ person SaaS company'],
    [{}, { industry: 541511 }, 'works at a software and IT services company'],
    [{ title: 'CEO' }, {}, 'CEO at northwind.example'],
    [{}, {}, 'works at northwind.example'],
  ])('who they are: %j, %j', (lead, account, wanted) => {
    expect(readUnder(DEFAULT, said(lead), said(account)).who).toBe(wanted);
  });

  it('nothing of those of whom nothing is known', () => {
    expect(readAttributes(leadWith({}, null), null, DEFAULT)).toEqual({
      given: {},
      most: 40,
      industry: null,
      technologies: [],
      title: null,
      who: null,
      evidence: [],
      ownEvidence: [],
      notes: [],
      companion: { reason: null, nextStep: null },
    });
  });

  it('which kinds of evidence its address and name are, of those that the model weighs', () => {
    const lead = said({ name: 'asdfgh' });
    expect(readUnder(DEFAULT, lead, {}, 'info@mailinator.com').evidence).toEqual([
      'disposable_mailbox',
      'gibberish_name',
    ]);
    const spam = { ...DEFAULT.spam, evidence: { role_address: 10 } };
    expect(readUnder({ ...DEFAULT, spam }, lead, {}, 'info@mailinator.com').evidence).toEqual(['role_address']);
  });

  it('at most fifty notes, whatever the number of sources', () => {
    const employees = Array.from({ length: 80 }, (_, i) => {
      return { value: String(10 ** (i % 6)), source: `s${i}`, observedAt: NOW };
    });
    expect(readUnder(DEFAULT, {}, { employees }).notes).toHaveLength(50);
  });
});
