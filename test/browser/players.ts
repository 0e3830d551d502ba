/** Stand-ins for the players of others: they speak the public protocols, and film is what the test says was seen. */
import type { BrowserContext } from 'playwright-core';

/** Speaks only to who has greeted it as YouTube wants it, from a moment after it has loaded; tells its length once. */
const YOUTUBE = `<script>
  let isGreeted = false;
  setTimeout(() => addEventListener('message', ({ data }) => {
    if (isGreeted || JSON.parse(data).event !== 'listening') return;
    isGreeted = true;
    say('initialDelivery', { duration: 100, currentTime: 0, videoData: { video_id: 'abc' } });
    say('infoDelivery', { volume: 50 });
    parent.postMessage('greeted', '*');
  }), 300);
  const say = (event, info) => parent.postMessage(JSON.stringify({ event, info }), '*');
  const show = (at) => isGreeted && say('infoDelivery', { currentTime: at });
</script>`;

/** Speaks as soon as it is ready, of the events that were asked for. */
const VIMEO = `<script>
  const asked = new Set();
  const say = (event, data) => parent.postMessage(JSON.stringify({ event, data }), '*');
  addEventListener('message', ({ data }) => {
    const { method, value } = JSON.parse(data);
    if (method !== 'addEventListener') return;
    asked.add(value);
    parent.postMessage('greeted', '*');
  });
  say('ready');
  const show = (at) => asked.has('timeupdate') && say('timeupdate', { seconds: at, percent: at / 100, duration: 100 });
</script>`;

/** Wistia's script: takes what stands in its queue, and gives each video to who asked for all. */
const WISTIA = `
  const works = [];
  const video = { hashedId: () => 'w1', bind: (event, work) => event === 'percentwatchedchanged' && works.push(work) };
  const take = ({ id, onReady }) => id === '_all' && onReady(video);
  for (const hook of window._wq || []) take(hook);
  window._wq = { push: take };
  window.showWistia = (share) => works.forEach((work) => work(share));`;

/** Ten seconds of silence, which a video element plays like any film. */
function silence(): Buffer {
  const rate = 8000;
  const length = 10 * rate;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(length, 40);
  return Buffer.concat([head, Buffer.alloc(length, 128)]);
}

/** Puts the stand-ins where the players of others are. */
export async function standIn(browser: BrowserContext): Promise<void> {
  const serve = (address: string, contentType: string, body: string | Buffer) =>
    browser.route(address, (route) => route.fulfill({ contentType, body }));
  await serve('https://www.youtube.com/**', 'text/html', YOUTUBE);
  await serve('https://www.youtube-nocookie.com/**', 'text/html', YOUTUBE);
  await serve('https://player.vimeo.com/**', 'text/html', VIMEO);
  await serve('https://fast.wistia.com/**', 'text/javascript', WISTIA);
  await serve('**/film.wav*', 'audio/wav', silence());
}
