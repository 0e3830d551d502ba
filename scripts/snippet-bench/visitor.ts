/** The browser of the bench, and the people who come with it: each new to every site, and none of them leaves the machine. */
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { ensureBrowser } from '../browser.ts';

/** The browser's own windows, each of which would load pages of its own beside the measured one, and what calls home. */
const OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'AimEnabled', 'LensOverlay', 'MediaRouter'],
  ...['OptimizationHints', 'PreconnectToSearch', 'HttpsUpgrades', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
].join();

/** Out: a real Chromium, headless, that finds no other host than this machine. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      '--headless=new',
      '--no-sandbox',
      // Peers that tell machines from people would send nothing.
      '--disable-blink-features=AutomationControlled',
      '--disable-background-networking',
      '--disable-component-update',
      `--disable-features=${OFF}`,
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });

/** Out: a person without cookies, storage or cache. */
export function openPerson(browser: Browser): Promise<BrowserContext> {
  const [major] = browser.version().split('.');
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
  return browser.newContext({ userAgent, viewport: { width: 1280, height: 900 } });
}

/** In: how long (ms). */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
