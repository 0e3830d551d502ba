/** What only some pages need, each in a part of its own: answers to calls, routes that are more than paths, forms. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';
import type { Told } from './foreign';

/** Where something may be filled in. */
const FORM = 'form,input,[src*=form],iframe:not([src*=youtube],[src*=vimeo],[src*=wistia])';
/** HubSpot's and Marketo's scripts, wherever a site serves them from. */
const SCRIPT = '[src*=hsforms],[src*="/forms2"]';
const PLAYER = '[src*=youtube],[src*=vimeo],[src*=wistia],[class*=wistia]';

interface Parts {
  answers: typeof import('./answers');
  calls: typeof import('./calls');
  consent: typeof import('./consent');
  forms: typeof import('./forms');
  framed: typeof import('./framed');
  hand: typeof import('./hand');
  players: typeof import('./players');
  requests: typeof import('./requests');
  routes: typeof import('./routes');
  scripted: typeof import('./scripted');
  videos: typeof import('./videos');
}

let areRoutesFollowed = false;
const told: Told = {};

/**
 * In: the core's hands, what the site counts as views, what the page has called, the event that brought us here, the word on consent.
 * May be called any number of times. Each part stands alone: what fails in one keeps no other from working.
 */
export function begin(
  record: Recorder,
  guard: Guard,
  view: () => void,
  follow: () => void,
  views: string | undefined,
  calls: unknown[][],
  event: Event | undefined,
  word: string,
  handOver: () => void,
  forgetVisitor: (mark?: string) => void,
): void {
  const isAwaited = word === 'required';
  if (isAwaited) after([load('consent')], ([{ begin }]) => begin(guard));
  // What is called before consent waits for it, but for a word against it.
  if (isAwaited ? calls.some(([name]) => name === 'optOut') : calls[0])
    after([load('calls')], ([{ answer }]) => answer(record, guard, view, calls, handOver, forgetVisitor));
  if (word !== 'granted') return;

  if (!areRoutesFollowed && (views || !window.navigation))
    after([load('routes')], ([{ begin }]) => begin(guard, view, follow, views));
  areRoutesFollowed = true;
  if (has(`video,${PLAYER}`)) after([load('videos')], ([{ begin }]) => begin(record, guard));
  if (has(PLAYER)) after([load('players'), load('videos')], ([{ begin }, videos]) => begin(videos, guard));
  // A field that is met may stand in a shadow tree.
  if (!/^[fs]/.test(`${event?.type}`) && !has(FORM)) return;
  after([load('framed')], ([{ begin }]) => begin(record, guard, told));
  if (has(SCRIPT)) after([load('scripted')], ([{ begin }]) => begin(record, guard, told));
  const recordOwn: Recorder = (draft) => {
    Object.assign(told, draft, { at: performance.now() });
    return record(draft);
  };
  after([load('forms'), load('answers'), load('hand'), load('requests')], ([forms, answers, hand, requests]) => {
    forms.begin(recordOwn, guard, event, answers, hand);
    requests.begin(forms.prepare, guard);
  });
}

const has = (selector: string) => document.querySelector(selector);

function load<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  // A name that the bundler cannot know: else it would look for the files.
  const file = `./${name}.js`;
  return import(/* @vite-ignore */ file);
}

function after<Loaded extends unknown[]>(
  parts: { [Place in keyof Loaded]: Promise<Loaded[Place]> },
  work: (loaded: Loaded) => void,
): void {
  Promise.all(parts)
    .then(work)
    .catch(() => {});
}
