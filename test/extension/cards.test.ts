/** When a page's card is drawn: when somebody else is on screen, when there are news, when the page has moved it; not at every change of the page. */
import { beforeEach, expect, it, vi } from 'vitest';
import { type CardView, openCards } from '../../extension/cards';
import type { Known } from '../../extension/known';
import type { Screen } from '../../extension/sites/screen';
import { ada, KNOWN } from './drawn';
import { personOf } from './people';

const drawn = vi.fn<(view: CardView) => void>();
const room = { draw: drawn, isAt: vi.fn(() => true), focus: vi.fn(), close: vi.fn() };
const drawing = { card: room, hints: { draw: () => {} } };

const known: Known = {
  ...KNOWN,
  found: (key) => (key === 'ada@northwind.example' ? personOf(ada) : 'unknown'),
};
const sayings = { of: () => null, say: () => {}, takeBack: () => {}, hear: () => {} };
const stories = { of: () => null, snooze: () => {}, hear: () => {} };
const anchor = document.createElement('h2');
const screen = (email: string): Screen => ({
  place: { kind: 'other', key: null, record: '' },
  kind: 'mail',
  people: [{ keys: [email], name: null, company: null }],
  anchor,
  rungs: {},
});
const onChange = vi.fn();
let cards: ReturnType<typeof openCards>;

beforeEach(() => {
  room.isAt.mockReturnValue(true);
  cards = openCards({ known, sayings, stories, drawer: () => drawing, onChange });
  cards.draw(screen('ada@northwind.example'), true);
  drawn.mockClear();
  room.close.mockClear();
  room.focus.mockClear();
});

it('is not drawn again while only the page changes, and still says what it shows', () => {
  const { shown, surface } = cards.draw(screen('ada@northwind.example'), false);
  expect([shown.map(({ lead }) => lead.id), surface]).toEqual([[ada.lead.id], 'anchored']);
  expect(drawn).not.toHaveBeenCalled();
});

it('is drawn again with news, at another place, and when the page has moved it', () => {
  cards.draw(screen('ada@northwind.example'), true);
  cards.draw({ ...screen('ada@northwind.example'), anchor: null }, false);
  room.isAt.mockReturnValue(false);
  cards.draw({ ...screen('ada@northwind.example'), anchor: null }, false);
  expect(drawn).toHaveBeenCalledTimes(3);
});

it('is taken away once when nobody whom we know is on screen', () => {
  for (const hasNews of [false, false, true])
    expect(cards.draw(screen('grace@contoso.example'), hasNews)).toEqual({ shown: [], surface: 'none' });
  expect(room.close).toHaveBeenCalledTimes(2);
});

it('takes the focus once, unfolded, when it is called for; where there is nobody it takes none later either', () => {
  drawn.mock.lastCall?.[0].onToggle();
  cards.focus();
  expect(onChange).toHaveBeenCalled();
  for (const email of ['ada', 'ada', 'grace']) cards.draw(screen(`${email}@northwind.example`), true);
  expect(drawn.mock.calls.map(([{ isOpen }]) => isOpen)).toEqual([true, true]);
  expect(room.focus).toHaveBeenCalledTimes(1);
  cards.focus();
  for (const email of ['grace', 'ada']) cards.draw(screen(`${email}@northwind.example`), true);
  expect(room.focus).toHaveBeenCalledTimes(1);
});
