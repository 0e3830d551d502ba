/** What only some pages need, each in a part of its own: answers to calls, routes that are more than paths, forms. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';

/** Where something may be filled in. */
const FORM = 'form,input,[src*=form],iframe:not([src*=youtube],[src*=vimeo],[src*=wistia])';
const PLAYER = '[src*=youtube],[src*=vimeo],[src*=wistia],[class*=wistia]';

let areRoutesFollowed = false;

function part(name: string) {
  const file = `./${name}.js`;
  return import(/* @vite-ignore */ file);
}

/**
 * In: the core's hands, what the site counts as views, what the page has called, the event that brought us here.
 * May be called any number of times. Each part stands alone: what fails in one keeps no other from working.
 */
export function begin(
  record: Recorder,
  guard: Guard,
  view: () => void,
  follow: () => void,
  views: string | undefined,
  calls: unknown[][],
  event?: Event,
): void {
  const works: Promise<void>[] = [];
  if (calls[0]) works.push(part('calls').then(({ answer }) => answer(record, guard, view, calls)));
  if (!areRoutesFollowed && (views || !window.navigation))
    works.push(part('routes').then(({ begin }) => begin(guard, view, follow, views)));
  areRoutesFollowed = true;
  const has = (selector: string) => document.querySelector(selector);
  if (has(`video,${PLAYER}`)) {
    const videos = part('videos');
    works.push(
      videos.then(({ begin }) => begin(record, guard)),
      Promise.all([videos, has(PLAYER) && part('players')]).then(([videos, players]) => players?.begin(videos, guard)),
    );
  }
  // A field that is met may stand in a shadow tree.
  if (/^[fs]/.test(`${event?.type}`) || has(FORM)) {
    const [answers, hand, forms, requests] = ['answers', 'hand', 'forms', 'requests'].map(part);
    const begun = Promise.all([forms, answers, hand]).then(([{ begin }, ...given]) =>
      begin(record, guard, event, ...given),
    );
    works.push(
      part('embeds').then(({ begin }) => begin(record, guard)),
      Promise.all([requests, forms, begun]).then(([{ begin }, { prepare }]) => begin(prepare, guard)),
    );
  }
  for (const work of works) work.catch(() => {});
}
