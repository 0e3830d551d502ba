/** What every host's script does: looks at the page by the selectors that hold, anew when they are others, and not at all when the host is off. */
import { browser } from 'wxt/browser';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import type { Selectors } from '../shared/wire/selectors';
import { openKnown } from './known';
import { type Looking, type LookOptions, openLook } from './look';
import { PORT } from './messages';
import { openSayings } from './said';
import type { Site } from './sites/screen';
import { openStories } from './stories';

/** In: the life of the script, the host whose page this is, what is said where mails are written. Runs until the extension is updated or the page goes. */
export function overlay(ctx: ContentScriptContext, site: Site, openHints?: LookOptions['openHints']): void {
  let looking: Looking | null = null;
  let heeded = '';
  const soon = () => looking?.soon();
  const lifeline = { connect: () => browser.runtime.connect({ name: PORT }), isValid: () => ctx.isValid };
  const sayings = openSayings(soon);
  const stories = openStories(soon, () => ctx.isValid);
  const known = openKnown(lifeline, (news) => {
    if (news?.type === 'gone' && news.host === site.id) ctx.abort();
    if (news?.type === 'focus') looking?.focus();
    if (news?.type === 'selectors') heed(news.selectors);
    for (const listener of [sayings, stories]) if (news !== undefined) listener.hear(news);
    soon();
  });

  /** Before the background has said by which selectors, nothing is looked at. */
  const heed = (selectors: Selectors | null) => {
    const { isOff = false, ladders = {} } = selectors?.hosts[site.id] ?? {};
    const now = JSON.stringify([isOff, ladders]);
    if (now === heeded || ctx.isInvalid) return;
    heeded = now;
    looking?.close();
    looking = isOff ? null : openLook({ id: site.id, host: site.open(ladders), known, sayings, stories, openHints });
  };
  ctx.addEventListener(document, 'visibilitychange', known.wake);
  ctx.onInvalidated(() => looking?.close());
}
