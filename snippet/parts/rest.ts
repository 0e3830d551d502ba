/** What can wait a moment: looks in between, consent, calls, the visitor's cookie, what earlier pages left behind, routes, videos. */
import { attempt } from '../guard';
import type { Hands } from '../index';
import { after, load } from './parts';

const PLAYER = '[src*=youtube],[src*=vimeo],[src*=wistia],[class*=wistia]';
/** Safari forgets after seven days what scripts have written: a cookie that is older than this (ms) is written anew. */
const FRESH = 86_400_000;
/** The queue of a site without a key. */
const KEYLESS = /^_sy(undefined)?:/;

/** How often attention is looked at (ms). */
const BEAT = 1000;

let isBegun = false;

/** In: the core's hands; what holds on consent: granted, required, or what stands in the visitor's place. May be called any number of times. */
export function begin(hands: Hands, word: string): void {
  const [record, guard, calls, retry, open, queue, view, follow, views, handOver, visitorId, forgetVisitor, glance] =
    hands;
  if (KEYLESS.test(queue)) {
    after([load('again')], ([{ warn }]) => warn('its tag has no data-key'));
    return;
  }
  const hear = () =>
    calls[0] &&
    after([load('calls'), load('name')], ([{ answer }, { forget }]) => answer(hands, calls.splice(0), forget));
  const isAwaited = word === 'required';
  if (isAwaited) after([load('consent')], ([{ begin }]) => begin(guard));
  // What is called before consent waits for it, but for a word against it.
  if (!isAwaited || calls.some((call) => call[1] === 'optOut')) hear();
  if (word !== 'granted') {
    if (!isAwaited) after([load('name')], ([{ forget }]) => [forgetVisitor(), forget(word, queue)]);
    return;
  }

  const look = guard(() => {
    if (has(`video,${PLAYER}`)) after([load('videos')], ([{ begin }]) => begin(record, guard));
    if (has(PLAYER)) after([load('players'), load('videos')], ([{ begin }, videos]) => begin(videos, guard));
  });
  look();
  if (isBegun) return;
  isBegun = true;
  // In a beat and not while scrolling: it asks for the layout.
  setInterval(
    guard(() =>
      glance(Math.min(100, Math.round((100 * (scrollY + innerHeight)) / document.documentElement.scrollHeight))),
    ),
    BEAT,
  );
  // What could not be fetched without a network is fetched with it.
  addEventListener('online', hear);
  // A frame that is added later shows itself as it loads, a video as it plays.
  for (const type of ['load', 'play']) document.addEventListener(type, look, true);
  if (views || !window.navigation) after([load('routes')], ([{ begin }]) => begin(guard, view, follow, views));
  if (!isFresh()) after([load('name')], ([{ keepName }]) => keepName(visitorId()));
  if (
    attempt(() =>
      Object.keys(localStorage).some((name) => name !== queue + performance.timeOrigin && name.startsWith(queue)),
    )
  )
    after([load('late'), load('again')], ([{ adopt }, { wait }]) => {
      adopt(open, queue, calls);
      wait(guard, retry, open, queue, 0);
      handOver();
      hear();
    });
}

const has = (selector: string) => document.querySelector(selector);

function isFresh(): boolean {
  const writtenAt = attempt(() => /\b_sy=[\da-f-]{36}\.(\d+)/.exec(document.cookie)?.[1]);
  return Date.now() - Number(writtenAt) < FRESH;
}
