/** The pages of the bench: an ordinary text with links and a form, the same for each peer. */
import type { Peer } from './peers.ts';

const TEXT = Array.from(
  { length: 60 },
  (_, i) => `<p>Paragraph ${i}: a scale that weighs what is put on it, and says so.</p>`,
);

/** Dirties the layout before the peer hears of anything, so that whoever reads it then forces it. */
const DIRTY = `<script>
  const dirty = () => { document.body && document.body.style.setProperty('padding', Math.random() * 9 + 'px'); };
  for (const type of ['DOMContentLoaded', 'load', 'scroll', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'focusin', 'focus', 'blur',
    'keydown', 'keyup', 'input', 'change', 'submit', 'visibilitychange', 'pagehide'])
    addEventListener(type, dirty, { capture: true });
</script>`;

/**
 * In: the peer, the origin of its server, the path: `/site/blank…` is without the peer, `…/still` without anything but it,
 * `…/dirty` has a layout that is never clean. Out: the page. On the others `bench(markers)` tells the peer of events.
 */
export function pageOf(peer: Peer, at: string, path: string): string {
  const isDirty = path.endsWith('/dirty');
  const head = path.startsWith('/site/blank') ? '' : peer.head(at);
  const track = `<script>function bench(markers) { for (const marker of markers) { ${peer.track} } }</script>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Weighing platforms</title><link rel="icon" href="data:,">
    ${isDirty ? DIRTY : ''}${head}${isDirty || path.endsWith('/still') ? '' : track}</head>
    <body><h1>Bench</h1><p><button id="plain" type="button">Show</button></p>
    <p><a id="file" href="/paper.pdf">Paper</a></p>
    <form action="/site/blank"><input id="field" name="company"><input name="email" type="email"><button>Send</button></form>
    ${TEXT.join('')}${isDirty ? '<script>dirty()</script>' : ''}</body></html>`;
}
