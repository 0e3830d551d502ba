/** The queue: in order, moved by live messages, cooling without a network, and safe to show. */
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DAY, HOUR } from '../../../shared/event';
import type { LiveMessage } from '../../../shared/wire';
import type { ScoreAnswer } from '../../../worker/console/api';
import { startClock } from '../../../worker/console/clock';
import { loadModels, models } from '../../../worker/console/models';
import { QueuePage } from '../../../worker/console/pages/queue';
import { createQueue } from '../../../worker/console/queue';
import { answerFor, answerWith, draw, MODELS, settle } from './stage';

const NOW = Date.UTC(2026, 10, 22, 12);
const ada = answerFor('Ada', [['demo_requested', NOW - HOUR]], NOW);
const grace = answerFor('Grace', [['pricing_viewed', NOW - 2 * HOUR]], NOW);

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
  models.value = [];
});

describe('queue', () => {
  it('sorts again when a live message moves a lead, and marks it', async () => {
    const { queue, root } = await opened([ada, grace]);
    expect(namesIn(root)).toEqual(['Ada', 'Grace']);
    const hotter = answerFor(
      'Grace',
      [
        ['pricing_viewed', NOW - HOUR],
        ['demo_requested', NOW],
      ],
      NOW,
    );
    await act(() => queue.hear(changed(hotter)));
    expect(namesIn(root)).toEqual(['Grace', 'Ada']);
    expect(root.querySelector('tbody tr')?.textContent).toContain('just now');
  });

  it('cools down as the clock runs, without asking anybody', async () => {
    const { root, asked } = await opened([ada, grace]);
    const before = asked.length;
    expect(chipsIn(root)).toEqual(['T1', 'T2']);
    await act(async () => void (await vi.advanceTimersByTimeAsync(60 * HOUR)));
    expect(chipsIn(root)).toEqual(['T2', 'T3']);
    await act(async () => void (await vi.advanceTimersByTimeAsync(7 * DAY)));
    expect(chipsIn(root)).toEqual(['No tier', 'No tier']);
    expect(asked.length).toBe(before);
  });

  it('says what time will do next', async () => {
    const { root } = await opened([ada]);
    expect(root.querySelector('td.when')?.textContent).toMatch(/^T2 in \d\d h$/);
  });

  it('lets a row go that cools below the filter', async () => {
    const { queue, root } = await opened([ada]);
    await act(async () => void (await queue.filter({ tier: '1' })));
    expect(namesIn(root)).toEqual(['Ada']);
    await act(async () => void (await vi.advanceTimersByTimeAsync(60 * HOUR)));
    expect(root.textContent).toContain('No lead fits these filters.');
  });

  it('takes a lead out when a live message says that it has no score any more', async () => {
    const { queue, root } = await opened([ada, grace]);
    if (ada.lead === undefined) throw new Error('the lead of the test has no name');
    const message: LiveMessage = {
      type: 'score_changed',
      cursor: 3,
      lead: ada.lead,
      score: null,
      unscored: 'opted_out',
    };
    await act(() => queue.hear(message));
    expect(namesIn(root)).toEqual(['Grace']);
  });

  it('shows markup in a name as text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const { root } = await opened([answerFor(name, [['demo_requested', NOW]], NOW)]);
    expect(root.querySelector('img')).toBeNull();
    expect(namesIn(root)).toEqual([name]);
  });

  it('breaks an address behind its @, where a name is not known', async () => {
    const nameless = {
      ...ada,
      snapshot: ada.snapshot && { ...ada.snapshot, lead: { ...ada.snapshot.lead, name: null } },
    };
    const { root } = await opened([nameless]);
    expect(root.querySelector('.open')?.innerHTML).toBe('ada@<wbr>northwind.example');
  });

  it('explains how to get the first lead', async () => {
    const { root } = await opened([]);
    expect(root.querySelector('a[href="/demo/"]')).not.toBeNull();
    expect(root.querySelector('a[href="#/embed"]')).not.toBeNull();
  });
});

async function opened(leads: ScoreAnswer[]) {
  const asked = answerWith({ 'GET /v1/leads': [200, { leads, cursor: null }], 'GET /v1/models': [200, MODELS] });
  await loadModels();
  const queue = createQueue();
  onTestFinished(startClock());
  const root = await draw(<QueuePage queue={queue} />);
  await act(async () => void (await queue.load()));
  await settle();
  return { queue, root, asked };
}

function changed({ lead, score, snapshot }: ScoreAnswer): LiveMessage {
  if (lead === undefined || score === undefined || snapshot === undefined) throw new Error('not a scored lead');
  return { type: 'score_changed', cursor: 2, lead, score, snapshot };
}

const namesIn = (root: HTMLElement) => [...root.querySelectorAll('.open')].map((link) => link.textContent);
const chipsIn = (root: HTMLElement) =>
  [...root.querySelectorAll('td .chip:not(.stage)')].map((chip) => chip.textContent);
