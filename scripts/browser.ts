/** The browsers for the journeys and for `npm start -- --browser`: found, or installed and said so. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** Where each is found, and what it is called where it is installed from. */
const BROWSERS = {
  Chromium: {
    setting: 'CHROME_PATH',
    places: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      chromium.executablePath(),
    ],
    debian: 'chromium',
    playwright: 'chromium',
  },
  Firefox: {
    setting: 'FIREFOX_PATH',
    places: [
      '/usr/bin/firefox-esr',
      '/usr/bin/firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    debian: 'firefox-esr',
    playwright: 'moz-firefox',
  },
};
type Name = keyof typeof BROWSERS;

/** In: which browser. Out: the path of one, or undefined. */
export function findBrowser(name: Name = 'Chromium'): string | undefined {
  const { setting, places } = BROWSERS[name];
  return [process.env[setting] ?? '', ...places].find((path) => path !== '' && existsSync(path));
}

/** In: which browser. Out: the path of one; installs it when there is none. Errors: one sentence that says what to install. */
export function ensureBrowser(name: Name = 'Chromium'): string {
  const found = findBrowser(name);
  if (found !== undefined) return found;
  const { setting, debian, playwright } = BROWSERS[name];
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  console.log(`No ${name} found: installing ${isDebianRoot ? 'the Debian package' : 'one by Playwright'} …`);
  const steps = isDebianRoot
    ? [
        ['apt-get', 'update', '-qq'],
        ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', debian],
      ]
    : [[process.execPath, 'node_modules/playwright-core/cli.js', 'install', playwright]];
  for (const [command = '', ...rest] of steps) spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  const installed = findBrowser(name);
  if (installed === undefined) throw new Error(`Install ${name} (or set ${setting}) to run the browser journeys.`);
  console.log(`Installed ${installed}.`);
  return installed;
}
