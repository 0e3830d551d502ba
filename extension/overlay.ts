/** What every host's script does: a badge beside everybody who is known in a list, a card for whom the page is about. */
import { browser } from 'wxt/browser';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { openArrival } from './arrival';
import { openBadges } from './badges';
import { openCards } from './cards';
import { openKnown, REREAD } from './known';
import { PORT } from './messages';
import { openSayings } from './said';
import { openList } from './sites/list';
import type { Host } from './sites/screen';
import { openStories } from './stories';
import type { Reading } from './ui/reading';
import { type Changes, watch } from './watch';

/** In: the life of the script, the host whose page this is. Runs until the extension is updated or the page goes. */
export function overlay(ctx: ContentScriptContext, host: Host): void {
  let flushSoon = () => {};
  const lifeline = { connect: () => browser.runtime.connect({ name: PORT }), isValid: () => ctx.isValid };
  const sayings = openSayings(() => flushSoon());
  const stories = openStories(
    () => flushSoon(),
    () => ctx.isValid,
  );
  const known = openKnown(lifeline, (news) => {
    if (news?.type === 'gone' && news.host === host.id) ctx.abort();
    for (const listener of [sayings, stories]) if (news !== undefined) listener.hear(news);
    flushSoon();
  });
  const card = openCards(known, sayings, stories, () => flushSoon());
  const badges = openBadges(known);
  const list = openList();
  const arrive = openArrival();
  let url = new URL(location.href);

  /** Out: whom the page is about, with the card that says so, and how its list is read. */
  const lookAround = () => {
    const screen = arrive(host.screen(url, document));
    const keys = screen.people.flatMap((subject) => subject.keys);
    return { keys, rungs: screen.rungs, listed: host.list(url, document), ...card.draw(screen, screen.place.key) };
  };
  let around: ReturnType<typeof lookAround> | null = null;

  const flush = (changes: Changes | null) => {
    known.wake();
    if (url.href !== location.href) url = new URL(location.href);
    // What happens in a list tells of its rows alone.
    around = changes?.places.every(list.holds) ? (around ?? lookAround()) : lookAround();
    const { keys, rungs, listed, shown, surface } = around;
    const { fresh, rung } = list.look(document, listed, changes?.fresh ?? null);
    known.ask([...[...fresh.values()].flat().map(({ key }) => key), ...keys]);
    const onRows = badges.draw(fresh);
    known.report({ host: host.id, keys, rungs: { ...rungs, ...(listed && { [listed.name]: rung }) }, surface });
    return untilNextChange([...onRows, ...shown]);
  };
  flushSoon = watch(document, { observed: host.observed, stage: () => host.stage(document), flush }, ctx.signal);
  ctx.onInvalidated(() => {
    card.close();
    badges.close();
  });
}

/** Out: ms until one of the readings changes its tier or level, and no longer than a reading may stand. */
function untilNextChange(shown: Reading[]): number {
  const now = Date.now();
  return Math.max(0, Math.min(REREAD, ...shown.map(({ next }) => (next === null ? REREAD : next.at - now))));
}
