/** Gmail: a badge beside everybody who is known in the list, a card for the person of the open thread. */
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isCrowded } from '../../shared/crowd';
import { domainOf } from '../../shared/id';
import { type Known, openKnown, REREAD } from '../known';
import { PORT } from '../messages';
import { openSayings, type Sayings } from '../said';
import { listRows, openThread, ownAddresses, type Sighting, stage, type Thread } from '../sites/gmail';
import { Badge } from '../ui/Badge';
import css from '../ui/card.css?inline';
import { People } from '../ui/People';
import type { Reading } from '../ui/reading';
import { openRoom } from '../ui/room';
import { watch } from '../watch';

const BADGE = 'steelyard-badge';

export default defineContentScript({
  matches: ['https://mail.google.com/*'],
  noScriptStartedPostMessage: true,
  main(ctx) {
    let flushSoon = () => {};
    const lifeline = { connect: () => browser.runtime.connect({ name: PORT }), isValid: () => ctx.isValid };
    const sayings = openSayings(() => flushSoon());
    const known = openKnown(lifeline, (news) => {
      if (news !== undefined) sayings.hear(news);
      flushSoon();
    });
    const card = openCard(known, sayings, () => flushSoon());

    const flush = () => {
      known.wake();
      const own = ownAddresses(document);
      const strangers = ({ email }: Sighting) => !isOwn(email, own);
      const rows = listRows(document).map((row) => row.filter(strangers));
      const open = openThread(document);
      const thread = open === null ? null : { ...open, people: open.people.filter(strangers) };
      const senders = thread?.people.map(({ email }) => email) ?? [];
      known.ask([...rows.flat().map(({ email }) => email), ...senders]);
      known.report(senders);
      const shown = rows.flatMap((row) => drawRow(row, known));
      return untilNextChange([...shown, ...card.draw(thread)]);
    };
    flushSoon = watch(document, { stage: () => stage(document), flush }, ctx.signal);
    ctx.onInvalidated(() => {
      card.close();
      for (const badge of document.querySelectorAll(BADGE)) badge.remove();
    });
  },
});

/** A colleague is no lead; at a free mailbox only the rep's own address is. */
const isOwn = (email: string, own: string[]): boolean =>
  own.some((mine) => mine === email || (domainOf(mine) === domainOf(email) && !isCrowded(domainOf(mine))));

/** Draws one badge in the row, beside the first who has a score. Out: what it shows. */
function drawRow(row: Sighting[], known: Known): Reading[] {
  const first = row.find(({ email }) => known.reading(email) !== null);
  return row.flatMap((sighting) => {
    const reading = sighting === first ? known.reading(sighting.email) : null;
    drawBadge(sighting.element, reading);
    return reading ?? [];
  });
}

const drawn = new WeakMap<Element, Reading>();

function drawBadge(name: Element, reading: Reading | null): void {
  const next = name.nextElementSibling;
  const old = next?.localName === BADGE ? next : null;
  if (reading === null) {
    old?.remove();
    return;
  }
  const badge = old ?? document.createElement(BADGE);
  if (drawn.get(badge) !== reading) render(<Badge score={reading.score} />, badge);
  drawn.set(badge, reading);
  if (old === null) name.after(badge);
}

/** Out: ms until one of the readings changes its tier or level, and no longer than a reading may stand. */
function untilNextChange(shown: Reading[]): number {
  const now = Date.now();
  return Math.max(0, Math.min(REREAD, ...shown.map(({ next }) => (next === null ? REREAD : next.at - now))));
}

/** In: who is known and what was said. Out: the card, which finds its place each time that it is drawn. */
function openCard(known: Known, sayings: Sayings, onChoice: () => void) {
  const room = openRoom('steelyard-card', `:host{margin:8px 16px 12px 0;max-width:760px}${css}`);
  let anchor: Element | null = null;
  let chosen: string | null = null;
  const close = () => {
    render(null, room.inside);
    room.host.remove();
  };
  const place = (next: Element) => {
    if (next !== anchor) chosen = null;
    anchor = next;
    if (next.nextElementSibling !== room.host) next.after(room.host);
  };
  return {
    close,
    /** In: the open thread. Out: what the card and its switcher show. */
    draw(thread: Thread | null): Reading[] {
      const choices = thread?.people.flatMap(({ email }) => known.reading(email) ?? []) ?? [];
      const model = known.model();
      const [first] = choices;
      if (thread === null || first === undefined || model === null) {
        close();
        return [];
      }
      place(thread.anchor);
      const reading = choices.find(({ lead }) => lead.id === chosen) ?? first;
      const { id } = reading.lead;
      const sighting = thread.people.find(({ email }) => known.reading(email) === reading);
      const choose = (lead: string) => {
        chosen = lead;
        onChoice();
      };
      const view = (
        <People
          {...{ reading, choices, balance: model.balance, now: Date.now(), link: known.link(), said: sayings.of(id) }}
          knownAt={known.person(sighting?.email ?? '')?.knownAt ?? 0}
          onOutcome={(outcome) => sayings.say(id, outcome)}
          onChoose={choose}
        />
      );
      render(view, room.inside);
      return choices;
    },
  };
}
