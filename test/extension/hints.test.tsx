/** Hints where mails are written: for whom there is one, what a press opens, and that nothing else changes. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { Drawing } from '../../extension/drawer';
import { type Hints, openHints } from '../../extension/hints';
import type { Known } from '../../extension/known';
import type { Draft, Screen } from '../../extension/sites/screen';
import { type HintsView, Hints as Lines } from '../../extension/ui/Hints';
import { ada, draw, KNOWN, quiet, readingOf } from './drawn';
import { personOf } from './people';

const [ADA, QUIET, GRACE] = ['ada@northwind.example', 'q@northwind.example', 'grace@contoso.example'];
const asked = vi.fn();
const known: Known = {
  ...KNOWN,
  found: (key) => (key === ADA ? personOf(ada) : key === QUIET ? personOf(quiet) : 'unknown'),
  ask: asked,
};
const card = { draw: () => {}, isAt: () => true, focus: () => {}, close: () => {} };
const views: HintsView[] = [];
const drawing: Drawing = { card, hints: { draw: (all) => views.splice(0, views.length, ...all) } };
const needed = vi.fn();

const pane = document.createElement('td');
const head = document.createElement('form');
const message = document.createElement('textarea');
const other = document.createElement('form');
const screenOf = (...drafts: Draft[]): Screen => ({
  place: { kind: 'other', key: null, record: '' },
  kind: 'mail',
  people: [],
  anchor: pane,
  drafts,
  rungs: {},
});
const peopleIn = ({ people }: Screen) => people.map(({ keys }) => keys[0]);
const both = screenOf({ anchor: other, keys: [QUIET] }, { anchor: head, keys: [ADA, GRACE, QUIET] });
let hints: Hints;

beforeEach(() => {
  for (const seen of [asked, needed]) seen.mockClear();
  views.length = 0;
  pane.replaceChildren(head, message);
  const elsewhere = document.createElement('div');
  elsewhere.append(other);
  document.body.replaceChildren(pane, elsewhere);
  hints = openHints(
    known,
    (isNeeded) => {
      needed(isNeeded);
      return drawing;
    },
    () => {},
  );
});

it('is one for each recipient who has a score, window by window; whoever is not known is asked for and has none', () => {
  expect(hints.draw(both)).toBe(both);
  expect(views.map(({ anchor, people }) => [anchor, people.map(({ lead }) => lead.email)])).toEqual([
    [other, [QUIET]],
    [head, [ADA, QUIET]],
  ]);
  expect(asked).toHaveBeenCalledWith([QUIET, ADA, GRACE, QUIET]);
  expect([hints.surface('none'), hints.surface('anchored')]).toEqual(['hinted', 'anchored']);
});
it('brings nothing into a page where nobody is written to whom we know, and goes with its window', () => {
  hints.draw(screenOf({ anchor: head, keys: [GRACE] }));
  hints.draw(screenOf());
  expect([views, needed.mock.calls, hints.surface('none')]).toEqual([[], [[false], [false]], 'none']);
});
it('opens the card of whom it names, with the others of that mail, until it is pressed again or they are no recipient', () => {
  hints.draw(both);
  views[1]?.onOpen(quiet.lead.id);
  const open = hints.draw(both);
  expect([peopleIn(open), open.anchor]).toEqual([[QUIET, ADA], null]);
  views[1]?.onOpen(quiet.lead.id);
  expect(hints.draw(both)).toBe(both);
  views[1]?.onOpen(quiet.lead.id);
  const without = screenOf({ anchor: head, keys: [ADA] });
  expect(hints.draw(without)).toBe(without);
  expect(hints.draw(both)).toBe(both);
});
it('is opened by keys where the rep writes; elsewhere only when nothing else can be', () => {
  hints.draw(both);
  hints.open(false);
  expect(hints.draw(both)).toBe(both);
  message.focus();
  hints.open(false);
  expect(peopleIn(hints.draw(both))).toEqual([ADA, QUIET]);
  views[1]?.onOpen(ada.lead.id);
  message.blur();
  hints.draw(both);
  hints.open(true);
  expect(peopleIn(hints.draw(both))).toEqual([QUIET]);
});
it('is a line with badge, name and reason, that only a hand can press, and that leaves the caret where it is', () => {
  const onOpen = vi.fn();
  const root = draw(<Lines anchor={head} people={[readingOf(ada)]} onOpen={onOpen} />);
  const line = root.querySelector('button');
  expect(line?.textContent).toMatch(/^\d+ · T1 Ada <img src=x> Lovelace .+/);
  expect([line?.tabIndex, root.querySelector('img')]).toEqual([-1, null]);
  const click = (isTrusted: boolean) => {
    const event = new MouseEvent('click', { bubbles: true });
    Object.defineProperty(event, 'isTrusted', { value: isTrusted });
    line?.dispatchEvent(event);
  };
  click(false);
  expect(onOpen).not.toHaveBeenCalled();
  click(true);
  expect(onOpen.mock.calls).toEqual([[ada.lead.id]]);
  const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
  line?.dispatchEvent(down);
  expect(down.defaultPrevented).toBe(true);
});
