/** What could not be delivered: what is done with, when it is tried again, how much of it is kept; and a word to whoever runs the site. */
import { attempt, type Guard } from '../guard';
import type { Named } from '../send';
import { drop, keep } from '../storage';

type Retry = (until?: number) => unknown;
type Open = Map<string, string>;

/** Answers after which asking again would change nothing. */
const FINAL = /^4[012][^489]/;
const DAY = 86_400_000;
const LONGEST_WAIT = 300_000;
const MOST_KEPT = 500;
/** Under this name behind the queue's: until when (ms) the server wants to be left alone, which all pages and tabs hear. */
const PAUSE = 'pause';
const CURES: Record<number, string> = {
  401: 'no site has the key in data-key',
  403: 'this origin is not on the list of the site',
};

let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let isWarned = false;

/** In: the core's hands, the events that could not be delivered, what the server said, if anything. */
export function begin(guard: Guard, retry: Retry, open: Open, queue: string, failed: Named[], answer?: Response): void {
  const { status = 0 } = answer ?? {};
  const isFinal = FINAL.test(`${status}`);
  for (const [name, text] of failed) {
    if (isFinal) open.delete(name);
    if (isFinal) drop(name);
    else keep(name, text);
  }
  evict(open);
  const seconds = Number(answer?.headers.get('retry-after'));
  if (seconds) keep(queue + PAUSE, `${Date.now() + seconds * 1000}`);
  if (isFinal || failures === 2)
    warn(CURES[status] ?? (status ? `${status}` : 'connect-src or a blocker may forbid it'));
  wait(guard, retry, open, queue, isFinal ? 0 : Math.min(1000 * 2 ** failures++, LONGEST_WAIT) * (0.5 + Math.random()));
}

/** Tries again after this long (ms), or when the server wants to hear of us again; one tab at a time, where there are locks. */
export function wait(guard: Guard, retry: Retry, open: Open, queue: string, ms: number): void {
  const pause = Number(attempt(() => localStorage[queue + PAUSE])) - Date.now();
  // A pause of days is a clock that was set back.
  const isPaused = pause > 0 && pause < DAY;
  if (isPaused) retry(Date.now() + pause);
  const work = async () => {
    await retry(0);
    if (!open.size) failures = 0;
  };
  clearTimeout(timer);
  timer = setTimeout(
    guard(() => navigator.locks?.request(queue, work).catch(work) ?? work()),
    isPaused ? pause : ms,
  );
}

/** The oldest views and attention go first, since forms weigh more; and what the server would refuse for its age goes. */
function evict(open: Open): void {
  const names = [...open.keys()].sort();
  const isLight = (name: string) => open.get(name)?.includes('"page_');
  const order = [...names.filter(isLight), ...names.filter((name) => !isLight(name))];
  for (const name of order.slice(0, Math.max(0, names.length - MOST_KEPT))) {
    open.delete(name);
    drop(name);
  }
}

/** Says once what is wrong. In: what it is. */
export function warn(cure: string): void {
  // biome-ignore lint/suspicious/noConsole: nobody else can tell whoever runs the site.
  if (!isWarned) console.warn(`Steelyard cannot deliver: ${cure}.`);
  isWarned = true;
}
