/** What a card tells beside the score, and what a rep does with it. */
import { describe, expect, it, vi } from 'vitest';
import type { Story } from '../../extension/sync/story';
import { DAY, HOUR } from '../../shared/event';
import { cardOf, press } from './drawn';
import { NOW } from './people';

const hoursAgo = (hours: number) => new Date(NOW - hours * HOUR).toISOString();
const STORY: Story = {
  trend: { points: 44, balance: 3 },
  history: [null, 12, 30, 56],
  touches: [{ id: 't', type: 'pricing_viewed', occurredAt: hoursAgo(2) }],
  outcomes: [{ outcome: 'meeting', at: hoursAgo(73), note: 'in May', by: 'rep_1' }],
  aliases: [],
  company: { people: 5, engaged: 2, value: 14, others: ['Grace'] },
};
describe('the card', () => {
  it('takes a note along with the word, once, and offers to take both back', () => {
    const [onOutcome, onTakeBack] = [vi.fn(), vi.fn()];
    const root = cardOf({ onOutcome, onTakeBack });
    const note = root.querySelector('input') ?? document.createElement('input');
    note.value = ' call in May ';
    press(root, 'Lost', true);
    expect(onOutcome.mock.calls).toEqual([['lost', 'call in May']]);
    expect(note.value).toBe('');
    const undo = (state: 'waiting' | 'kept' | 'sent') => {
      const said = { key: 'k', outcome: 'lost', state } as const;
      press(cardOf({ said, onTakeBack }), 'Undo', false);
      press(cardOf({ said, onTakeBack }), 'Undo', true);
      return onTakeBack.mock.calls.length;
    };
    expect([undo('waiting'), undo('kept'), undo('sent')]).toEqual([1, 2, 2]);
  });
  it('tells how the lead came here, and what an earlier page left unsent', () => {
    const unsent = { key: 'k', outcome: 'won', state: 'kept' } as const;
    const root = cardOf({ told: { story: STORY, snoozedUntil: null, unsent } });
    expect(root.querySelector('.trend')?.textContent).toBe('+44 points in a week');
    expect(root.querySelector('.trend svg')?.getAttribute('aria-label')).toBe('Points in 4 days: from 12 to 56');
    expect(root.querySelector('.trend polyline')?.getAttribute('points')?.split(' ')).toHaveLength(3);
    expect(root.querySelector('.before')?.textContent).toBe(
      'Company: 2 of 5 people engaged, score 14; also GraceLast touchesPricing page 2 h agoSaid beforeMeeting: in May 3 days ago',
    );
    expect(root.querySelector('[aria-pressed="true"]')?.textContent).toBe('Won');
  });
  it('puts a lead aside until a morning, and takes it up again', () => {
    const onSnooze = vi.fn();
    press(cardOf({ onSnooze }), 'Tomorrow', false);
    press(cardOf({ onSnooze }), 'Tomorrow', true);
    const until: number = onSnooze.mock.calls[0]?.[0];
    expect([until > NOW, until < NOW + 2 * DAY, new Date(until).getHours()]).toEqual([true, true, 9]);
    const aside = cardOf({ onSnooze, told: { story: null, snoozedUntil: until, unsent: null } });
    expect(aside.querySelector('.snooze [role="status"]')?.textContent).toMatch(/^Put aside until /);
    press(aside, 'Take up again', true);
    expect(onSnooze.mock.calls).toEqual([[until], [null]]);
  });
});
