/** A ledger's desk for property tests: people, what may happen to them in any order, and a book that takes it in. */
import fc from 'fast-check';
import { bucketOf, domainOf, leadId } from '../../shared/id';
import { DEFAULT } from '../../shared/presets';
import { Book, type Put } from '../../worker/objects/ledger/book';
import type { Entry, Said } from '../../worker/objects/ledger/events';
import { timeline } from '../../worker/objects/ledger/events';
import { leadById, type Outcome } from '../../worker/objects/ledger/people';
import { recordOf } from '../../worker/objects/ledger/record';
import { stretchesOfLead } from '../../worker/objects/ledger/ties';
import { ledgerStorage } from './sqlite.ts';

const START = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;
/** Three of one company, one of another, and one with a mailbox of their own. */
const ADDRESSES = [
  'p0@northwind.example',
  'p1@northwind.example',
  'p2@northwind.example',
  'p3@fabrikam.example',
  'p4@web.example',
];
export const PEOPLE = ADDRESSES.map((email, n) => {
  const [hash, domain] = [`${n}`.repeat(64), domainOf(email)];
  const isPrivate = domain === 'web.example';
  const bucket = bucketOf(isPrivate ? email : domain);
  return { id: leadId(bucket, hash), email, hash, bucket, account: isPrivate ? null : domain };
});
export const person = (n: number) => PEOPLE[n] ?? { id: '', email: '', hash: '', bucket: 0, account: null };

export type Step =
  | { do: 'view'; visitor: number; at: number }
  | { do: 'submit'; visitor: number; who: number; at: number }
  | { do: 'touch'; who: number; at: number }
  | { do: 'company'; domain: string; at: number }
  | { do: 'say'; who: number; source: string; at: number }
  | { do: 'name'; who: number; name: number; takes: boolean }
  | { do: 'outcome'; who: number; outcome: 'meeting' | 'won' | 'lost'; at: number }
  | { do: 'merge'; who: number; other: number }
  | { do: 'undo'; which: number }
  | { do: 'parent'; is: boolean }
  | { do: 'erase'; who: number }
  | { do: 'look'; who: number };

type Doing<What extends Step['do']> = Extract<Step, { do: What }>;

const who = fc.nat(4);
const at = fc.nat(400).map((minutes) => START + minutes * MINUTE);
const visitor = fc.nat(2);
const ordinary = [
  fc.record({ do: fc.constant('view' as const), visitor, at }),
  fc.record({ do: fc.constant('submit' as const), visitor, who, at }),
  fc.record({ do: fc.constant('touch' as const), who, at }),
  fc.record({
    do: fc.constant('company' as const),
    domain: fc.constantFrom('northwind.example', 'fabrikam.example'),
    at,
  }),
  fc.record({ do: fc.constant('say' as const), who, source: fc.constantFrom('crm', 'form'), at }),
  fc.record({ do: fc.constant('outcome' as const), who, outcome: fc.constantFrom('meeting', 'won', 'lost'), at }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('merge' as const), who, other: who }) },
  fc.record({ do: fc.constant('parent' as const), is: fc.boolean() }),
  fc.record({ do: fc.constant('undo' as const), which: fc.nat(10) }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), who }) },
] as const;
const LENGTH = { maxLength: 40, size: 'max' } as const;
export const steps = fc.array(fc.oneof(...ordinary), LENGTH);
/** The same, and two names are said of several people. */
export const stepsWithNames = fc.array(
  fc.oneof(...ordinary, {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('name' as const), who, name: fc.nat(1), takes: fc.boolean() }),
  }),
  LENGTH,
);
/** The same, and people are erased. */
export const stepsWithErasures = fc.array(
  fc.oneof(...ordinary, { weight: 2, arbitrary: fc.record({ do: fc.constant('erase' as const), who }) }),
  LENGTH,
);

/** A ledger, and when it is what time. */
export class Desk {
  readonly sql = ledgerStorage();
  readonly book = new Book(this.sql);
  now = START + 500 * MINUTE;

  constructor() {
    for (const one of PEOPLE) this.book.putLead(one, [], [], { by: 'key', source: 'crm' }, this.now);
  }

  isKnown = (id: string): boolean => leadById(this.sql, id) !== undefined;

  row(id: string) {
    const row = leadById(this.sql, id);
    if (row === undefined) throw new Error(`${id} is unknown`);
    return row;
  }

  current(id: string) {
    return this.book.current(this.row(id), DEFAULT, this.now);
  }

  /** A person's own touches, company's signals left out. */
  touches(id: string): string[] {
    const stretches = stretchesOfLead(this.sql, { ...this.row(id).lead, account: null });
    return timeline(this.sql, stretches, 1000, null).rows.map((row) => `${row.at} ${row.id} ${row.subject}`);
  }

  record(id: string) {
    return recordOf(this.sql, this.row(id).lead);
  }

  /** Out: what became of it. */
  name(step: Doing<'name'>): Put {
    return this.book.putLead(person(step.who), [], nameOf(step), { by: 'key', source: 'crm' }, this.now, step.takes);
  }

  /** What happens to a ledger; merges are no events. */
  take(step: Step, n: number): void {
    this.now += 1000;
    const entry = entryOf(step, n);
    if (entry !== null) this.book.append([entry], this.now);
    if (step.do === 'say') this.book.putLead(person(step.who), ...saidBy(step, n), this.now);
    if (step.do === 'name') this.name(step);
    if (step.do === 'outcome') this.book.addOutcome(person(step.who).id, outcomeOf(step, n), DEFAULT, this.now);
    if (step.do === 'parent') this.book.setSubsidiaries(subsidiariesAfter(step), this.now);
    if (step.do === 'erase') this.book.erase(person(step.who).id, this.now);
    if (step.do === 'look' && this.isKnown(person(step.who).id)) this.current(person(step.who).id);
  }
}

export const nameOf = ({ name }: Doing<'name'>): string[] => [`linkedin:${name}`];

/** In: a step, its number. Out: the entry that it is, or null. */
export function entryOf(step: Step, n: number): Entry | null {
  const event = (subject: string, type: string, at: number, more: object = {}): Entry => {
    const body = JSON.stringify({ url: '/pricing', ...more });
    return { index: 0, subject, id: `e${n}`, type, at, source: 'site', body, ...more };
  };
  if (step.do === 'view') return event(`v:${step.visitor}`, 'page_viewed', step.at);
  if (step.do === 'submit')
    return event(`v:${step.visitor}`, 'form_submitted', step.at, { who: person(step.who), form: 'demo' });
  if (step.do === 'touch') return event(`l:${person(step.who).id}`, 'webinar_attended', step.at);
  return step.do === 'company' ? event(`a:${step.domain}`, 'fundraising', step.at) : null;
}

/** In: what somebody says of a person. Out: the word, another name, whose word it is. */
export function saidBy({ source, at }: Doing<'say'>, n: number): [Said[], string[], { by: string; source: string }] {
  const seen = { value: `title ${n}`, source, observedAt: at };
  return [[['title', seen]], [`external:${n}`], { by: 'key', source: 'crm' }];
}

export const outcomeOf = ({ outcome, at }: Doing<'outcome'>, n: number): Outcome => {
  return { outcome, at, value: null, note: String(n), by: 'rep' };
};

export const subsidiariesAfter = ({ is }: Doing<'parent'>): Record<string, string> =>
  is ? { 'fabrikam.example': 'northwind.example' } : {};
