/** The keys that show the card: they go to the page that has one, in the tab that is in front; else the popup opens, or the side panel. */
import { beforeEach, expect, it, vi } from 'vitest';
import { onKeys, SHOW_CARD } from '../../extension/keys';
import type { OnScreen, Surface } from '../../extension/messages';

type Listener = (command: string, tab: object) => void;
const wired = vi.hoisted(() => ({ listen: [] as Listener[] }));
const browser = vi.hoisted(() => ({
  commands: { onCommand: { addListener: (listener: Listener) => wired.listen.push(listener) } },
  action: { openPopup: undefined as (() => Promise<void>) | undefined },
  sidePanel: { open: vi.fn(() => Promise.resolve()) },
}));
vi.mock('wxt/browser', () => ({ browser }));

const openPopup = vi.fn(() => Promise.reject(new Error('the window has gone')));
const told: [tab: number, news: unknown][] = [];
const port = (tab: number) => ({
  sender: { tab: { id: tab } },
  postMessage: (news: unknown) => told.push([tab, news]),
});
const shows = (surface: Surface): OnScreen => ({ host: 'gmail', keys: [], rungs: {}, surface });
const pages = new Map([
  [port(1), null],
  [port(2), shows('none')],
  [port(3), shows('anchored')],
  [port(4), shows('hinted')],
]);
onKeys(pages);
const press = (tab: number, command: string = SHOW_CARD) =>
  wired.listen.forEach((hear) => {
    hear(command, { id: tab, windowId: 7 });
  });

beforeEach(() => {
  told.length = 0;
  browser.action.openPopup = openPopup;
  openPopup.mockClear();
  browser.sidePanel.open.mockClear();
});

it.each([3, 4])('call the card of tab %i, which has one or can open it', (tab) => {
  press(tab);
  expect(told).toEqual([[tab, { type: 'focus' }]]);
  expect(openPopup).not.toHaveBeenCalled();
});
it.each([1, 2, 9])('open the popup over tab %i, which has none', (tab) => {
  press(tab);
  expect(told).toEqual([]);
  expect(openPopup).toHaveBeenCalledTimes(1);
});
it('open the side panel in a browser that opens no popup, and leave other keys alone', () => {
  browser.action.openPopup = undefined;
  press(2);
  press(3, 'other');
  expect(browser.sidePanel.open.mock.calls).toEqual([[{ windowId: 7 }]]);
  expect(told).toEqual([]);
});
