/** The keys that show the card: in the page that has one, else in the popup, or in the side panel where the browser opens no popup. */
import { type Browser, browser } from 'wxt/browser';
import type { OnScreen, Push } from './messages';

/** What the manifest calls them. */
export const SHOW_CARD = 'show-card';

/** Of a port what is needed here. */
interface Page {
  sender?: { tab?: { id?: number | undefined } } | undefined;
  postMessage(news: Push): void;
}

/** In: every page of ours that listens, and what it shows. */
export function onKeys(pages: ReadonlyMap<Page, OnScreen | null>): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== SHOW_CARD) return;
    const hasCard = ([{ sender }, shown]: [Page, OnScreen | null]) =>
      sender?.tab?.id === tab?.id && shown !== null && shown.surface !== 'none';
    const [page] = [...pages].find(hasCard) ?? [];
    if (page !== undefined) page.postMessage({ type: 'focus' });
    else void openElsewhere(tab);
  });
}

/** The browser allows it while the keys are down: before anything is awaited. Chrome opens popups since 127. */
async function openElsewhere(tab: Browser.tabs.Tab | undefined): Promise<void> {
  const popup: typeof browser.action.openPopup | undefined = browser.action.openPopup;
  const opened = popup === undefined ? browser.sidePanel.open({ windowId: tab?.windowId ?? 0 }) : popup();
  // A window that is being closed has no place for either.
  await opened.catch(() => {});
}
