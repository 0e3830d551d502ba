/** Players of others: what YouTube's, Vimeo's and Wistia's say in public of what is watched in them. */
import type { Guard } from '../guard';

type Videos = Pick<typeof import('./videos'), 'played' | 'watched'>;
/** What a player has said up to now, for each message holds but a part; and of which address. */
interface Said {
  src: string;
  duration?: number;
  currentTime?: number;
  seconds?: number;
  videoData?: { video_id: string };
}
interface Wistia {
  hashedId(): string;
  bind(event: string, work: (share: number) => void): void;
}
declare global {
  interface Window {
    /** What Wistia's players are told as they come: https://docs.wistia.com/docs/javascript-player-api */
    _wq?: { push(hook: { id: string; onReady: (video: Wistia) => void }): void };
  }
}

/** How often players are looked for (ms): they come late, and are deaf until they are ready. */
const BEAT = 1000;
/** YouTube's greeting and Vimeo's in one; each takes its own words from it. */
const HELLO = '{"event":"listening","method":"addEventListener","value":"timeupdate"}';
/** Who answers it. A YouTube player that the page drives itself (as a numbered widget) talks anyway, and must keep its number. */
const PLAYER = /\.youtube(-nocookie)?\.com\/.*enablejsapi=1(?!.*widgetid)|\/player\.vimeo\.com/;
const ORIGIN = /^https:..(www\.youtube(-nocookie)?|player\.vimeo)\.com$/;

const said = new WeakMap<Element, Said>();
let isBegun = false;

/** In: the part that counts what was watched. May be called any number of times. */
export function begin({ played, watched }: Videos, guard: Guard): void {
  if (isBegun) return;
  isBegun = true;

  const hear = ({ data, origin, source }: MessageEvent) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    if (!frame || !ORIGIN.test(origin)) return;
    const { info, data: state } = typeof data === 'string' ? JSON.parse(data) : data;
    const about: Said = { ...saidBy(frame), ...info, ...state, src: frame.src };
    said.set(frame, about);
    const { videoData, currentTime, seconds, duration } = about;
    played(videoData ? `https://youtu.be/${videoData.video_id}` : about.src, currentTime ?? seconds, duration);
  };
  window.addEventListener('message', guard(hear), true);

  const hook = guard((video: Wistia) => {
    const work = (share: number) => watched(`https://fast.wistia.com/medias/${video.hashedId()}`, 100 * share);
    video.bind('percentwatchedchanged', guard(work));
  });
  let isHooked = false;
  const look = () => {
    greet();
    if (isHooked || !document.querySelector('[class*=wistia],[src*=wistia]')) return;
    isHooked = true;
    window._wq ??= [];
    window._wq.push({ id: '_all', onReady: hook });
  };
  look();
  setInterval(guard(look), BEAT);
}

const frames = () => [...document.querySelectorAll('iframe')];

/** Out: what a frame's player has said, unless it shows another video by now. */
function saidBy(frame: HTMLIFrameElement): Said | undefined {
  const last = said.get(frame);
  return last?.src === frame.src ? last : undefined;
}

/** Greets every player that has not told its length yet. */
function greet(): void {
  for (const frame of frames())
    if (PLAYER.test(frame.src) && !saidBy(frame)?.duration) frame.contentWindow?.postMessage(HELLO, '*');
}
