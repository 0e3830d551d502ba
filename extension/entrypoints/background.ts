/** The background: answers pages and the popup, hands on the server's news, and stays connected. */
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import type { Selectors } from '../../shared/wire/selectors';
import { openDatabase } from '../db';
import { openDoors, Report } from '../doors';
import { TROUBLES } from '../english/surfaces';
import { keepScripts, putInto } from '../hosts';
import { onKeys } from '../keys';
import { type Found, type OnScreen, PORT, type Push } from '../messages';
import { notify, onNoticeClicked, showCount, wishedTier } from '../notices';
import { ORIGIN } from '../origin';
import { mayPair } from '../pairing';
import { openSettings } from '../settings';
import { openSync } from '../sync';
import { openUrgent } from '../sync/urgent';
import { isQuiet, readWishes } from '../wishes';

export default defineBackground(() => {
  /** Every page of ours that listens, and what it shows. */
  const pages = new Map<Browser.runtime.Port, OnScreen | null>();
  const push = (news: Push) => {
    for (const page of pages.keys()) page.postMessage(news);
    if (news.type === 'changed' || news.type === 'reset' || news.type === 'said') urgent.soon();
  };
  const db = openDatabase();
  const settings = openSettings(db, browser.storage.session);
  const sync = openSync({ db, settings, fetch: (...request) => fetch(...request), push });

  const urgent = openUrgent({ db, api: sync.api, wished: wishedTier, count: showCount, speak: notify });
  const open = (path: string) => void browser.tabs.create({ url: path });

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT) return;
    pages.set(port, null);
    const tellSelectors = (selectors: Selectors | null) => port.postMessage({ type: 'selectors', selectors });
    // Who has gone by then needs no answer.
    (async () => tellSelectors(await sync.selectors().catch(() => null)))().catch(() => {});
    port.onMessage.addListener((report: unknown) => {
      if (v.is(Report, report)) pages.set(port, report);
    });
    port.onDisconnect.addListener(() => pages.delete(port));
  });

  /** What the rep never wants looked up is unknown without being asked for. */
  const lookup = async (keys: string[]): Promise<Found[]> => {
    const { quiet } = await readWishes();
    const found = await sync.lookup(keys.filter((key) => !isQuiet(key, quiet)));
    return keys.map((key) => (isQuiet(key, quiet) ? 'unknown' : (found.shift() ?? 'unreachable')));
  };

  openDoors({
    async lookup(keys) {
      const people = await lookup(keys);
      const origin = (await sync.pairing())?.origin ?? null;
      return { people, origin, model: await sync.model(), link: sync.link() };
    },
    guess: (who) => sync.guess(who),
    confirm: (word) => sync.confirm(word).then(() => undefined),
    recordOutcome: (deed) => sync.record(deed),
    takeBack: (key) => sync.takeBack(key),
    story: (lead) => sync.told(lead),
    async snooze({ lead, until }) {
      await sync.snooze(lead, until);
      urgent.soon();
    },
    disconnect: () => sync.disconnect().then(() => undefined),
    isPaired: async () => (await sync.pairing()) !== null,
    async claimPairing(code, { url = '' }) {
      const paired = (await sync.pairing())?.origin ?? null;
      if (!mayPair(url, ORIGIN, paired)) return { message: TROUBLES.notHere(paired) };
      return sync.pair(new URL(url).origin, code);
    },
    async bringCard(_, { tab, frameId = 0 }) {
      await putInto(tab?.id ?? 0, 'card.js', frameId);
    },
    queue: (wish) => sync.queue(wish),
    async overview({ tab, keys: named }) {
      const shown = [...pages].find(([port]) => port.sender?.tab?.id === tab)?.[1];
      const keys = shown?.keys ?? named;
      const [pairing, found, alerts, selectors] = await Promise.all([
        ...([sync.pairing(), lookup(keys), sync.alerts(), sync.selectors()] as const),
      ]);
      return {
        origin: pairing?.origin ?? ORIGIN,
        paired: pairing && { rep: pairing.rep.name, workspace: pairing.workspace },
        link: sync.link(),
        model: await sync.model(),
        onScreen: found.flatMap((person, i) => (typeof person === 'string' ? [] : [{ key: keys[i] ?? '', person }])),
        alerts,
        selectors,
        pages: [...pages.values()].filter((page) => page !== null),
      };
    },
  });

  onKeys(pages);
  const catchUp = () => sync.catchUp().then(urgent.catchUp);
  browser.alarms.onAlarm.addListener(() => void catchUp());
  void browser.alarms.create('catch-up', { periodInMinutes: 1 });
  void catchUp();
  onNoticeClicked((lead) => {
    const at = (origin: string) => open(`${origin}/console/#/leads/${encodeURIComponent(lead)}`);
    sync.pairing().then(
      (pairing) => at(pairing?.origin ?? ORIGIN),
      () => at(ORIGIN),
    );
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') open(`${location.origin}/options.html#welcome`);
  });
  keepScripts((host) => push({ type: 'gone', host }));
});
