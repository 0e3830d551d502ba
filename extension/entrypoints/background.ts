/** The background: answers pages and the popup, hands on the server's news, and stays connected. */
import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openDatabase } from '../db';
import { type OnScreen, type Overview, onMessage, type Person, PORT, type Push } from '../messages';
import { ORIGIN } from '../origin';
import { mayPair } from '../pairing';
import { openSettings } from '../settings';
import { openSync, type Sync } from '../sync';

const Report = v.object({ emails: v.pipe(v.array(v.string()), v.maxLength(100)) });

export default defineBackground(() => {
  /** Every page of ours that listens, and whom it shows. */
  const pages = new Map<Browser.runtime.Port, OnScreen>();
  const push = (news: Push) => {
    for (const page of pages.keys()) page.postMessage(news);
  };
  const db = openDatabase();
  const settings = openSettings(db, browser.storage.session);
  const sync = openSync({ db, settings, fetch: (...request) => fetch(...request), push });

  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== PORT) return;
    pages.set(port, { emails: [] });
    port.onMessage.addListener((report: unknown) => {
      if (v.is(Report, report)) pages.set(port, report);
    });
    port.onDisconnect.addListener(() => pages.delete(port));
  });

  onMessage('lookup', async ({ data }) => {
    const people = await sync.lookup(data);
    return { people, model: await sync.model(), link: sync.link() };
  });
  onMessage('recordOutcome', ({ data }) => sync.record(data));
  onMessage('isPaired', async () => (await sync.pairing()) !== null);
  onMessage('claimPairing', async ({ data, sender }) => {
    // The browser says where the word comes from; the page itself has no say in it.
    const { url = '' }: Browser.runtime.MessageSender = sender;
    const paired = (await sync.pairing())?.origin ?? null;
    if (!mayPair(url, ORIGIN, paired))
      return { message: `This page cannot connect Steelyard${paired ? `; it is connected with ${paired}` : ''}.` };
    return sync.pair(new URL(url).origin, data);
  });
  onMessage('overview', ({ data, sender }) => {
    // The queue is for our own pages, not for scripts in somebody else's.
    const { url }: Browser.runtime.MessageSender = sender;
    if (!url?.startsWith(location.origin)) throw new Error('not for this page');
    const shown = [...pages].find(([port]) => data !== null && port.sender?.tab?.id === data)?.[1];
    return overview(sync, shown?.emails ?? []);
  });

  browser.alarms.onAlarm.addListener(() => void sync.catchUp());
  void browser.alarms.create('catch-up', { periodInMinutes: 1 });
  void sync.catchUp();
});

async function overview(sync: Sync, emails: string[]): Promise<Overview> {
  const pairing = await sync.pairing();
  const [found, queue] = await Promise.all([sync.lookup(emails), sync.queue()]);
  const onScreen = found.filter((one): one is Person => typeof one !== 'string');
  return {
    origin: pairing?.origin ?? ORIGIN,
    paired: pairing === null ? null : { rep: pairing.rep.name, workspace: pairing.workspace },
    link: sync.link(),
    model: await sync.model(),
    onScreen,
    queue,
  };
}
