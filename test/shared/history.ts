/** Random histories of a lead: every kind of fact, in the order in which a ledger would come to know them. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '../../shared/event';
import type { Model, Rule } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import type { Answer, Score, Snapshot } from '../../shared/score';
import type { Fact } from '../../shared/score/fact';
import { addFacts, tallyOf } from '../../shared/score/interpret';
import { snapshotOf as asSnapshot } from '../../shared/score/snapshot';
import { emptyTally, type Tally } from '../../shared/score/tally';
import { SIGNAL_NAMES } from '../../shared/signal';

export const NOW = Date.UTC(2026, 10, 22, 12);
const SPAN = 40 * DAY;

/** Every kind of decay, a window, and a negative rule that fades. */
const OTHERS: Record<string, Partial<Rule>> = {
  unsubscribed: { decay: { kind: 'halfLife', days: 10 } },
  file_downloaded: { decay: { kind: 'linear', days: 20 } },
  email_clicked: { decay: { kind: 'holdThenHalfLife', holdDays: 10, days: 14 } },
  email_opened: { windowDays: 12.5 },
  demo_or_quote: { windowDays: 45 },
  webinar: { decay: { kind: 'none' } },
};

/** The default preset with those, and bounds on a family and on everything. */
export const MODEL: Model = {
  ...DEFAULT,
  rules: DEFAULT.rules.map((rule) => ({ ...rule, ...OTHERS[rule.id] })),
  caps: { families: { engagement: 45, risk: -40 }, total: 130 },
};

/** Moments cluster where the model looks closely. */
const age = fc.oneof(
  fc.integer({ min: -3 * MINUTE, max: SPAN }),
  fc.integer({ min: 0, max: 4 * DAY }),
  fc.constantFrom(0, 1, 47 * HOUR, 48 * HOUR, 72 * HOUR, 8 * DAY, 21 * DAY, 30 * DAY),
);
const views = ['v0', 'v1', 'v2', 'constructor'];
const evidence = fc.constantFrom(
  { keys: 5 },
  { honeypot: true },
  { webdriver: true, keys: 1 },
  { fillMs: 300, keys: 0 },
);
const what = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constantFrom(...SIGNAL_NAMES) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('page_engaged'),
      page: fc.constantFrom(...views, '/pricing', '/about'),
      engagedMs: fc.constantFrom(1000, 2500, 4999, 5000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('form_submitted'), form: fc.constantFrom('demo', 'news'), evidence }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('consent_changed'), consent: fc.constantFrom('granted', 'opted_out') }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('video_watched'), percent: fc.constantFrom(50, 75, 100) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('email_clicked'),
      url: fc.constantFrom('/a', '/b', '/c'),
      sentAt: fc.constantFrom(NOW - 9 * DAY, NOW - DAY, NOW - HOUR),
    }),
  },
);
const subject = fc.constantFrom('visitor:a', 'visitor:b', 'lead:ld_1', 'account:northwind.example');

/** How long after it happened a fact arrives: mostly at once, at times days later. */
const delay = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 12 * DAY }));

export interface Arrival {
  fact: Fact;
  /** ms */
  receivedAt: number;
}

const other = fc.record({ what, subject, age, delay }).map(({ what, subject, age, delay }) => ({
  fact: { ...what, subject, at: NOW - age, isClaimed: subject === 'visitor:b' },
  delay,
}));
/** Views of the pricing page with ids that attention can name; each id once. */
const pricing = fc
  .uniqueArray(fc.record({ id: fc.constantFrom(...views), subject, age, delay }), { selector: ({ id }) => id })
  .map((list) =>
    list.map(({ id, subject, age, delay }) => ({
      fact: { id, type: 'page_viewed', url: 'https://acme.example/pricing?a=1', subject, at: NOW - age },
      delay,
    })),
  );

/** A history as a ledger receives it: late, out of order, at the latest by NOW. */
export const arrivals: fc.Arbitrary<Arrival[]> = fc
  .tuple(pricing, fc.array(other, { maxLength: 40, size: 'max' }))
  .map(([first, rest]) =>
    [...first, ...rest]
      .map(({ fact, delay }, i) => ({ fact: { id: `e${i}`, ...fact }, receivedAt: Math.min(NOW, fact.at + delay) }))
      .toSorted((a, b) => a.receivedAt - b.receivedAt),
  );

export const history: fc.Arbitrary<Fact[]> = arrivals.map((list) => list.map(({ fact }) => fact));

const known = fc.constantFrom<Snapshot['lead']['attributes']>(
  {},
  { title: [{ value: 'VP Sales', source: 'crm', observedAt: 0 }] },
  { title: [{ value: 'Clerk', source: 'crm', observedAt: 0 }], phone: [{ value: '1', source: 'form', observedAt: 5 }] },
);
const account = fc.constantFrom<Snapshot['account']>(null, {
  domain: 'northwind.example',
  attributes: { employees: [{ value: 200, source: 'crm', observedAt: 0 }] },
});
/** Who the lead is. */
export const person = fc.record({ attributes: known, account, email: fc.constantFrom(null, 'ada@gmail.com') });
export type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

export const snapshotOf = (tally: Tally, { attributes, account, email }: Person, asOf = NOW): Snapshot =>
  asSnapshot(
    {
      ...{ id: 'ld_1', email, name: null, account: null, owner: null, stage: null },
      ...{ optedOut: false, attributes },
    },
    account,
    tally,
    MODEL,
    asOf,
  );

export const told = (facts: Fact[], who: Person): Snapshot => snapshotOf(tallyOf(facts, MODEL, NOW), who);

/**
 * In: arrivals, the sizes of the batches in which they come. Out: the tally at NOW as a ledger keeps it: it adds what it can,
 * and looks at the whole history again where it must.
 */
export function kept(list: Arrival[], sizes: number[]): Tally {
  let tally = emptyTally(list[0]?.receivedAt ?? NOW);
  for (let from = 0, i = 0; from < list.length; i++) {
    const to = from + (sizes[i % (sizes.length || 1)] ?? 1);
    const batch = list.slice(from, to).map(({ fact }) => fact);
    const now = list.slice(from, to).at(-1)?.receivedAt ?? NOW;
    const seen = list.slice(0, to).map(({ fact }) => fact);
    if (!addFacts(tally, batch, MODEL, now)) tally = tallyOf(seen, MODEL, now);
    from = to;
  }
  return addFacts(tally, [], MODEL, NOW) ? tally : emptyTally(NOW);
}

/** In: an answer, what to look at. Out: what was seen of its score; undefined when there is none. */
export function scored<T>(answer: Answer, look: (score: Score) => T): T | undefined {
  return 'score' in answer ? look(answer.score) : undefined;
}
