/** How the parts find each other, and what waits for them: each lies beside the others, and is fetched when it is needed. */

import type { Waiting } from '../index';

interface Parts {
  again: typeof import('./again');
  answers: typeof import('./answers');
  calls: typeof import('./calls');
  consent: typeof import('./consent');
  forms: typeof import('./forms');
  framed: typeof import('./framed');
  hand: typeof import('./hand');
  late: typeof import('./late');
  name: typeof import('./name');
  players: typeof import('./players');
  requests: typeof import('./requests');
  rest: typeof import('./rest');
  routes: typeof import('./routes');
  scripted: typeof import('./scripted');
  videos: typeof import('./videos');
}

/** In: the name of a part. Out: the part. */
export function load<Name extends keyof Parts>(name: Name): Promise<Parts[Name]> {
  // A name that the bundler cannot know: else it would look for the files.
  const file = `./${name}.js`;
  return import(/* @vite-ignore */ file);
}

/** In: parts under way, what to do when they are there. Each such work stands alone: what fails in one keeps no other from working. */
export function after<Loaded extends unknown[]>(
  parts: { [Place in keyof Loaded]: Promise<Loaded[Place]> },
  work: (loaded: Loaded) => void,
): void {
  Promise.all(parts)
    .then(work)
    .catch(() => {});
}

/** What the page called. */
export type Call = Exclude<Waiting, Event>;

/** In: what waits in the core. Out: whether it is a form that was sent; else it is a call of the page's. */
export const isSent = (one: Waiting): one is Event => one instanceof Event;
export const isCall = (one: Waiting): one is Call => !isSent(one);

/** Out: those of a kind, which are done with then; the others go on waiting. */
export const take = <Kind extends Waiting>(waiting: Waiting[], isOfKind: (one: Waiting) => one is Kind) =>
  waiting.splice(0).filter((one): one is Kind => isOfKind(one) || !waiting.push(one));
