/** The browser for the journeys and for `npm start -- --browser`: found, or installed and said so. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = [
  process.env.CHROME_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Out: the path of a Chromium or Chrome, or undefined. */
export function findBrowser(): string | undefined {
  return [...PLACES, chromium.executablePath()].find((path) => path !== '' && existsSync(path));
}

/** Out: the path of a Chromium; installs one when there is none. Errors: one sentence that says what to install. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  console.log(
    isDebianRoot
      ? 'No Chromium found: installing the Debian package …'
      : 'No Chromium found: installing Playwright’s …',
  );
  const steps = isDebianRoot
    ? [
        ['apt-get', 'update', '-qq'],
        ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'],
      ]
    : [[process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium']];
  for (const [command = '', ...rest] of steps) spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  const installed = findBrowser();
  if (installed === undefined) throw new Error('Install Chromium (or set CHROME_PATH) to run the browser journeys.');
  console.log(`Installed ${installed}.`);
  return installed;
}
