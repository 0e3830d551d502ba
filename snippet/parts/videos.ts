/** Videos: how much of each was really watched, told once at each quarter. */
import type { Guard } from '../guard';
import type { Recorder } from '../send';

/** Where a video was seen last (s), how much of it was watched (s), which quarter was told last (percent). */
type Watch = { at: number; seen: number; told: number };

/** What lies further apart (s) was skipped, not watched. */
const STEP = 2;
const QUARTER = 25;
/** A quarter is told this much (percent) early, for the last word of a player comes before its end. */
const EARLY = 2;
/** A picture that moves is no video that is watched, and Wistia's elements speak for themselves. */
const OWN = 'video:not([loop],[class*=wistia] *)';

const watches: Record<string, Watch> = {};
let record: Recorder | undefined;

/** In: where events go. Sees the page's own videos from now on. May be called any number of times. */
export function begin(recorder: Recorder, guard: Guard): void {
  if (record) return;
  record = recorder;
  const see = guard(({ target }: Event) => {
    if (target instanceof HTMLVideoElement && target.matches(OWN))
      watched(target.currentSrc, (100 * lengthOf(target.played)) / target.duration);
  });
  document.addEventListener('timeupdate', see, true);
}

/** Out: what was really shown (s): the browser leaves out what was skipped, and takes together what was seen twice. */
function lengthOf(ranges: TimeRanges): number {
  let length = 0;
  for (let range = 0; range < ranges.length; range++) length += ranges.end(range) - ranges.start(range);
  return length;
}

/** In: which video, where it is and how long (s). To be called a few times a second while it plays. */
export function played(video: string, at = 0, duration = Infinity): void {
  const watch = watchOf(video);
  const step = at - watch.at;
  if (step > 0 && step < STEP) watch.seen += step;
  watch.at = at;
  watched(video, (100 * watch.seen) / duration);
}

/** In: which video, how much of it was watched up to now (percent). */
export function watched(video: string, percent: number): void {
  const watch = watchOf(video);
  while (watch.told < 100 && percent + EARLY >= watch.told + QUARTER) {
    watch.told += QUARTER;
    // Keys stand behind the question mark; a stream has no address.
    record?.({ type: 'video_watched', video: /^http[^?#]*/.exec(video)?.[0].slice(0, 2048), percent: watch.told });
  }
}

function watchOf(video: string): Watch {
  const watch = watches[video] ?? { at: 0, seen: 0, told: 0 };
  watches[video] = watch;
  return watch;
}
