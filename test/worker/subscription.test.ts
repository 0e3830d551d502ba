/** Who hears what on the live feed, and when a socket that reads no more is let go. */
import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../shared/wire';
import { counted, isStuck } from '../../worker/objects/workspace/pace';
import { isFor, mayBeFor, type Place, subscriptionIn } from '../../worker/objects/workspace/subscription';

const place = (more: Partial<Place> = {}): Place => ({
  ...{ lead: 'ld_1', account: 'acme.example', owner: 'ann', stage: 'lead', tier: 1, level: 'hot', grade: 'A' },
  ...more,
});
const wanted = (more: Partial<Subscription> = {}): Subscription => ({ leads: [], accounts: [], queue: null, ...more });

describe('a subscription', () => {
  it.each([
    ['nothing', wanted(), true],
    ['the lead', wanted({ leads: ['ld_1'] }), true],
    ['another lead', wanted({ leads: ['ld_2'] }), false],
    ['the account', wanted({ accounts: ['acme.example'] }), true],
    ['another account', wanted({ accounts: ['other.example'] }), false],
    ['another lead or the account', wanted({ leads: ['ld_2'], accounts: ['acme.example'] }), true],
    ['a queue that fits', wanted({ queue: { tier: 1, owner: 'ann' } }), true],
    ['a queue that fits in part', wanted({ queue: { tier: 1, owner: 'bob' } }), false],
    ['a queue without filters', wanted({ queue: {} }), true],
  ])('that names %s', (_, subscription, isHeard) => {
    expect(isFor(subscription, place(), null)).toBe(isHeard);
  });

  it('to a queue hears of who comes in and of who leaves, not of who stays outside', () => {
    const queue = wanted({ queue: { tier: 1 } });
    expect(isFor(queue, place({ tier: 1 }), place({ tier: 2 }))).toBe(true);
    expect(isFor(queue, place({ tier: 2 }), place({ tier: 1 }))).toBe(true);
    expect(isFor(queue, place({ tier: 3 }), place({ tier: 2 }))).toBe(false);
  });

  it('hears more rather than less of what happened while the client was away', () => {
    expect(mayBeFor(wanted({ queue: { tier: 1 } }), place({ tier: 3 }))).toBe(true);
    expect(mayBeFor(wanted({ leads: ['ld_2'] }), place())).toBe(false);
    expect(mayBeFor(wanted(), place())).toBe(true);
  });

  it('is read from what a client says, and from nothing else', () => {
    const said = { type: 'subscribe', accounts: [' ACME.example'] };
    expect(subscriptionIn(JSON.stringify(said))).toEqual(wanted({ accounts: ['acme.example'] }));
    for (const nonsense of [
      ...['', 'luck', '[]', 'null', '{"type":"luck"}', '{"type":"subscribe","leads":"all"}'],
      ...['{"type":"subscribe","queue":{"tier":7}}', '{"type":"subscribe","__proto__x":1}'],
      JSON.stringify({ type: 'subscribe', leads: Array.from({ length: 101 }, (_, i) => `ld_${i}`) }),
      `{"type":"subscribe"${' '.repeat(9000)}}`,
    ])
      expect([nonsense, subscriptionIn(nonsense)]).toEqual([nonsense, null]);
    expect(subscriptionIn(new ArrayBuffer(8))).toBeNull();
  });
});

describe('a socket', () => {
  const MINUTE = 60_000;
  it('that pings is kept, whatever it is sent', () => {
    let known = counted(undefined, 900_000, 0, 0);
    for (let at = 20_000; at < 10 * MINUTE; at += 20_000) {
      known = counted(known, 900_000, at, at);
      expect(isStuck(known, at)).toBe(false);
    }
  });

  it('that is silent is let go once it was sent much for long', () => {
    const early = counted(counted(undefined, 900_000, 0, 0), 900_000, 0, 30_000);
    expect(isStuck(early, 30_000)).toBe(false);
    expect(isStuck(counted(early, 10, 0, 61_000), 61_000)).toBe(true);
    const quiet = counted(counted(undefined, 10, 0, 0), 10, 0, 10 * MINUTE);
    expect(isStuck(quiet, 10 * MINUTE)).toBe(false);
  });
});
