/** RFM: golden cases, the public CDNOW customers, the table of segments, and what holds for any base. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DAY } from '../../shared/event';
import {
  Borders,
  bordersOf,
  DEFAULT_SEGMENTS,
  type Figures,
  figuresOf,
  type Purchase,
  rfmOf,
  rfmScore,
  Segments,
  segmentOf,
} from '../../shared/rfm';
import { msIn } from './case';
import { refusedAt } from './refused';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const rows = (path: string): string[][] =>
  read(path)
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/[\s,]+/));

const Numbers = v.array(v.number());
const golden = <T extends v.GenericSchema>(name: string, entries: T): v.InferOutput<T> =>
  v.parse(entries, JSON.parse(read(`cases/rfm/${name}.json`)));
const header = { spec: v.literal(1), about: v.string() };

describe('the golden quintiles', () => {
  const Case = v.strictObject({ name: v.string(), values: Numbers, scores: Numbers });
  const { cases } = golden('quintiles', v.strictObject({ ...header, cases: v.array(Case) }));
  it.each(cases)('$name', ({ values, scores }) => {
    const base = values.map((value) => ({ recencyDays: 100 - value, frequency: value, monetary: value }));
    const given = base.map((one) => rfmScore(one, bordersOf(base), DEFAULT_SEGMENTS));
    expect(given.map(({ r, f, m }) => [r, f, m])).toEqual(scores.map((score) => [score, score, score]));
  });
});

describe('the golden purchases', () => {
  const Bought = v.strictObject({ ago: v.string(), amount: v.number() });
  const Case = v.strictObject({
    name: v.string(),
    customers: v.record(v.string(), v.array(Bought)),
    expect: v.record(v.string(), v.looseObject({})),
    leftOut: v.strictObject({ refunds: v.number(), future: v.number() }),
  });
  const entries = v.strictObject({ ...header, now: v.pipe(v.string(), v.isoTimestamp()), cases: v.array(Case) });
  const { now, cases } = golden('purchases', entries);
  it.each(cases)('$name', (given) => {
    const at = (ago: string): number => Date.parse(now) - msIn(ago);
    const purchases = Object.entries(given.customers).map(([customer, bought]): [string, Purchase[]] => [
      customer,
      bought.map(({ ago, amount }) => ({ at: at(ago), amount })),
    ]);
    const base = rfmOf(new Map(purchases), DEFAULT_SEGMENTS, Date.parse(now));
    expect([...base.customers.keys()]).toEqual(Object.keys(given.customers));
    expect(Object.fromEntries(base.customers)).toMatchObject(given.expect);
    expect(base.leftOut).toEqual(given.leftOut);
  });

  it('of nobody give no borders', () => {
    expect(rfmOf(new Map(), DEFAULT_SEGMENTS, 0).borders).toEqual({ recencyDays: [], frequency: [], monetary: [] });
  });
});

describe('the CDNOW customers', () => {
  const bought = rows('fixtures/cdnow_sample.txt').map(([, customer = '', day = '', , amount]) => {
    const at = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
    return { customer, at, amount: Number(amount) };
  });
  const byCustomer = Map.groupBy(bought, ({ customer }) => customer);
  const base = rfmOf(byCustomer, DEFAULT_SEGMENTS, Date.UTC(1998, 6, 1));

  it('are all there', () => {
    expect([bought.length, base.customers.size, base.leftOut]).toEqual([6919, 2357, { refunds: 0, future: 0 }]);
  });

  it('have the figures, scores and segments that were computed another way', () => {
    const [, ...wanted] = rows('fixtures/cdnow_rfm.csv');
    const given = [...base.customers].map(([customer, answer]) => {
      if (!('segment' in answer)) return [customer, answer.unscored];
      const { recencyDays, frequency, monetary, r, f, m, segment } = answer;
      return [customer, ...[recencyDays, frequency, monetary.toFixed(2), r, f, m].map(String), segment];
    });
    expect(given).toEqual(wanted);
    expect(base.borders).toEqual({
      recencyDays: [512, 487, 442, 151],
      frequency: [2, 2, 3, 4],
      monetary: [15.54, 31.97, 59.26, 130.54],
    });
  });

  it('buy as the summary of the lifetimes library says, which counts days with a purchase until 30 September 1997', () => {
    const end = Date.UTC(1997, 8, 30);
    for (const [id = '', x, weeksToLast, weeks, mean] of rows('fixtures/cdnow_summary.csv').slice(1)) {
      const until = (byCustomer.get(id.padStart(4, '0')) ?? []).filter(({ at }) => at <= end);
      const days = [...Map.groupBy(until, ({ at }) => at)].map(([at, group]) => ({
        at,
        amount: group.reduce((sum, { amount }) => sum + amount, 0),
      }));
      const { figures } = figuresOf(id, days, end);
      const [first] = days;
      expect(figures?.frequency).toBe(Number(x) + 1);
      const recency = (Number(weeks) - Number(weeksToLast)) * 7;
      expect(Math.abs((figures?.recencyDays ?? Number.NaN) - recency)).toBeLessThan(0.08);
      const repeats = (figures?.monetary ?? Number.NaN) - (first?.amount ?? Number.NaN);
      expect(Math.abs(repeats / Math.max(1, Number(x)) - Number(mean))).toBeLessThan(0.00501);
    }
  });
});

describe('the table of segments', () => {
  const { segments } = golden(
    'segments',
    v.strictObject({ ...header, segments: v.record(v.string(), v.array(v.string())) }),
  );
  it.each(Object.entries(segments))('calls %s, from m 1 to 5, %j', (rf, names) => {
    const [r, f] = [...rf.matchAll(/\d/g)].map(Number);
    const given = [1, 2, 3, 4, 5].map((m) => segmentOf({ r: r ?? 0, f: f ?? 0, m }, DEFAULT_SEGMENTS).name);
    expect(given).toEqual(names);
  });

  it('covers all 125 combinations, is valid and travels as JSON', () => {
    expect(Object.values(segments).flat()).toHaveLength(125);
    expect(v.parse(Segments, JSON.parse(JSON.stringify(DEFAULT_SEGMENTS)))).toEqual(DEFAULT_SEGMENTS);
    expect(new Set(Object.values(segments).flat())).toEqual(new Set(DEFAULT_SEGMENTS.map(({ name }) => name)));
  });

  const all = { name: 'all', label: 'All', r: [1, 5], f: [1, 5], m: [1, 5] };
  it('may overlap: the first row that fits wins', () => {
    const table = v.parse(Segments, [{ ...all, name: 'top', r: [5, 5] }, all, { ...all, name: 'never' }]);
    const name = (r: number): string => segmentOf({ r, f: 1, m: 1 }, table).name;
    expect([name(5), name(4), name(1)]).toEqual(['top', 'all', 'all']);
  });

  it.each<[string, object[], string]>([
    ['0.r', [{ ...all, r: [4, 2] }], 'runs backwards: write the lower score first'],
    ['0.f.1', [{ ...all, f: [1, 6] }], 'is not a score: write 1, 2, 3, 4 or 5'],
    ['0.m.0', [{ ...all, m: [1.5, 5] }], 'is not a score: write 1, 2, 3, 4 or 5'],
    ['0.m.0', [{ ...all, m: [Number.NaN, 5] }], 'is not a score: write 1, 2, 3, 4 or 5'],
    ['0.m.2', [{ ...all, m: [1, 5, 5] }], 'is not a range: write [lowest, highest]'],
    ['0.f', [{ ...all, f: 5 }], 'is not a range: write [lowest, highest]'],
    ['0.label', [{ ...all, label: '' }], 'is empty: write what people read'],
    ['0.label', [{ ...all, label: 'x'.repeat(81) }], 'has more than 80 characters'],
    ...['VIP', '__proto__', '', 'a b', 'é', 'a-', '1a', `a${'b'.repeat(40)}`].map(
      (name): [string, object[], string] => [
        '0.name',
        [{ ...all, name }],
        'is not a name: write up to 40 lower-case letters, digits and "_"',
      ],
    ),
    ['', [all, { ...all, r: [5, 5] }], 'has two rows named "all": give each a name of its own'],
    ['', [], 'leaves r 1, f 1, m 1 without a segment: widen a row, or end with one of r, f and m [1, 5]'],
    [
      '',
      [
        { ...all, r: [2, 5] },
        { ...all, name: 'b', f: [2, 5] },
        { ...all, name: 'c', m: [1, 3] },
      ],
      'leaves r 1, f 1, m 4 without a segment: widen a row, or end with one of r, f and m [1, 5]',
    ],
    [
      '',
      Array.from({ length: 126 }, (_, i) => ({ ...all, name: `s${i}` })),
      'has more rows than there are combinations (125): join some',
    ],
  ])('is refused at "%s": %j', (path, table, message) => {
    expect(refusedAt(Segments, table)).toContain(path);
    expect(v.safeParse(Segments, table).issues?.map((issue) => issue.message)).toContain(message);
  });

  it('is refused without any one of the 125, and the message names it', () => {
    const scores = [1, 2, 3, 4, 5];
    const boxes = scores.flatMap((r) => scores.flatMap((f) => scores.map((m) => ({ r, f, m }))));
    const table = boxes.map(({ r, f, m }) => ({ name: `b${r}${f}${m}`, label: 'B', r: [r, r], f: [f, f], m: [m, m] }));
    expect(refusedAt(Segments, table)).toEqual([]);
    for (const [i, { r, f, m }] of boxes.entries())
      expect(() => v.parse(Segments, table.toSpliced(i, 1))).toThrow(`leaves r ${r}, f ${f}, m ${m} without a segment`);
  });

  it('takes 125 rows and names of 40 characters, and refuses an unknown field', () => {
    const names = Array.from({ length: 125 }, (_, i) => `s${i}`.padEnd(40, '_'));
    expect(
      refusedAt(
        Segments,
        names.map((name) => ({ ...all, name })),
      ),
    ).toEqual([]);
    expect(refusedAt(Segments, [{ ...all, colour: 'red' }])).toEqual(['0.colour']);
  });

  it('that never went through its schema says what it lacks', () => {
    expect(() => segmentOf({ r: 1, f: 2, m: 3 }, [])).toThrow('the table of segments leaves r 1, f 2, m 3 without');
  });
});

describe('a number that is none', () => {
  const good = { at: 0, amount: 1 };
  it.each<[string, Purchase]>([
    ['purchases.1.at is NaN: pass epoch milliseconds', { at: Number.NaN, amount: 1 }],
    ['purchases.1.at is Infinity: pass epoch milliseconds', { at: Number.POSITIVE_INFINITY, amount: 1 }],
    ['purchases.1.amount is NaN: pass a finite number', { at: 0, amount: Number.NaN }],
    ['purchases.1.amount is -Infinity: pass a finite number', { at: 0, amount: Number.NEGATIVE_INFINITY }],
    ['purchases.1.amount is 1e+308: pass at most 1000000000000000', { at: 0, amount: 1e308 }],
    ['purchases.1.amount is NaN: pass a finite number', { at: 2 * DAY, amount: Number.NaN }],
  ])('is refused: customer "ada": %s', (message, wrong) => {
    const base = new Map([
      ['bob', [good]],
      ['ada', [good, wrong]],
    ]);
    expect(() => rfmOf(base, DEFAULT_SEGMENTS, DAY)).toThrow(new RangeError(`customer "ada": ${message}`));
  });

  it('is refused as now; the largest amount is taken', () => {
    expect(() => figuresOf('ada', [], Number.NaN)).toThrow('now is NaN: pass epoch milliseconds');
    expect(figuresOf('ada', [{ at: 0, amount: 1e15 }], 0).figures?.monetary).toBe(1e15);
  });
});

describe('stored borders', () => {
  const kept = { recencyDays: [90, 60, 30, 7], frequency: [2, 3, 4, 5], monetary: [] };
  it('travel as JSON and are refused when they are none', () => {
    expect(v.parse(Borders, JSON.parse(JSON.stringify(kept)))).toEqual(kept);
    expect(refusedAt(Borders, { ...kept, frequency: [1, 2, 3] })).toEqual(['frequency']);
    expect(refusedAt(Borders, { ...kept, monetary: [1, 2, 3, Number.POSITIVE_INFINITY] })).toEqual(['monetary.3']);
    expect(() => v.parse(Borders, { ...kept, recencyDays: 'x' })).toThrow('make the borders again with bordersOf');
  });

  it('score a newcomer who is better or worse than the whole base', () => {
    const score = (one: Figures) => rfmScore(one, v.parse(Borders, kept), DEFAULT_SEGMENTS);
    expect(score({ recencyDays: 0, frequency: 99, monetary: 9 })).toMatchObject({ r: 5, f: 5, m: 3, segment: 'loyal' });
    expect(score({ recencyDays: 999, frequency: 1, monetary: 9 })).toMatchObject({ r: 1, f: 1, m: 3 });
  });
});
