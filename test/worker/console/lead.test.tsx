/** The page of a lead: both clocks, any past moment, outcomes, and nothing from outside that is more than text. */
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR } from '../../../shared/event';
import type { Touch } from '../../../worker/console/api';
import { now } from '../../../worker/console/clock';
import { createLead } from '../../../worker/console/lead';
import { loadModels, models } from '../../../worker/console/models';
import { LeadPage } from '../../../worker/console/pages/lead';
import { answerFor, answerWith, draw, MODELS, settle } from './stage';

const NOW = Date.UTC(2026, 10, 22, 12);
const NAME = '<b>Ada</b>';
const current = answerFor(NAME, [['demo_requested', NOW - HOUR]], NOW);
const earlier = answerFor(NAME, [['pricing_viewed', NOW - 3 * DAY]], NOW - 2 * DAY);
const TOUCH: Touch = {
  id: 'e1',
  type: 'page_viewed',
  occurredAt: '2026-11-22T11:00:00Z',
  receivedAt: '2026-11-22T11:00:01Z',
  source: 'snippet',
  identity: 'claimed',
  url: 'javascript:alert(1)',
  page: '01990b5e-5c1a-7000-8000-000000000001',
  engagedMs: 5000,
};

const MERGE = {
  ...{ id: 'mg_1', other: 'ld_other', at: '2026-11-21T09:00:00.000Z', by: 'key_crm' },
  ...{ undoneAt: null, undoneBy: null },
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  now.value = NOW;
});
afterEach(() => {
  vi.useRealTimers();
  models.value = [];
});

