/** What travels: the contract's examples are accepted, nonsense is refused under its path, and schema and domain agree on types. */
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import { type Score, type Snapshot, score } from '../../shared/score';
import { tallyOf } from '../../shared/score/interpret';
import { snapshotOf } from '../../shared/score/snapshot';
import * as wire from '../../shared/wire';
import { refusedAt } from './refused';

const hash = 'ab'.repeat(32);

describe('the types of the wire and of the domain', () => {
  it('are one: each fits the other', () => {
    const received = (snapshot: v.InferOutput<typeof wire.Snapshot>): Snapshot => snapshot;
    const sent = (snapshot: Snapshot): v.InferInput<typeof wire.Snapshot> => snapshot;
    const shown = (body: v.InferOutput<typeof wire.ScoreBody>): Score => body;
    const answered = (body: Score): v.InferInput<typeof wire.ScoreBody> => body;
    expect([received, sent, shown, answered]).toHaveLength(4);
  });
});

describe('a batch of a page', () => {
  const example = {
    ...{ key: 'pk_1', visitor: '0f00', sentAt: 1790000000000 },
    events: [{ id: '01990', type: 'page_viewed', occurredAt: 1789999999000, url: 'https://acme.example/pricing' }],
  };

  it('is accepted as the contract shows it, with or without a key', () => {
    const { key, ...keyless } = example;
    expect(v.parse(wire.EventsRequest, example)).toEqual({ key, ...keyless });
    expect(v.parse(wire.EventsRequest, keyless)).toEqual(keyless);
  });

  it.each<[string, object]>([
    ['visitor', { visitor: undefined }],
    ['visitor', { visitor: 'a' }],
    ['visitor', { visitor: 'ada@northwind.example' }],
    ['sentAt', { sentAt: 'now' }],
    ['events', { events: [] }],
    ['events', { events: Array.from({ length: 101 }, () => ({})) }],
    ['events', { events: {} }],
    ['lead', { lead: 'ld_1' }],
  ])('is refused at %s', (path, wrong) => {
    expect(refusedAt(wire.EventsRequest, { ...example, ...wrong })).toContain(path);
  });
});

describe('facts from servers', () => {
  const touch = {
    id: 't1',
    email: 'Ada@Northwind.example',
    type: 'demo_requested',
    occurredAt: '2001-01-01T00:00:00Z',
  };

  it('are touches of any signal, also one that pages make', () => {
    expect(v.parse(wire.TouchInput, touch)).toEqual({
      ...touch,
      email: 'ada@northwind.example',
      occurredAt: 978307200000,
    });
    for (const type of ['pricing_viewed', 'fundraising']) expect(v.is(wire.TouchInput, { ...touch, type })).toBe(true);
    expect(v.is(wire.TouchInput, { ...touch, type: 'purchase_made', amount: 0 })).toBe(true);
    for (const amount of [undefined, -1, 2e15])
      expect(refusedAt(wire.TouchInput, { ...touch, type: 'purchase_made', amount })).toContain('amount');
    expect(refusedAt(wire.TouchInput, { ...touch, currency: 'Euro' })).toContain('currency');
    expect(refusedAt(wire.TouchInput, { ...touch, type: 'form_submitted' })).toContain('type');
    expect(refusedAt(wire.TouchInput, { ...touch, type: 'constructor' })).toContain('type');
    expect(refusedAt(wire.TouchInput, { ...touch, domain: 'no domain' })).toContain('domain');
    expect(refusedAt(wire.TouchInput, { ...touch, amount: 'much' })).toContain('amount');
    expect(refusedAt(wire.TouchesRequest, { touches: Array.from({ length: 501 }, () => touch) })).toContain('touches');
  });

  it('are attributes with their source', () => {
    const lead = { email: 'a@b.example', attributes: { title: 'VP', country: 'FR' }, source: 'crm', observedAt: 1 };
    expect(v.parse(wire.LeadUpsert, lead)).toMatchObject(lead);
    expect(v.parse(wire.AccountUpsert, {})).toMatchObject({ attributes: {}, source: 'api' });
    const account = { attributes: { name: 'Northwind', employees: 200, technologies: ['x'] }, source: 'enrichment' };
    expect(v.parse(wire.AccountUpsert, account)).toMatchObject(account);
    expect(v.parse(wire.DomainParam, { domain: 'Northwind.Example' })).toEqual({ domain: 'northwind.example' });
    expect(refusedAt(wire.LeadUpsert, { ...lead, attributes: { title: { deep: 1 } } })).toContain('attributes.title');
    expect(refusedAt(wire.LeadUpsert, { ...lead, email: 'nobody' })).toContain('email');
    expect(
      refusedAt(wire.AccountUpsert, {
        attributes: Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`a${i}`, i])),
      }),
    ).toContain('attributes');
  });

  it('are outcomes of one lead, named once', () => {
    const outcome = { lead: 'ld_1', outcome: 'won', at: '2026-11-22T09:00:00Z', value: 1200.5, note: 'signed' };
    expect(v.parse(wire.OutcomeRequest, outcome)).toMatchObject({ outcome: 'won', value: 1200.5 });
    expect(v.is(wire.OutcomeRequest, { ...outcome, email: 'a@b.example' })).toBe(false);
    expect(v.is(wire.OutcomeRequest, { outcome: 'won' })).toBe(false);
    expect(refusedAt(wire.OutcomeRequest, { ...outcome, outcome: 'sold' })).toContain('outcome');
  });
});

