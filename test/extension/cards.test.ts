/** When a page's card is drawn: when somebody else is on screen, when there are news, when the page has moved it; not at every change of the page. */
import { beforeEach, expect, it, vi } from 'vitest';
import { CARD, type CardView, openCards } from '../../extension/cards';
import type { Known } from '../../extension/known';
import type { Screen } from '../../extension/sites/screen';
import { ada, readingOf } from './drawn';
import { MODEL, NOW, personOf } from './people';

const drawn = vi.fn<(view: CardView) => void>();
const room = { draw: drawn, isAt: vi.fn(() => true), close: vi.fn() };
Reflect.set(globalThis, CARD, () => room);

const known: Known = {
  found: (key) => (key === 'ada@northwind.example' ? personOf(ada) : 'unknown'),
  guess: () => [],
  ask: () => {},
  reading: ({ snapshot }) => readingOf(snapshot),
  confirm: () => {},
  report: () => {},
  model: () => MODEL,
  origin: () => null,
  link: () => ({ connection: 'live', heardAt: NOW }),
  wake: () => {},
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
let cards: ReturnType<typeof openCards>;

beforeEach(() => {
  room.isAt.mockReturnValue(true);
  cards = openCards(known, sayings, stories, () => {});
  cards.draw(screen('ada@northwind.example'), true);
  drawn.mockClear();
  room.close.mockClear();
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