describe('lead page', () => {
  it('shows both clocks and says whose cut-offs they are', async () => {
    const { root } = await opened();
    expect([...root.querySelectorAll('.value')].map((value) => value.textContent)).toEqual(['10.0', '30.0']);
    expect(root.textContent).toContain('this project’s defaults');
    expect(root.querySelectorAll('table.receipt').length).toBe(2);
  });

  it('says by when an answer was promised, whether that is over, and that it was given', async () => {
    const sla = { action: 'call', why: 'Demos are answered', startedAt: NOW, dueAt: NOW + 2 * HOUR, keptAt: null };
    const { root, lead } = await opened();
    const promise = async (keptAt: number | null) => {
      const record = lead.held.value;
      if (record === null) throw new Error('it is not there');
      await act(() => {
        lead.held.value = { ...record, snapshot: { ...record.snapshot, sla: { ...sla, keptAt } } };
      });
      return root.querySelector('header.lead')?.textContent;
    };
    expect(await promise(null)).toContain('Answer due in 2 h: Demos are answered');
    await act(() => {
      now.value = NOW + 5 * HOUR;
    });
    expect(await promise(null)).toContain('Answer 3 h overdue: Demos are answered');
    expect(await promise(NOW + 4 * HOUR)).toContain('Answered 1 h ago');
  });

  it('cools as the clock runs', async () => {
    const { root } = await opened();
    await act(() => {
      now.value = NOW + 57.34 * HOUR;
    });
    expect(root.querySelector('.value')?.textContent).toBe('5.0');
  });

  it('reads any past moment again, and comes back', async () => {
    const { root, lead, asked } = await opened();
    await act(() => lead.lookAt(NOW - 2 * DAY));
    expect(asked.at(-1)?.path).toContain('at=2026-11-20T12%3A00%3A00.000Z');
    expect(root.querySelector('.value')?.textContent).toBe('6.0');
    await act(() => lead.lookAt(null));
    expect(root.querySelector('.value')?.textContent).toBe('10.0');
  });

  it('stays at now when the answer of a past moment comes late', async () => {
    const { root, lead } = await opened();
    await act(async () => {
      await Promise.all([lead.lookAt(NOW - 2 * DAY), lead.lookAt(null)]);
    });
    await settle();
    expect(lead.past.value).toBeNull();
    expect(root.querySelector('.value')?.textContent).toBe('10.0');
  });

  it('keeps an opened timeline open when something new comes in', async () => {
    const { lead } = await opened();
    lead.touches.value = [...lead.touches.value, { ...TOUCH, id: 'e0' }];
    lead.cursor.value = 'further';
    await act(() => lead.hear({ type: 'hello', cursor: 0 }));
    await settle();
    expect(lead.touches.value.map(({ id }) => id)).toEqual(['e1', 'e0']);
    expect(lead.cursor.value).toBe('further');
  });

  it('begins its timeline anew when what is opened and what came in do not meet', async () => {
    const { lead } = await opened();
    lead.touches.value = [{ ...TOUCH, id: 'e0' }];
    lead.cursor.value = 'further';
    await act(() => lead.hear({ type: 'hello', cursor: 0 }));
    await settle();
    expect(lead.touches.value.map(({ id }) => id)).toEqual(['e1']);
    expect(lead.cursor.value).toBeNull();
  });

  it('records an outcome with its note', async () => {
    const { root, asked } = await opened();
    const won = [...root.querySelectorAll('.choices button')].find((button) => button.textContent === 'Won');
    await act(async () => {
      won?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(asked.find(({ path }) => path === '/v1/outcomes')?.body).toEqual({ lead: current.lead?.id, outcome: 'won' });
    expect(root.textContent).toContain('Recorded: won.');
  });

  it('shows who was merged into it, and parts them after asking', async () => {
    const { root, asked } = await opened();
    const merges = root.querySelector('section[aria-labelledby=merges]');
    expect(merges?.querySelector('h3')?.textContent).toBe('ada@home.example');
    const button = (name: RegExp) =>
      [...(merges?.querySelectorAll('button') ?? [])].find(({ textContent }) => name.test(textContent ?? ''));
    await act(() => button(/^Undo/)?.click());
    expect(merges?.textContent).toContain('Each has its own history again');
    await act(() => button(/^Undo the merge with ada@home.example/)?.click());
    await settle();
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      `/v1/leads/${current.lead?.id}/merges/mg_1/undo`,
    ]);
  });

  it('shows names and addresses of the outside as text', async () => {
    const { root } = await opened();
    expect(root.querySelector('h1')?.textContent).toBe(NAME);
    expect(root.querySelector('h1 b')).toBeNull();
    expect(root.querySelector('.timeline')?.textContent).toContain('javascript:alert(1)');
    expect(root.querySelector('.timeline a')).toBeNull();
    expect(root.querySelector('.timeline')?.textContent).toContain('5 s of attention');
    expect(root.querySelector('.timeline')?.textContent).not.toContain('01990b5e');
  });
});

async function opened() {
  const id = current.lead?.id ?? '';
  const merge = { ...MERGE, lead: id };
  const knownAs = [{ name: 'email:ada@home.example', by: 'key_crm', source: 'merge', at: MERGE.at }];
  const record = { attributes: {}, aliases: [], knownAs, outcomes: [], visitors: 1 };
  const asked = answerWith({
    'GET /v1/models': [200, MODELS],
    [`GET /v1/leads/${id}`]: [200, { ...current, trend: null, record }],
    [`GET /v1/leads/${id}/timeline`]: [200, { touches: [TOUCH], cursor: null }],
    [`GET /v1/leads/${id}/merges`]: [200, { merges: [merge], cursor: null }],
    [`POST /v1/leads/${id}/merges/mg_1/undo`]: [200, { ...merge, undoneAt: MERGE.at, undoneBy: 'key_admin' }],
    'GET /v1/scores': [200, earlier],
    'POST /v1/outcomes': [201, {}],
  });
  await loadModels();
  const lead = createLead(id);
  const root = await draw(<LeadPage lead={lead} />);
  await act(() => lead.load());
  await settle();
  return { root, lead, asked };
}
