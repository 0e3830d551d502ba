/** The extension in Firefox: its manifest, Gmail and HubSpot, live. Driven over WebDriver BiDi, as Firefox has no other way. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBrowser } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import { callApi, saved } from './people.ts';

const ADA = 'ada.test0@northwind.example';
const AVERY = 'avery.stone@northwind.example';
const PAGES: Record<string, string> = {
  'https://mail.google.com/mail/u/0/': saved('gmail-list.html'),
  'https://mail.google.com/mail/u/0/thread': saved('gmail-thread.html'),
  'https://app.hubspot.com/contacts/123/record/0-1/42': saved('hubspot-contact.html'),
};

let folder: string;
let site: Installation;
let rep: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steelyard-firefox-'));
  site = await startInstallation(join(folder, 'state'), 8796);
  await touch(ADA, 'pricing_viewed');
  await touch(AVERY, 'demo_requested');
  rep = await launch({ browser: 'firefox', executablePath: ensureBrowser('Firefox'), headless: true });
  await rep.installExtension(allowed(build()));
  await connect();
}, 120_000);
afterAll(async () => {
  await rep?.close();
  await site?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const touch = (email: string, type: string) =>
  callApi(site, 'POST', '/v1/touches', {
    touches: [{ id: `${type}-${email.split('@')[0]}`, email, type, occurredAt: new Date().toISOString() }],
  });

/** Out: the folder of the extension as it is built for Firefox. */
function build(): string {
  const wxt = join(root, 'node_modules/wxt/bin/wxt.mjs');
  const { status, stderr } = spawnSync(process.execPath, [wxt, 'build', '-b', 'firefox'], { cwd: root });
  if (status !== 0) throw new Error(String(stderr));
  return join(root, 'dist/extension/firefox-mv3');
}

/** In: the extension. Out: a copy that holds what a rep has to allow: no hand can press the browser's own question here. */
function allowed(built: string): string {
  const copy = join(folder, 'extension');
  cpSync(built, copy, { recursive: true });
  const manifest = manifestIn(copy);
  manifest.host_permissions.push(...manifest.optional_host_permissions);
  writeFileSync(join(copy, 'manifest.json'), JSON.stringify(manifest));
  return copy;
}
const manifestIn = (extension: string) => JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8'));

/** A page on which the saved pages answer for the hosts. */
async function open(address: string): Promise<Page> {
  const page = await rep.newPage();
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const body = PAGES[request.url()];
    void (body === undefined ? request.continue() : request.respond({ contentType: 'text/html', body }));
  });
  await page.goto(address);
  return page;
}

async function connect(): Promise<void> {
  const { ticket } = await callApi(site, 'POST', '/v1/sessions/tickets');
  const page = await rep.newPage();
  await page.goto(`${site.url}/console/#ticket=${ticket}`);
  await page.waitForFunction(() => /queue/i.test(document.querySelector('h1, h2')?.textContent ?? ''));
  await page.goto(`${site.url}/console/#/connect`);
  await page.locator('button.primary:not([disabled])').click();
  await page.waitForFunction(() => document.body.textContent?.includes('Connected as'));
  await page.close();
}

const badges = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('steelyard-badge')].map(({ textContent }) => textContent));
/** The card is in a closed shadow root: that it is drawn shows in its height. */
const cards = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('steelyard-card')].map((card) => [card.clientHeight > 200, card.shadowRoot]),
  );

it('asks for what it asks for in Chrome, by Firefox’s names', () => {
  const { version, ...manifest } = manifestIn(join(root, 'dist/extension/firefox-mv3'));
  const chrome = manifestIn(join(root, 'dist/extension/chrome-mv3'));
  expect(version).toBe(chrome.version);
  const { minimum_chrome_version, side_panel, background, ...same } = chrome;
  expect(manifest).toEqual({
    ...same,
    version: undefined,
    permissions: ['storage', 'alarms', 'scripting'],
    background: { scripts: ['background.js'] },
    sidebar_action: { default_panel: 'sidepanel.html', default_title: 'Steelyard side panel' },
    browser_specific_settings: {
      gecko: {
        id: 'extension@steelyard.example',
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['personallyIdentifyingInfo'] },
      },
    },
  });
});

it('shows a badge in Gmail’s list, and a change while one looks', async () => {
  const page = await open('https://mail.google.com/mail/u/0/');
  await expect.poll(() => badges(page)).toEqual([expect.stringMatching(/^15 · T\d$/)]);
  const [before] = await badges(page);
  await touch(ADA, 'demo_requested');
  await expect.poll(() => badges(page)).not.toEqual([before]);
  await page.close();
});

it('does nothing in a tab that is hidden, and catches up when it is shown', async () => {
  const page = await open('https://mail.google.com/mail/u/0/');
  await expect.poll(() => badges(page)).toHaveLength(1);
  const other = await rep.newPage();
  await other.bringToFront();
  await page.waitForFunction(() => document.hidden, { polling: 50 });
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('tr.zA')) {
      const fresh = row.cloneNode(true);
      if (fresh instanceof Element) for (const badge of fresh.querySelectorAll('steelyard-badge')) badge.remove();
      row.replaceWith(fresh);
    }
  });
  const points = async () => (await callApi(site, 'GET', `/v1/leads?q=${ADA}`)).leads[0].score.points.value;
  const before = await points();
  await touch(ADA, 'webinar_attended');
  await expect.poll(points).toBeGreaterThan(before);
  expect(await badges(page)).toEqual([]);
  await page.bringToFront();
  await expect.poll(() => badges(page)).toHaveLength(1);
  await page.close();
  await other.close();
});

it('shows the card in HubSpot, in a room that the page cannot enter', async () => {
  const page = await open('https://app.hubspot.com/contacts/123/record/0-1/42');
  await expect.poll(() => cards(page)).toEqual([[true, null]]);
  await page.screenshot({ path: join(root, 'test/output/firefox-hubspot.png'), fullPage: true });
  await page.close();
});

/** The page that greeted: Firefox lets nobody but the extension itself lead to a page of its own. */
async function greeting(): Promise<Page> {
  for (const page of await rep.pages()) {
    const address = await page.evaluate(() => location.href);
    if (address.endsWith('/options.html#welcome')) return page;
  }
  throw new Error('it has not come yet');
}

it('shows in the side bar’s page who is on screen, and the queue', async () => {
  await expect.poll(greeting).toBeDefined();
  const panel = await greeting();
  await panel.evaluate(() => location.assign('/sidepanel.html'));
  const shown = () => panel.evaluate(() => document.body.textContent);
  await expect.poll(shown).toMatch(new RegExp(`Hot queue.*${ADA}.*${AVERY}`));
  const record = await open('https://app.hubspot.com/contacts/123/record/0-1/42');
  await record.bringToFront();
  await expect.poll(shown).toMatch(new RegExp(`${AVERY}.*Matched by e-mail address.*Hot queue`));
  await record.close();
});
