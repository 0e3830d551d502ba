/** What the browser itself shows of urgent leads: a number on our button, and notifications for who wants them. */
import { browser } from 'wxt/browser';
import { NAME, NOTICES } from './english/surfaces';
import type { UrgentLead } from './sync/api';
import { isHushed, readWishes } from './wishes';

const PREFIX = 'lead:';
const RED = '#8f1d14';

/** Shows on the button how many leads wait. */
export function showCount(waiting: number): void {
  void browser.action.setBadgeBackgroundColor({ color: RED });
  void browser.action.setBadgeText({ text: waiting === 0 ? '' : waiting > 99 ? '99+' : String(waiting) });
  void browser.action.setTitle({ title: waiting === 0 ? NAME : `${NAME}: ${NOTICES.count(waiting)}` });
}

/** Out: the lowest tier that is to be notified of; null: none, or not at this hour, or the browser may not. */
export async function wishedTier(): Promise<number | null> {
  const { notify, hush } = await readWishes();
  if (notify === 'off' || !mayNotify() || isHushed(new Date().getHours(), hush)) return null;
  return notify === 'tier1' ? 1 : 2;
}

export function notify({ id, name, summary, tier }: UrgentLead): void {
  void browser.notifications.create(PREFIX + id, {
    type: 'basic',
    iconUrl: `${location.origin}/icon/128.png`,
    title: tier === 1 ? NOTICES.urgent(name) : NOTICES.risen(name, tier),
    message: summary,
  });
}

/** In: what to do when a notification of a lead is clicked, now and once notifications are allowed. */
export function onNoticeClicked(open: (lead: string) => void): void {
  const listen = () => {
    if (mayNotify() && !browser.notifications.onClicked.hasListener(clicked))
      browser.notifications.onClicked.addListener(clicked);
  };
  const clicked = (id: string) => {
    if (!id.startsWith(PREFIX)) return;
    void browser.notifications.clear(id);
    open(id.slice(PREFIX.length));
  };
  browser.permissions.onAdded.addListener(listen);
  listen();
}

/** Without the permission there is no such part of the browser. */
const mayNotify = (): boolean => browser.notifications !== undefined;
