/** The hot queue on our pages: asked for page by page, by what the rep wishes, current by news. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SLA } from '../../extension/english/surfaces';
import type { QueuePage, QueueWish } from '../../extension/messages';
import { openQueueView, type QueueView, SLAS } from '../../extension/queue';
import { Queue } from '../../extension/ui/Queue';
import { draw } from './drawn';
import { MODEL, NOW, owing, personOf, snapshotOf } from './people';
import { soon } from './soon';

const ada = personOf(await snapshotOf('ada@northwind.example', 'Ada', [['demo_requested', 2]]));
const bob = personOf(await snapshotOf('bob@northwind.example', 'Bob', [['pricing_viewed', 50]]));
const eve = personOf(await snapshotOf('eve@northwind.example', 'Eve', [['pricing_viewed', 90]]));

const server = vi.hoisted(() => ({ ask: (_: unknown): unknown => null, lookedAt: 0 }));
vi.spyOn(Date, 'now').mockReturnValue(NOW);
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { sendMessage: async ({ data }: { data: unknown }) => ({ answer: await server.ask(data) }) },
    storage: { local: { get: async () => ({ lookedAt: server.lookedAt }), set: async () => {} } },
  },
}));

const ask = vi.fn<(wish: QueueWish) => QueuePage | Promise<QueuePage>>();
let view: QueueView;
const open = async (wish?: QueueWish) => {
  view = openQueueView(() => {}, wish);
  await view.refresh();
};
const props = () => view.props(NOW);
const rows = () => props().rows.flatMap((_, place) => props().rowAt(place) ?? []);
const names = () => rows().map(({ brief }) => brief.lead.name);

beforeEach(() => {
  ask.mockReset();
  ask.mockImplementation(({ cursor }) =>
    cursor === null
      ? { people: [ada, bob], cursor: 'next', model: MODEL, isOld: false }
      : { people: [bob, eve], cursor: null, model: MODEL, isOld: false },
  );
  server.ask = (wish) => ask(Object(wish));
  server.lookedAt = 0;
});

describe('the hot queue', () => {
  it('comes page by page, nobody twice, until there are no more', async () => {
    await open();
    expect(names()).toEqual(['Ada', 'Bob']);
    props().onMore?.();
    props().onMore?.();
    await soon(() => expect(names()).toEqual(['Ada', 'Bob', 'Eve']));
    expect(ask).toHaveBeenCalledTimes(2);
    expect(props().onMore).toBeNull();
  });
  it('keeps what has been scrolled to when it is asked for again', async () => {
    await open();
    props().onMore?.();
    await soon(() => expect(names()).toHaveLength(3));
    ask.mockReturnValue({ people: [bob, ada], cursor: 'next', model: MODEL, isOld: false });
    await view.refresh();
    expect(names()).toEqual(['Bob', 'Ada', 'Eve']);
    expect(props().onMore).toBeNull();
  });
  it('asks for what the rep wishes; of two questions the later one counts', async () => {
    await open();
    let late: (page: QueuePage) => void = () => {};
    ask.mockReturnValueOnce(new Promise((resolve) => (late = resolve)));
    props().onWish({ tier: 1 });
    await soon(() => expect(ask).toHaveBeenCalledTimes(2));
    ask.mockReturnValueOnce({ people: [eve], cursor: null, model: MODEL, isOld: false });
    props().onWish({ words: 'ev' });
    await soon(() => expect(names()).toEqual(['Eve']));
    late({ people: [ada], cursor: null, model: MODEL, isOld: false });
    await soon(() =>
      expect(ask).toHaveBeenLastCalledWith(expect.objectContaining({ tier: 1, words: 'ev', cursor: null })),
    );
    expect(names()).toEqual(['Eve']);
  });
  it('shows what is new since the rep last looked, and nobody after', async () => {
    server.lookedAt = NOW - 10 * 3_600_000;
    await open();
    expect(rows().map(({ isNew }) => isNew)).toEqual([true, false]);
    props().onOnlyNew(true);
    await soon(() => expect(names()).toEqual(['Ada']));
    expect(ask.mock.lastCall?.[0].sort).toBe('recent');
    expect(props().onMore).toBeNull();
  });
  it('takes in news of whom it shows', async () => {
    await open();
    const { lead } = bob.snapshot;
    const person = personOf({ ...bob.snapshot, lead: { ...lead, name: 'Robert' } });
    view.hear({ type: 'changed', lead: lead.id, email: lead.email, person });
    expect(names()).toEqual(['Ada', 'Robert']);
  });
  it('stays as it was while nobody is there to ask', async () => {
    await open();
    ask.mockRejectedValueOnce(new Error('no background'));
    await view.refresh();
    expect(names()).toEqual(['Ada', 'Bob']);
    ask.mockReturnValueOnce({ people: [ada], cursor: null, model: MODEL, isOld: true });
    await view.refresh();
    const root = draw(<Queue {...props()} hasFilters={false} origin="https://steelyard.example" />);
    expect(root.textContent).toContain('Nobody answers: this is what was last known.');
    expect(root.querySelector('li a')?.getAttribute('href')).toBe(
      `https://steelyard.example/console/#/leads/${ada.snapshot.lead.id}`,
    );
  });
});

describe('my SLAs', () => {
  const late = personOf(owing(ada.snapshot, -2));
  const soonDue = personOf(owing(bob.snapshot, 3));
  const drawn = () => draw(<Queue {...props()} words={SLA} hasFilters={false} origin="https://steelyard.example" />);

  it('are the rep’s own, in the order in which they are due; what is overdue says so', async () => {
    ask.mockReturnValue({ people: [late, soonDue], cursor: null, model: MODEL, isOld: false });
    await open(SLAS);
    expect(ask).toHaveBeenCalledWith(expect.objectContaining({ isMine: true, sort: 'due' }));
    const root = drawn();
    expect(root.querySelector('h2')?.textContent).toBe('My SLAs');
    expect([...root.querySelectorAll('li .note')].map(({ textContent }) => textContent)).toEqual([
      'answer 2 h overdue · northwind.example',
      'answer due in 3 h · northwind.example',
    ]);
    expect(root.querySelectorAll('.overdue')).toHaveLength(1);
  });
  it('tick while nobody answers, and lose whom an outcome has reached meanwhile', async () => {
    const answered = personOf(owing(eve.snapshot, -5, NOW));
    ask.mockReturnValue({ people: [answered, late, soonDue], cursor: null, model: MODEL, isOld: true });
    await open(SLAS);
    expect(names()).toEqual(['Ada', 'Bob']);
    const root = draw(
      <Queue {...view.props(NOW + 4 * 3_600_000)} words={SLA} hasFilters={false} origin="https://steelyard.example" />,
    );
    expect(root.textContent).toContain('Nobody answers: this is what was last known.');
    expect([...root.querySelectorAll('.overdue')].map(({ textContent }) => textContent)).toEqual([
      'answer 6 h overdue',
      'answer 1 h overdue',
    ]);
  });
  it('let go of who is another’s now or was answered, when asked again', async () => {
    ask.mockReturnValueOnce({ people: [late, soonDue], cursor: null, model: MODEL, isOld: false });
    await open(SLAS);
    ask.mockReturnValueOnce({ people: [soonDue], cursor: null, model: MODEL, isOld: false });
    await view.refresh();
    expect(names()).toEqual(['Bob']);
  });
  it('say in plain words that there are none, and nothing when nobody could be asked', async () => {
    ask.mockReturnValueOnce({ people: [], cursor: null, model: MODEL, isOld: false });
    await open(SLAS);
    expect(drawn().textContent).toBe('My SLAsYou owe nobody an answer.');
    ask.mockReturnValueOnce({ people: [], cursor: null, model: MODEL, isOld: true });
    await view.refresh();
    expect(drawn().textContent).not.toContain('You owe nobody');
  });
});
