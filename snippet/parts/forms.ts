/** Submissions, once each: by hand or by script, in the page, in shadow trees and in frames that are the page's own. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import { isElement } from './fields';

type Answers = typeof import('./answers');
type Hand = typeof import('./hand');
/** Tells whether a submission was taken. */
type Tell = (isTaken: boolean) => void;

/** The same submission within this time (ms) is a double click. */
const TWICE = 2000;

let record: Recorder;
let guard: Guard;
let answers: Answers;
let hand: Hand;
const watched = new WeakSet<EventTarget>();
/** Form → what was said in it last, and when. */
const said = new WeakMap<Element, [string, number]>();
/** Submissions of which the page may still say that it does not take them. */
let open: (() => void)[] = [];

/** In: the core's hands, submissions that came before us, the parts that read a form. May be called any number of times. */
export function begin(
  recorder: Recorder,
  guardian: Guard,
  submits: Event[],
  ...readers: [answers: Answers, hand: Hand]
): void {
  [record, guard, answers, hand] = [recorder, guardian, ...readers];
  if (!watched.has(window)) {
    watch(window);
    document.querySelectorAll('iframe').forEach(enter);
    listen(window, 'pagehide', settle);
    listen(document, 'load', ({ target }) => enter(target));
    guard(seeScripts)(HTMLFormElement.prototype);
  }
  submits.forEach(submitted);
}

function watch(target: EventTarget): void {
  if (watched.has(target)) return;
  watched.add(target);
  listen(target, 'submit', submitted);
  listen(target, `focusin ${hand.TYPES}`, (event) => {
    const path = event.composedPath();
    // Submissions do not leave a shadow tree; what the hand does in it is seen outside.
    for (const node of path) if (node instanceof ShadowRoot) watch(node);
    const [field] = path;
    if (!isElement(field) || event.currentTarget !== path.at(-1)) return;
    const owner = 'form' in field && field.form;
    hand.seen(event, isElement(owner) ? owner : (field.closest('form') ?? document.body));
  });
}

/** A frame that is ours to look into: what is in it belongs to the page. */
function enter(frame: EventTarget | null): void {
  if (frame instanceof HTMLIFrameElement && frame.contentDocument && frame.contentWindow) watch(frame.contentWindow);
}

function listen(target: EventTarget, types: string, work: (event: Event) => void): void {
  for (const type of types.split(' ')) target.addEventListener(type, guard(work), true);
}

/** `form.submit()` causes no event. */
function seeScripts(prototype: HTMLFormElement): void {
  const { submit } = prototype;
  prototype.submit = function (this: HTMLFormElement) {
    guard(() => prepare(this)?.(true))();
    submit.call(this);
  };
}

function submitted(event: Event): void {
  // Of an event that is over, only the target is left.
  const form = event.composedPath()[0] ?? event.target;
  const tell = isElement(form) && prepare(form, event.timeStamp);
  if (!tell) return;
  // Handlers run after this: what they say of the form is known when they are done, at the latest when the page goes.
  open.push(() => tell(!event.defaultPrevented || !hand.isRejected(form)));
  setTimeout(guard(settle));
}

function settle(): void {
  const due = open;
  open = [];
  for (const work of due) work();
}

/**
 * In: a form, or what stands for one, that is about to be submitted, when (`performance.now()`). Out: what reports it, as it is now, once it is known whether it
 * was taken; undefined where we know of it, for the core tells of each too, or where this is the second press of a double click. A corrected address is another submission.
 */
export function prepare(form: Element, now = performance.now()): Tell | undefined {
  const given = answers.answersIn(form);
  const evidence = hand.evidenceOn(form, now);
  const text = `${given.email} ${given.fields}`;
  const [last, at = 0] = said.get(form) ?? [];
  if (now === at || (text === last && now - at < TWICE)) return;
  said.set(form, [text, now]);
  return (isTaken) => {
    if (isTaken) record({ type: 'form_submitted', ...given, evidence });
    else said.set(form, ['', now]);
  };
}
