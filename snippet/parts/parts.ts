/** How the parts find each other, and what waits for them: each lies beside the others, and is fetched when it is needed. */

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