describe('a question for scores', () => {
  it.each([
    { email: 'ada@northwind.example' },
    { emailHash: hash },
    { lead: 'ld_1' },
    { linkedin: 'ada' },
    { hubspot: '1:2' },
    { salesforce: '00Q000000000001AAA' },
    { pipedrive: 'acme:7' },
    { domain: 'northwind.example' },
  ])('may name its lead by %j', (key) => {
    expect(v.parse(wire.ScoreKey, key)).toEqual(key);
    expect(v.parse(wire.ScoreQuery, { ...key, at: '1790000000000', model: '3', fresh: '1' })).toEqual({
      ...key,
      ...{ at: 1790000000000, model: 3, fresh: true },
    });
  });

  it('names exactly one, in its right form', () => {
    expect(v.is(wire.ScoreKey, {})).toBe(false);
    expect(v.is(wire.ScoreKey, { email: 'a@b.example', lead: 'ld_1' })).toBe(false);
    expect(refusedAt(wire.ScoreKey, { emailHash: hash.toUpperCase() })).toContain('emailHash');
    expect(refusedAt(wire.ScoreKey, { surprise: 1 })).toContain('surprise');
    expect(refusedAt(wire.ScoreQuery, { lead: 'ld_1', at: 'soon' })).toContain('at');
    expect(refusedAt(wire.ScoreQuery, { lead: 'ld_1', fresh: 'yes' })).toContain('fresh');
    expect(refusedAt(wire.ScoresRequest, { keys: [] })).toContain('keys');
    expect(refusedAt(wire.ScoresRequest, { keys: [{ lead: 'ld_1' }, { email: 'x' }] })).toContain('keys.1.email');
  });

  it('pages through the queue with a limit of 50 unless told', () => {
    expect(v.parse(wire.QueueQuery, {})).toEqual({ sort: 'priority', limit: 50 });
    const asked = {
      tier: '1',
      level: 'hot',
      grade: 'A',
      stage: 'prospect',
      account: 'northwind.example',
      limit: '200',
    };
    expect(v.parse(wire.QueueQuery, asked)).toEqual({ ...asked, tier: 1, limit: 200, sort: 'priority' });
    for (const [path, wrong] of Object.entries({
      tier: '4',
      limit: '201',
      sort: 'luck',
      grade: 'E',
      level: 'lukewarm',
      stage: 'x',
    })) {
      expect(refusedAt(wire.QueueQuery, { [path]: wrong })).toContain(path);
    }
  });
});

describe('an answer', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const lead = {
    id: 'ld_1',
    email: 'ada@northwind.example',
    name: 'Ada Lovelace',
    account: 'northwind.example',
    owner: null,
  };
  const tally = tallyOf([{ id: 'e', type: 'demo_requested', at: now, subject: 'lead:ld_1' }], DEFAULT, now);
  const snapshot = snapshotOf({ ...lead, stage: null, optedOut: false, attributes: {} }, null, tally, DEFAULT, now);
  const answer = score(snapshot, DEFAULT, now);

  it('carries a score, or why there is none, and the snapshot when asked', () => {
    expect(v.parse(wire.ScoreAnswer, { ...answer, snapshot })).toEqual({ ...answer, snapshot });
    expect(v.is(wire.ScoreAnswer, { unscored: 'unknown_lead' })).toBe(true);
    expect(refusedAt(wire.ScoreAnswer, { unscored: 'luck' })).toContain('unscored');
  });

  it('is told live, one message of three kinds', () => {
    const card = answer.lead;
    expect(v.is(wire.LiveMessage, { type: 'hello', cursor: 1 })).toBe(true);
    expect(
      v.is(wire.LiveMessage, {
        type: 'score_changed',
        cursor: 2,
        lead: card,
        score: 'score' in answer ? answer.score : null,
      }),
    ).toBe(true);
    expect(v.is(wire.LiveMessage, { type: 'alert', cursor: 3, lead: card, alert: 'tier 1' })).toBe(true);
    expect(refusedAt(wire.LiveMessage, { type: 'constructor', cursor: 1 })).toContain('type');
  });

  it('never takes a snapshot that is not whole', () => {
    expect(refusedAt(wire.Snapshot, { ...snapshot, tally: { ...tally, recent: [[now, 'luck']] } })).toContain(
      'tally.recent.0.1',
    );
    expect(refusedAt(wire.Snapshot, { ...snapshot, tally: { ...tally, horizon: null } })).toContain('tally.horizon');
    expect(refusedAt(wire.Snapshot, { ...snapshot, asOf: 'now' })).toContain('asOf');
    expect(refusedAt(wire.Snapshot, { ...snapshot, tally: { ...tally, format: 1 } })).toContain('tally.format');
  });
});
