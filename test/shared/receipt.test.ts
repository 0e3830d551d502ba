/** The receipt line by line: what each kind of rule, each cap and each signal says, word for word (scoring.md §4). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../shared/event';
import type { Model, Rule } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Fact } from '../../shared/score/fact';
import { exact } from '../../shared/score/reason';
import { at, facts, LEAD, modelWith, NOW, rule, scoreOf } from './scoring';

const reasonsOf = (model: Model, history: Fact[]) => scoreOf(model, history).reasons;

describe('points', () => {
  it('are the same given and taken, also where half a billionth is rounded', () => {
    for (let n = 0; n < 100; n++) expect(exact(-(n + 0.5) / 1e9)).toBe(-exact((n + 0.5) / 1e9));
  });
});

describe('a line of points', () => {
  const whole = { axis: 'points', family: 'engagement' } as const;

  it('of touches: what they were worth, what decay took, how many, the last', () => {
    const model = modelWith([
      rule('a', {
        decay: { kind: 'halfLife', days: 2 },
        when: { kind: 'touch', points: { pricing_viewed: 8, news: 4 } },
      }),
    ]);
    expect(reasonsOf(model, facts(['pricing_viewed', 0], ['pricing_viewed', 2 * DAY], ['news', 4 * DAY]))).toEqual([
      {
        ...{ ...whole, rule: 'a', label: 'Rule a', points: 12, peak: 16, lostToDecay: 4 },
        ...{ touches: 2, lastAt: at(0), source: 'person' },
      },
      {
        ...{ ...whole, rule: 'a', label: 'Rule a', points: 1, peak: 4, lostToDecay: 3 },
        ...{ touches: 1, lastAt: at(4 * DAY), source: 'company' },
      },
    ]);
  });

  it('of touches that are all folded still names the last', () => {
    const model = modelWith([rule('a', { when: { kind: 'touch', points: { pricing_viewed: 8 } } })]);
    const [line] = reasonsOf(model, facts(['pricing_viewed', 90 * DAY], ['pricing_viewed', 60 * DAY]));
    expect(line).toMatchObject({ points: 16, touches: 2, lastAt: at(60 * DAY) });
  });

  it('of a window counts only the touches in it', () => {
    const model = modelWith([rule('a', { windowDays: 3, when: { kind: 'touch', points: { pricing_viewed: 8 } } })]);
    const [line, ...more] = reasonsOf(model, facts(['pricing_viewed', 2 * DAY], ['pricing_viewed', 4 * DAY]));
    expect(line).toMatchObject({ points: 8, peak: 8, touches: 1, lastAt: at(2 * DAY) });
    expect(more).toEqual([]);
    expect(reasonsOf(model, facts(['pricing_viewed', 4 * DAY]))).toEqual([]);
  });

  it('of a volume: the count that it asks for, and what it gave when it has passed', () => {
    const model = modelWith([
      rule('v', { when: { kind: 'volume', signals: ['page_viewed'], count: 2, days: 3, points: 10 } }),
    ]);
    const views = facts(['page_viewed', DAY], ['page_viewed', 2 * DAY], ['page_viewed', 9 * DAY]);
    const line = {
      ...{ ...whole, rule: 'v', label: 'Rule v', points: 10, peak: 10, lostToDecay: 0 },
      ...{ touches: 2, lastAt: at(DAY), source: 'person' },
    };
    expect(reasonsOf(model, views)).toEqual([line]);
    expect(scoreOf(model, views, LEAD, NOW + DAY).reasons).toEqual([line]);
    const past = scoreOf(model, views, LEAD, NOW + DAY + 1).reasons;
    expect(past).toEqual([{ ...line, points: 0, lostToDecay: 10 }]);
  });

  it('of a cluster: its size and its last touch', () => {
    const when: Rule['when'] = { kind: 'cluster', signals: ['page_viewed', 'news'], count: 2, hours: 3, points: 9 };
    const model = modelWith([rule('c', { decay: { kind: 'halfLife', days: 1 }, when })]);
    expect(reasonsOf(model, facts(['page_viewed', DAY], ['news', DAY + HOUR], ['webinar_attended', 0]))).toEqual([
      {
        ...{ ...whole, rule: 'c', label: 'Rule c', points: 4.5, peak: 9, lostToDecay: 4.5 },
        ...{ touches: 2, lastAt: at(DAY), source: 'person' },
      },
    ]);
  });

  it('of an absence: since when', () => {
    const steps = [
      { days: 20, points: -9 },
      { days: 10, points: -4 },
    ];
    const model = modelWith([rule('i', { family: 'risk', when: { kind: 'inactive', steps } })]);
    expect(reasonsOf(model, facts(['page_viewed', 12 * DAY], ['email_opened', DAY]))).toEqual([
      {
        ...{ axis: 'points', family: 'risk', rule: 'i', label: 'Rule i', points: -4, peak: -4, lostToDecay: 0 },
        ...{ touches: 0, lastAt: at(12 * DAY), source: 'person' },
      },
    ]);
    expect(reasonsOf(model, facts(['email_opened', 40 * DAY]))).toEqual([]);
    expect(reasonsOf(model, facts(['page_viewed', 9 * DAY]))).toEqual([]);
  });

  it('of an attribute: whose word, and since when it was true', () => {
    const model = modelWith([
      rule('s', { family: 'fit', when: { kind: 'seniority', executive: 15, manager: 10, other: 5 } }),
      rule('m', { family: 'risk', when: { kind: 'mailbox', is: 'free', points: -10 } }),
      rule('f', { family: 'fit', when: { kind: 'fresh', of: 'lead', attribute: 'title', days: 2, points: 3 } }),
    ]);
    const fit = { axis: 'points', family: 'fit', touches: 0, lastAt: at(DAY), source: 'crm', lostToDecay: 0 } as const;
    const lines = reasonsOf(model, facts(['email_opened', 0]));
    expect(lines).toEqual([
      { ...fit, rule: 's', label: 'Rule s', points: 15, peak: 15 },
      { ...fit, rule: 'f', label: 'Rule f', points: 3, peak: 3 },
      {
        ...{ axis: 'points', family: 'risk', rule: 'm', label: 'Rule m', points: -10, peak: -10, lostToDecay: 0 },
        ...{ touches: 0, lastAt: null, source: 'address' },
      },
    ]);
    const later = scoreOf(model, facts(['email_opened', 0]), LEAD, NOW + DAY + 1).reasons;
    expect(later.map(({ rule: id }) => id)).toEqual(['s', 'm']);
  });

  it('of a trend: the day of the last touch', () => {
    const bands = [{ atLeast: 1, points: 5 }];
    const model = modelWith([
      rule('t', { when: { kind: 'trend', signals: ['product_used'], days: 2, least: 2, bands } }),
    ]);
    const uses = [3, 2, 1, 0].map((days): [string, number] => ['product_used', days * DAY]);
    expect(reasonsOf(model, facts(...uses))).toMatchObject([{ rule: 't', points: 5, lastAt: at(12 * HOUR) }]);
  });

  it('of each bound: a rule’s, a family’s, the total’s', () => {
    const rules = [
      rule('a', { cap: 6, when: { kind: 'touch', points: { pricing_viewed: 8 } } }),
      rule('b', { when: { kind: 'touch', points: { pricing_viewed: 5 } } }),
      rule('r', { family: 'risk', when: { kind: 'touch', points: { pricing_viewed: -9 } } }),
    ];
    const model = modelWith(rules, { caps: { families: { engagement: 10, risk: -4 }, total: 5 } });
    const cap = (id: string, label: string, family: string, points: number) => ({
      ...{ axis: 'points', rule: id, label, family, points, peak: points, lostToDecay: 0 },
      ...{ touches: 0, lastAt: null, source: 'model' },
    });
    const caps = reasonsOf(model, facts(['pricing_viewed', 0])).filter(({ source }) => source === 'model');
    expect(caps).toEqual([
      cap('cap:a', 'Rule a: cap', 'engagement', -2),
      cap('cap:family_engagement', 'Family engagement: cap', 'engagement', -1),
      cap('cap:family_risk', 'Family risk: cap', 'risk', 5),
      cap('cap:total', 'Total: cap', 'risk', -1),
    ]);
  });

  it('of suspicion', () => {
    const model = modelWith([rule('a', { when: { kind: 'touch', points: { page_viewed: 8 } } })]);
    const reasons = scoreOf(model, facts(['page_viewed', 0]), { ...LEAD, email: 'ada@mailinator.com' }).reasons;
    expect(reasons.at(-1)).toEqual({
      ...{ axis: 'points', rule: 'spam_suspicious', label: 'Looks like spam', family: 'risk', points: -30, peak: -30 },
      ...{ lostToDecay: 0, touches: 0, lastAt: null, source: 'evidence' },
    });
  });
});

describe('a line of Balance', () => {
  const model: Model = { ...DEFAULT, rules: [] };
  const pricing = { axis: 'balance', rule: 'pricing_viewed', label: 'Pricing page', family: 'intent' } as const;

  it('of a signal: weight × touches at its peak, and its cap as a line of its own', () => {
    const views = facts(['pricing_viewed', HOUR], ['pricing_viewed', 2 * HOUR], ['pricing_viewed', 3 * HOUR]);
    expect(reasonsOf(model, views)).toEqual([
      { ...pricing, points: 18, peak: 18, lostToDecay: 0, touches: 3, lastAt: at(HOUR), source: 'person' },
      {
        ...{ ...pricing, rule: 'cap:pricing_viewed', label: 'Pricing page: cap', points: -6, peak: -6 },
        ...{ lostToDecay: 0, touches: 0, lastAt: null, source: 'model' },
      },
    ]);
  });

  it('says what fading took, and leaves out who is worth nothing any more', () => {
    const age = 48 * HOUR + 10.34 * HOUR;
    const seen = facts(
      ['pricing_viewed', age],
      ['pricing_viewed', 0],
      ['pricing_viewed', 160 * HOUR],
      ['news', 160 * HOUR],
    );
    expect(reasonsOf(model, seen)).toEqual([
      { ...pricing, points: 9, peak: 12, lostToDecay: 3, touches: 2, lastAt: at(0), source: 'person' },
    ]);
  });

  it('stands in the order of the signals’ names, whichever came first', () => {
    const names = (history: Fact[]) => reasonsOf(model, history).map((reason) => reason.rule);
    expect(names(facts(['pricing_viewed', HOUR], ['news', 0]))).toEqual(['news', 'pricing_viewed']);
    expect(names(facts(['pricing_viewed', 0], ['news', HOUR]))).toEqual(['news', 'pricing_viewed']);
  });

  it('of a company’s signal is the company’s', () => {
    expect(reasonsOf(model, facts(['fundraising', 0]))).toMatchObject([{ source: 'company', points: 9 }]);
  });
});
