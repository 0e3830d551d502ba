/** What the popup and the side panel show: asked of the background, kept current while it is open, read at the moment. */
import { browser } from 'wxt/browser';
import type { OutcomeKind } from '../shared/outcome';
import { degreeOf } from './match';
import { type Overview, PORT, type Push, type Said, sendMessage } from './messages';
import { openQueueView, SLAS } from './queue';
import { openSayings } from './said';
import { addressesOf, placeOf } from './sites/address';
import { openStories } from './stories';
import type { PopupProps } from './ui/Popup';
import { read } from './ui/reading';

/** Scores are read again after this long (ms): they cool while one looks. */
const REREAD = 30_000;
/** News that come together are one change (ms). */
const GATHER = 300;

/**
 * In: what draws, whether it has room for the rep's SLAs. It is given what to show now and whenever that changes, until the page goes.
 * Out: looks at the tab again.
 */
export function openView(draw: (view: PopupProps) => void, hasSlas = false): () => void {
  const sayings = openSayings(redraw);
  const stories = openStories(redraw);
  const queue = openQueueView(redraw);
  const slas = hasSlas ? openQueueView(redraw, SLAS) : null;
  let overview: Overview | null = null;
  let chosen: string | null = null;
  let pending: ReturnType<typeof setTimeout> | undefined;

  const refreshSoon = () => {
    clearTimeout(pending);
    pending = setTimeout(refresh, GATHER);
  };
  const connect = () => {
    const port = browser.runtime.connect({ name: PORT });
    port.onMessage.addListener((news: Push) => {
      for (const listener of [sayings, stories, queue, slas]) listener?.hear(news);
      refreshSoon();
    });
    // The background sleeps and wakes; a view that stays open takes up the line again.
    port.onDisconnect.addListener(() => setTimeout(connect, GATHER));
  };

  async function refresh(): Promise<void> {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    const [fresh] = await Promise.all([
      sendMessage('overview', { tab: tab?.id ?? 0, keys: keysOf(tab?.url) }),
      ...[queue.refresh(), slas?.refresh()],
    ]);
    overview = fresh;
    redraw();
  }

  function redraw(): void {
    if (overview === null) return;
    const { model, onScreen, pages: _, ...rest } = overview;
    const now = Date.now();
    const readingOf = (snapshot: Parameters<typeof read>[0]) => (model === null ? null : read(snapshot, model, now));
    const shown = new Map(onScreen.map((one) => [one.person.snapshot.lead.id, one]));
    const choices = [...shown.values()].flatMap(({ person }) => readingOf(person.snapshot) ?? []);
    const reading = choices.find(({ lead }) => lead.id === chosen) ?? choices[0];
    const one = shown.get(reading?.lead.id ?? '');
    const person = reading !== undefined &&
      one !== undefined &&
      model !== null && {
        ...{ reading, choices, model, now, link: rest.link, origin: rest.origin },
        ...{ knownAt: one.person.knownAt, said: sayings.of(reading.lead.id) },
        ...{ degree: degreeOf(one.key, one.person), onConfirm: null },
        told: stories.of(reading.lead.id),
        elsewhere: addressesOf(stories.of(reading.lead.id)?.story?.aliases ?? []),
        onOutcome: (outcome: OutcomeKind, note: string) => sayings.say(reading.lead.id, outcome, note),
        onTakeBack: (said: Said) => sayings.takeBack(reading.lead.id, said),
        onSnooze: (until: number | null) => stories.snooze(reading.lead.id, until),
        onChoose: (lead: string) => {
          chosen = lead;
          redraw();
        },
      };
    draw({ ...rest, person: person || null, queue: queue.props(now), slas: slas?.props(now) ?? null, now });
  }

  connect();
  setInterval(redraw, REREAD);
  void refresh();
  return refreshSoon;
}

/** In: a tab's address, which is told of the hosts that are allowed and no others. Out: whom it names, where no script of ours runs. */
function keysOf(address = ''): string[] {
  const key = URL.canParse(address) ? placeOf(new URL(address)).key : null;
  return key === null ? [] : [key];
}
