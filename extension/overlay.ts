/** What every host's script does: a badge beside everybody who is known in a list, a card for whom the page is about. */
import { browser } from 'wxt/browser';
import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { openArrival } from './arrival';
import { openCards } from './cards';
import { type Known, openKnown, REREAD } from './known';
import { PORT } from './messages';
import { openSayings } from './said';
import type { Host, Sighting } from './sites/screen';
import { openStories } from './stories';
import { paintBadge } from './ui/badge';
import type { Reading } from './ui/reading';
import { watch } from './watch';

const BADGE = 'steelyard-badge';

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
  const arrive = openArrival();

  const flush = () => {
    known.wake();
    const screen = arrive(host.screen(new URL(location.href), document));
    const keys = screen.people.flatMap((subject) => subject.keys);
    known.ask([...screen.rows.flat().map((sighting) => sighting.key), ...keys]);
    const badges = drawBadges(screen.rows, known);
    const { shown, surface } = card.draw(screen, screen.place.key);
    known.report({ host: host.id, keys, rungs: screen.rungs, surface });
    return untilNextChange([...badges, ...shown]);
  };
  flushSoon = watch(document, { observed: host.observed, stage: () => host.stage(document), flush }, ctx.signal);
  ctx.onInvalidated(() => {
    card.close();
    for (const badge of document.querySelectorAll(BADGE)) badge.remove();
  });
}

/** Draws one badge in each row, beside the first who has a score, and takes away what belongs to nobody. Out: what they show. */
function drawBadges(rows: Sighting[][], known: Known): Reading[] {
  const orphans = new Set<Element>(document.getElementsByTagName(BADGE));
  const shown = rows.flatMap((row) => {
    for (const { key, element } of row) {
      const found = known.found(key);
      const reading = typeof found === 'object' ? known.reading(found) : null;
      if (reading === null) continue;
      orphans.delete(drawBadge(element, reading));
      return reading;
    }
    return [];
  });
  for (const orphan of orphans) orphan.remove();
  return shown;
}

const drawn = new WeakMap<Element, Reading>();

function drawBadge(name: Element, reading: Reading): Element {
  const next = name.nextElementSibling;
  const badge = next?.localName === BADGE ? next : document.createElement(BADGE);
  if (drawn.get(badge) !== reading) paintBadge(badge, reading.score);
  drawn.set(badge, reading);
  if (badge !== next) name.after(badge);
  return badge;
}

/** Out: ms until one of the readings changes its tier or level, and no longer than a reading may stand. */
function untilNextChange(shown: Reading[]): number {
  const now = Date.now();
  return Math.max(0, Math.min(REREAD, ...shown.map(({ next }) => (next === null ? REREAD : next.at - now))));
}
