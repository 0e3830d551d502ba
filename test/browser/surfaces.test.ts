/** The extension's own pages in real Chromium: side panel, popup and options, by their words, by axe, narrow and dark. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import type { ActionRule } from '../../shared/model.ts';
import { DEFAULT } from '../../shared/presets.ts';
import type { Signal } from '../../shared/signal.ts';
import { callApi, connect, openRepOn, picture, saved } from './people.ts';

const AVERY = 'avery.stone@northwind.example';
const DREW = 'drew.park@fabrikam.example';
const PROFILE = 'https://www.linkedin.com/in/avery-stone/';

const sla = (signal: Signal, hours: number): ActionRule => ({
  ...{ id: signal, why: 'Whoever asks is answered', on: { kind: 'signal', signal }, do: 'start_sla' },
  ...{ coolDownHours: 1, settings: { hours } },
});

let state: string;
let site: Installation;
let rep: BrowserContext;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'steelyard-surfaces-'));
  site = await startInstallation(state, 8799);
  const now = Date.now();
  await callApi(site, 'PUT', '/v1/models', {
    ...DEFAULT,
    actions: [sla('demo_requested', 3.5), sla('social_shared', 1e-6)],
  });
  await callApi(site, 'POST', '/v1/models/2/publish', {});
  await callApi(site, 'PUT', '/v1/leads', {
    email: DREW,
    attributes: { name: 'Drew Park', owner: 'Administrator' },
    source: 'crm',
  });
  await callApi(site, 'PUT', '/v1/leads', {
    email: AVERY,
    attributes: {
      name: 'Avery Stone',
      owner: 'Administrator',
      title: 'VP Revenue',
      reason: 'Our spreadsheet broke',
      next_step: 'A price',
    },
    source: 'crm',
    aliases: { linkedin: 'avery-stone' },
  });
  await callApi(site, 'POST', '/v1/outcomes', { email: AVERY, outcome: 'good', note: 'Knows what they want' });
  await callApi(site, 'POST', '/v1/touches', {
    touches: [{ id: 'drew', email: DREW, type: 'social_shared', occurredAt: new Date(now).toISOString() }],
  });
  await callApi(site, 'POST', '/v1/touches', {
    touches: ['demo_requested', 'pricing_viewed', 'webinar_attended', 'file_downloaded'].map((type, i) => ({
      ...{ id: type, email: AVERY, type, occurredAt: new Date(Date.now() - i * i * 50 * 3_600_000).toISOString() },
    })),
  });
  await callApi(site, 'POST', '/v1/touches', {
    touches: ['Blake', 'Casey'].map((name) => {
      const email = `${name.toLowerCase()}@northwind.example`;
      return { id: name, email, type: 'pricing_viewed', occurredAt: new Date(now - 3_600_000).toISOString() };
    }),
  });
  rep = await openRepOn({ [PROFILE]: saved('linkedin-profile-sdui.html') });
  await connect(rep, site);
});
afterAll(async () => {
  await rep?.close();
  await site?.stop();
  rmSync(state, { recursive: true, force: true });
});

async function open(name: string, width: number): Promise<Page> {
  const page = await rep.newPage();
  await page.setViewportSize({ width, height: 900 });
  await page.goto(`chrome-extension://${new URL(rep.serviceWorkers()[0]?.url() ?? '').host}/${name}.html`);
  return page;
}

/** Looked at light and dark; nothing may be wider than the page. */
async function judge(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await picture(page, `${name}-${colorScheme}`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}

it('tells in the side panel whose profile it is, by the address alone', async () => {
  const panel = await open('sidepanel', 320);
  const profile = await rep.newPage();
  await profile.goto(PROFILE);
  await expect.poll(() => panel.locator('article').allInnerTexts()).toEqual([expect.stringContaining('Avery Stone')]);
  await panel.getByText('Matched by the profile’s address').waitFor();
  await panel.getByText('Our spreadsheet broke').waitFor();
  await panel.getByText('Last touches').waitFor();
  await panel.getByText('Company: 3 of 3 people engaged').waitFor();
  await panel.getByText(/^urgent for about \d+ h more/).waitFor();
  await panel.getByText('Owned by Administrator · answer due in 3 h').waitFor();
  const owed = panel.locator('.queue', { hasText: 'My SLAs' }).locator('li');
  await expect
    .poll(() => owed.allInnerTexts())
    .toEqual([
      expect.stringMatching(/^Drew Park[\s\S]*answer \d+ (s|min) overdue/),
      expect.stringMatching(/^Avery Stone[\s\S]*answer due in 3 h/),
    ]);
  expect(await profile.locator('steelyard-card').count()).toBe(0);
  await panel.bringToFront();
  await expect.poll(() => panel.locator('article').count()).toBe(0);
  await profile.bringToFront();
  await expect.poll(() => panel.locator('article').count()).toBe(1);
  await judge(panel, 'sidepanel');
  // A panel of 320 pixels, at twice the size.
  await panel.setViewportSize({ width: 160, height: 450 });
  await panel.locator('summary').first().click();
  await picture(panel, 'sidepanel-zoomed');
  expect(await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await panel.setViewportSize({ width: 320, height: 900 });
  await callApi(site, 'POST', '/v1/outcomes', { email: DREW, outcome: 'good' });
  await expect.poll(() => owed.allInnerTexts()).toEqual([expect.stringContaining('Avery Stone')]);
  await panel.getByRole('button', { name: 'Tomorrow' }).click();
  await panel.getByText(/^Put aside until/).waitFor();
  await panel.getByRole('button', { name: 'Take up again' }).click();
  await panel.getByRole('button', { name: 'A week' }).waitFor();
  expect(await panel.getByRole('link', { name: 'Open in LinkedIn' }).getAttribute('href')).toBe(PROFILE);
  expect(await panel.getByRole('link', { name: 'Open in console' }).getAttribute('href')).toMatch(/#\/leads\/ld_/);
  await panel.close();
  await profile.close();
});

it('greets at first with what there is to decide', async () => {
  const greeting = () => rep.pages().find((page) => page.url().endsWith('/options.html#welcome'));
  await expect.poll(greeting).toBeDefined();
  const page = greeting();
  if (page === undefined) throw new Error('it has gone');
  await page.bringToFront();
  await page.setViewportSize({ width: 720, height: 900 });
  await page.reload();
  await page.getByRole('heading', { name: 'Welcome to Steelyard' }).waitFor();
  for (const name of ['Connection', 'Where scores are shown']) await page.getByRole('heading', { name }).waitFor();
  for (const name of ['On LinkedIn', 'Notifications']) await page.getByRole('group', { name }).waitFor();
  expect(await page.getByText('Erase all of it').count()).toBe(0);
  await judge(page, 'welcome');
  await page.close();
});

it('counts urgent leads on its button, and notifies of one that rises', async () => {
  const [worker] = rep.serviceWorkers();
  const count = () => worker?.evaluate('chrome.action.getBadgeText({})');
  const shown = () => worker?.evaluate('chrome.notifications.getAll().then(Object.keys)');
  await expect.poll(count).toBe('1');
  const page = await open('options', 720);
  await page.getByLabel('When one becomes urgent (tier 1)').check();
  await page.getByLabel('Quiet from').selectOption('08:00');
  await expect
    .poll(() => worker?.evaluate('chrome.storage.local.get()'))
    .toMatchObject({
      notify: 'tier1',
      hush: { from: 8, to: 8 },
    });
  const blake = { email: 'blake@northwind.example', occurredAt: new Date().toISOString() };
  await callApi(site, 'POST', '/v1/touches', {
    touches: ['demo_requested', 'quote_requested'].map((type) => ({ id: `blake-${type}`, type, ...blake })),
  });
  await expect.poll(count).toBe('2');
  await expect.poll(shown).toEqual([expect.stringMatching(/^lead:ld_/)]);
  await page.close();
});

it('shows the hot queue in the popup', async () => {
  const popup = await open('popup', 400);
  await popup.locator('.queue').getByText('Avery Stone').waitFor();
  await popup.getByRole('button', { name: 'Side panel' }).waitFor();
  await popup.getByRole('button', { name: 'Options' }).waitFor();
  await judge(popup, 'popup');
  await popup.close();
});

it('says on the options page what each permission is for, and keeps the rep’s choices', async () => {
  const page = await open('options', 720);
  await page.getByText(/^Connected as/).waitFor();
  for (const name of ['HubSpot', 'Salesforce', 'Pipedrive', 'LinkedIn and Sales Navigator'])
    await page.getByRole('button', { name: `Leave ${name}` }).waitFor();
  const card = page.getByLabel(/Card in the page/);
  expect(await page.getByLabel(/Side panel/).isChecked()).toBe(true);
  await card.check();
  await page.getByLabel(/Never look up/).fill('Contoso.example\nnonsense');
  await page.getByLabel(/Never look up/).blur();
  await page.reload();
  await expect.poll(() => card.isChecked()).toBe(true);
  await expect.poll(() => page.getByLabel(/Never look up/).inputValue()).toBe('contoso.example');
  await page.getByLabel(/Side panel/).check();
  await judge(page, 'options');
  await page.setViewportSize({ width: 320, height: 900 });
  await judge(page, 'options-narrow');
  await page.close();
});

it('erases what it holds when the rep says so', async () => {
  const page = await open('options', 720);
  await page.getByText(/^[1-9]\d* people/).waitFor();
  await page.getByRole('button', { name: 'Erase all of it' }).click();
  await page.getByText(/^0 people .* 0 answers .* 0 outcomes/).waitFor();
  expect(await page.getByText(/^Connected as/).count()).toBe(1);
  await page.close();
});

it('disconnects, and holds nothing any more', async () => {
  const page = await open('options', 720);
  await page.getByRole('button', { name: 'Disconnect' }).press('Enter');
  await page.getByText('Not connected.').waitFor();
  await page.close();
  const popup = await open('popup', 400);
  await popup.getByText('Connect this browser with your workspace').waitFor();
  await expect.poll(() => rep.serviceWorkers()[0]?.evaluate('chrome.action.getBadgeText({})')).toBe('');
  await popup.close();
});
