/** Clicks of e-mail scanners are left out, in whatever order they become known; a person's clicks count. */
import { describe, expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets';
import type { Fact } from '../../shared/score/fact';
import { addFacts, tallyOf } from '../../shared/score/interpret';
import { emptyTally } from '../../shared/score/tally';

const NOW = Date.UTC(2026, 10, 22, 12);
let count = 0;
const mail = (type: string, ago: number, url?: string, sentAgo?: number): Fact => {
  count += 1;
  const sent = sentAgo === undefined ? {} : { sentAt: NOW - sentAgo };
  return { id: `m${count}`, type, at: NOW - ago, subject: 'l:1', ...(url === undefined ? {} : { url }), ...sent };
};
const counted = (facts: Fact[]) => {
  const tally = tallyOf(facts, DEFAULT, NOW);
  return {
    clicks: tally.recent.filter(([, signal]) => signal === 'email_clicked').length,
    scanner: tally.leftOut.scanner,
  };
};
const open = mail('email_opened', 60_000);

describe('a burst of clicks', () => {
  it.each([
    [
      'three links within 2 s, opened',
      [open, mail('email_clicked', 5000, '/a'), mail('email_clicked', 4000, '/b'), mail('email_clicked', 3000, '/c')],
      0,
      3,
    ],
    [
      'three links over 2 s and a ms, opened',
      [open, mail('email_clicked', 5001, '/a'), mail('email_clicked', 4000, '/b'), mail('email_clicked', 3000, '/c')],
      3,
      0,
    ],
    [
      'two links within 2 s, opened',
      [open, mail('email_clicked', 5000, '/a'), mail('email_clicked', 4000, '/b')],
      2,
      0,
    ],
    [
      'two links within 2 s, never opened',
      [mail('email_clicked', 5000, '/a'), mail('email_clicked', 4000, '/b')],
      0,
      2,
    ],
    [
      'one link three times',
      [mail('email_clicked', 5000, '/a'), mail('email_clicked', 5000, '/a'), mail('email_clicked', 5000, '/a')],
      3,
      0,
    ],
    ['one link, not opened (images are often blocked)', [mail('email_clicked', 5000, '/a')], 1, 0],
    ['a click 9,999 ms after sending', [mail('email_opened', 1), mail('email_clicked', 1, '/a', 10_000)], 0, 1],
    ['a click 10 s after sending', [mail('email_opened', 1), mail('email_clicked', 0, '/a', 10_000)], 1, 0],
    [
      'two links within 2 s, opened as they began',
      [mail('email_opened', 5000), mail('email_clicked', 5000, '/a'), mail('email_clicked', 3000, '/b')],
      2,
      0,
    ],
    [
      'two clicks that name no link, never opened',
      [mail('email_clicked', 5000), mail('email_clicked', 4000, '/a')],
      2,
      0,
    ],
    [
      'opened, and again after the click, told in the other order',
      [mail('email_opened', 1000), mail('email_clicked', 5000, '/a', 60_000), open],
      1,
      0,
    ],
    ['sent, not opened, clicked', [mail('email_clicked', 5000, '/a', 60_000)], 0, 1],
    ['opened as it was sent, and clicked', [open, mail('email_clicked', 5000, '/a', 60_000)], 1, 0],
    ['opened as it was clicked', [mail('email_opened', 5000), mail('email_clicked', 5000, '/a', 60_000)], 1, 0],
    ['another mail opened before it was sent', [open, mail('email_clicked', 5000, '/a', 59_999)], 0, 1],
    ['opened after the click', [mail('email_opened', 4999), mail('email_clicked', 5000, '/a', 60_000)], 0, 1],
  ])('%s', (_, facts, clicks, scanner) => {
    expect(counted(facts)).toEqual({ clicks, scanner });
  });

  it('is judged the same when its clicks come one by one, in any order', () => {
    const facts = [
      mail('email_clicked', 5000, '/a'),
      mail('email_clicked', 4000, '/b'),
      mail('email_clicked', 3500, '/c'),
      open,
    ];
    for (const order of [
      facts,
      facts.toReversed(),
      [facts[2], facts[0], facts[3], facts[1]].filter((fact) => fact !== undefined),
    ]) {
      let tally = emptyTally(NOW);
      order.forEach((fact, i) => {
        if (!addFacts(tally, [fact], DEFAULT, NOW)) tally = tallyOf(order.slice(0, i + 1), DEFAULT, NOW);
      });
      expect(tally).toEqual(tallyOf(facts, DEFAULT, NOW));
    }
  });
});

describe('a click in a mail whose sending is known', () => {
  const clicked = mail('email_clicked', 5000, '/a', 60_000);
  const later = mail('email_opened', 1000);

  it('is added to the history without a look at it once the mail was opened', () => {
    const tally = tallyOf([open], DEFAULT, NOW);
    expect(addFacts(tally, [clicked], DEFAULT, NOW)).toBe(true);
    expect(tally).toEqual(tallyOf([open, clicked], DEFAULT, NOW));
    expect(addFacts(tallyOf([], DEFAULT, NOW), [clicked, open], DEFAULT, NOW)).toBe(true);
  });

  it.each([
    ['before any open', [], [clicked]],
    ['when only a later open is known', [later], [clicked]],
    ['when the open becomes known after it', [clicked], [open]],
  ])('takes a look at the history %s', (_, past, more) => {
    expect(addFacts(tallyOf(past, DEFAULT, NOW), more, DEFAULT, NOW)).toBe(false);
  });

  it('takes a look at the history when it is too soon, though opened', () => {
    const soon = mail('email_clicked', 60_000, '/a', 60_001);
    expect(addFacts(tallyOf([mail('email_opened', 60_001)], DEFAULT, NOW), [soon], DEFAULT, NOW)).toBe(false);
  });

  it('is a person’s by an open of the same millisecond, whichever becomes known first', () => {
    const same = mail('email_opened', 5000);
    expect(addFacts(tallyOf([same], DEFAULT, NOW), [clicked], DEFAULT, NOW)).toBe(true);
    expect(addFacts(tallyOf([clicked], DEFAULT, NOW), [same], DEFAULT, NOW)).toBe(false);
  });

  it.each([
    [2000, false],
    [2001, true],
  ])('%i ms after another click it is added without a look: %s', (ms, isAdded) => {
    const other = mail('email_clicked', 5000 + ms, '/b');
    expect(addFacts(tallyOf([open, other], DEFAULT, NOW), [clicked], DEFAULT, NOW)).toBe(isAdded);
  });

  it('is not looked at again for an open that came after it', () => {
    expect(addFacts(tallyOf([clicked], DEFAULT, NOW), [later], DEFAULT, NOW)).toBe(true);
  });
});

describe('a click that a bot made', () => {
  it('is a part of a burst too, in whatever order it becomes known', () => {
    const bot: Fact = {
      id: 'form',
      type: 'form_submitted',
      at: NOW - 60_000,
      subject: 'v:b',
      evidence: { honeypot: true },
    };
    const voided: Fact = { ...mail('email_clicked', 5000, '/a'), subject: 'v:b' };
    const own = mail('email_clicked', 4500, '/b');
    const tally = tallyOf([bot, voided], DEFAULT, NOW);
    expect(addFacts(tally, [own], DEFAULT, NOW)).toBe(false);
    expect(counted([bot, voided, own])).toEqual({ clicks: 0, scanner: 2 });
  });
});

describe('a flood of clicks', () => {
  it('is a scanner’s, every one of them', () => {
    const flood = Array.from({ length: 5000 }, (_, i) => mail('email_clicked', 60_000 + i, `/${i}`));
    expect(counted(flood)).toEqual({ clicks: 0, scanner: 5000 });
  });
});
