/** Our scripts run on the hosts that the rep has allowed and no others, in tabs that are already open as well. */
import { browser } from 'wxt/browser';
import { HOSTS, type HostRow } from './sites/hosts';
import { readWishes } from './wishes';

/** Gmail's script stands in the manifest; the others are registered here. */
const OPTIONAL = HOSTS.filter(({ id }) => id !== 'gmail');

/** Keeps what is registered in step with what is allowed and wished, from now on. In: what to do about scripts that must go. */
export function keepScripts(onGone: (host: string) => void): void {
  let last = Promise.resolve();
  const inStep = () => {
    last = last.then(() => register(onGone)).catch(() => {});
  };
  browser.permissions.onAdded.addListener(inStep);
  browser.permissions.onRemoved.addListener(inStep);
  browser.storage.local.onChanged.addListener(inStep);
  // The scripts of the version before live on without us: the new ones take over.
  browser.runtime.onInstalled.addListener(() => void wanted(HOSTS).then(inject));
  inStep();
}

/** On LinkedIn nothing of ours runs unless the rep wishes the card in the page. */
async function wanted(rows: readonly HostRow[]): Promise<HostRow[]> {
  const { linkedin } = await readWishes();
  const allowed = await Promise.all(rows.map(({ origins }) => browser.permissions.contains({ origins: [...origins] })));
  return rows.filter(({ id }, i) => allowed[i] && (id !== 'linkedin' || linkedin === 'card'));
}

async function register(onGone: (host: string) => void): Promise<void> {
  const rows = await wanted(OPTIONAL);
  const held = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
  const gone = held.filter((id) => !rows.some((row) => row.id === id));
  const fresh = rows.filter(({ id }) => !held.includes(id));
  if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone });
  gone.forEach(onGone);
  if (fresh.length === 0) return;
  await browser.scripting.registerContentScripts(
    fresh.map(({ id, origins, script }) => ({ id, matches: [...origins], js: [script], runAt: 'document_end' })),
  );
  await inject(fresh);
}

/** In: a tab, a frame of it, a script of ours. Errors: rejects where we may not be, or when the tab has gone. */
export const putInto = (tabId: number, file: string, frame = 0): Promise<unknown> =>
  browser.scripting.executeScript({ target: { tabId, frameIds: [frame] }, files: [file] });

async function inject(rows: readonly HostRow[]): Promise<void> {
  const tabs = await Promise.all(rows.map(({ origins }) => browser.tabs.query({ url: [...origins] })));
  for (const [i, { script }] of rows.entries()) {
    for (const { id } of tabs[i] ?? []) {
      // A tab may be an error page, or gone by now.
      if (id !== undefined) putInto(id, script).catch(() => {});
    }
  }
}
