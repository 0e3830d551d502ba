/** Cards as the tests draw them: two people, a hand that presses. */
import { type ComponentChild, render } from 'preact';
import type { Known } from '../../extension/known';
import { Card, type CardProps } from '../../extension/ui/Card';
import { type Reading, read } from '../../extension/ui/reading';
import type { Snapshot } from '../../shared/score';
import { MODEL, NOW, snapshotOf } from './people';

export const ada = await snapshotOf('ada@northwind.example', 'Ada <img src=x> Lovelace', [
  ['demo_requested', 2],
  ['pricing_viewed', 9 * 24],
  ['unsubscribed', 40 * 24],
]);
export const quiet = await snapshotOf('q@northwind.example', 'Quiet One', [['webinar_attended', 60 * 24]]);

/** What a card can do, and nothing told yet. */
export const REST = {
  said: null,
  told: null,
  elsewhere: [],
  onOutcome: () => {},
  onTakeBack: () => {},
  onSnooze: () => {},
};

/** A page that knows nobody, and reads whom it is told of. */
export const KNOWN: Known = {
  found: () => 'unknown',
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

export function readingOf(snapshot: Snapshot, now = NOW): Reading {
  const reading = read(snapshot, MODEL, now);
  if (reading === null) throw new Error('has no score');
  return reading;
}
export function draw(node: ComponentChild): HTMLElement {
  const root = document.createElement('div');
  render(node, root);
  return root;
}
export function cardOf(over: Partial<CardProps> = {}): HTMLElement {
  const props = {
    reading: readingOf(ada),
    model: MODEL,
    origin: 'https://steelyard.example',
    degree: 'email' as const,
    onConfirm: null,
    now: NOW,
    knownAt: NOW,
    ...REST,
  };
  return draw(<Card {...props} link={{ connection: 'live', heardAt: NOW }} {...over} />);
}
export const press = (root: HTMLElement, name: string, isTrusted: boolean) => {
  const button = [...root.querySelectorAll('button')].find(({ textContent }) => textContent === name);
  const click = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(click, 'isTrusted', { value: isTrusted });
  button?.dispatchEvent(click);
};
