/** What is seen: each view once, however the page changes its address, and for how long and how deep it was looked at. */
import { clean } from './address';
import { createAttention } from './attention';
import { guard, listen } from './guard';
import type { Sender } from './send';

/** In: where events go. Counts the view that is on screen and follows the page. Out: what counts a view that only the page knows of. */
export function observe(sender: Sender): () => void {
  let seen = '';
  let page = '';
  let referrer = document.referrer;
  let depth = 0;

  const attention = createAttention((engagedMs) => {
    const share = (depth + innerHeight) / document.documentElement.scrollHeight;
    const scrollPercent = Math.min(100, Math.round(100 * share) || 0);
    sender.record({ type: 'page_engaged', url: clean(seen), page, engagedMs, scrollPercent });
  });

  const view = () => {
    attention.restart();
    depth = 0;
    seen = location.href;
    page = sender.record({ type: 'page_viewed', title: document.title.slice(0, 512), referrer: clean(referrer) });
    referrer = seen;
  };

  const look = (event: Event) => {
    const isLeaving = event.type === 'pagehide' || document.hidden;
    attention.turn(!isLeaving && document.hasFocus());
    if (isLeaving) attention.tell();
    sender.leave(isLeaving);
    // Back from the back/forward cache is another visit to the page.
    if (event.type === 'pageshow' && 'persisted' in event && event.persisted) view();
  };

  view();
  look(new Event('load'));
  listen(window, 'focus blur visibilitychange pagehide pageshow', look);
  listen(window, 'scroll', () => {
    depth = Math.max(depth, scrollY);
  });
  onRouteChange(() => {
    if (pathOf(location.href) !== pathOf(seen)) view();
  });
  return () => {
    if (location.href !== seen) view();
  };
}

/** A query or a hash that changes is the same view, as long as no setting says otherwise. */
const pathOf = (address: string): string => address.replace(/[?#].*/, '');

/** Calls back after each change of the address that loads no page: by the Navigation API, else by a patched history. */
function onRouteChange(changed: () => void): void {
  listen(window.navigation ?? window, 'currententrychange popstate', changed);
  if (window.navigation) return;
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args) {
      original.apply(this, args);
      guard(changed)();
    };
  }
}
