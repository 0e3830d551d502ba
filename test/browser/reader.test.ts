/** The card for who does not see it, for who has no mouse, and for who is writing: what a screen reader says, in order; every deed by keyboard alone; hints. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import type { ActionRule } from '../../shared/model.ts';
import { DEFAULT } from '../../shared/presets.ts';
import { CardReader, callApi, connect, openRepOn, picture, saved } from './people.ts';

const AVERY = 'avery.stone@northwind.example';
const GMAIL = 'https://mail.google.com/mail/u/0/';
const RECORD = 'https://app.hubspot.com/contacts/123/record/0-1/42';

const TRANSCRIPT = [
  ...['article: Score of Avery Stone', 'heading: Avery Stone', 'northwind.example · lead', 'Matched by e-mail address'],
  'Asked for a demo in the last day; works at northwind.example.',
  ...['term: Balance', '10', 'T1', 'term: Points', '30', 'cold', 'term: Fit', 'D', '0 points'],
  expect.stringMatching(/^Urgent for about \d+ h more, then T2$/),
  ...['Owned by Ann ·', 'answer due in 3 h'],
  ...['term: To do', 'Call within the hour, by name, with what they have just looked at. Prepare it by hand.'],
  ...['term: At this level', 'Wait: newsletter and content only.'],
  ...['heading: Balance', 'Demo requested', '+10', '2 h ago'],
  ...['heading: Points', 'Demo or quote requested', '+30', '2 h ago', 'DisclosureTriangle: All 2 lines'],
  ...['heading: Last touches', 'Demo requested', '2 h ago'],
  ...['Note, goes with what you press', 'textbox: Note, goes with what you press'],
  ...['group: What came of it', 'button: Good', 'button: Junk', 'button: Meeting', 'button: Won', 'button: Lost'],
  ...['group: Snooze', 'Snooze', 'button: Tomorrow', 'button: A week'],
  ...['button: Copy the sentence', 'link: Open in console'],
];

let state: string;
let site: Installation;
let rep: BrowserContext;
let page: Page;
let card: CardReader;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'steelyard-reader-'));
  site = await startInstallation(state, 8795);
  const call: ActionRule = {
    ...{ id: 'call', why: 'Demos are answered', on: { kind: 'signal', signal: 'demo_requested' }, do: 'start_sla' },
    ...{ coolDownHours: 1, settings: { hours: 3.5 } },
  };
  await callApi(site, 'PUT', '/v1/models', { ...DEFAULT, actions: [call] });
  await callApi(site, 'POST', '/v1/models/2/publish', {});
  const attributes = { name: 'Avery Stone', owner: 'Ann' };
  await callApi(site, 'PUT', '/v1/leads', { email: AVERY, attributes, source: 'crm' });
  const occurredAt = new Date(Date.now() - 7_200_000).toISOString();
  await callApi(site, 'POST', '/v1/touches', {
    touches: [{ id: 'demo', email: AVERY, type: 'demo_requested', occurredAt }],
  });
  rep = await openRepOn({
    [RECORD]: saved('hubspot-contact.html'),
    [GMAIL]: saved('gmail-compose.html').replaceAll('ada.lovelace@northwind.example', AVERY),
  });
  await connect(rep, site);
  page = await rep.newPage();
  await page.goto(RECORD);
  card = await CardReader.on(page);
});
afterAll(async () => {
  await rep?.close();
  await site?.stop();
  rmSync(state, { recursive: true, force: true });
});

it('says who, how much, why, and what can be done, in this order', async () => {
  await expect.poll(() => card.texts()).toMatch(/Last touches/);
  expect(await card.transcript('Score of Avery Stone')).toEqual(TRANSCRIPT);
});

/** Tabs until this has the focus. */
async function reach(name: string): Promise<void> {
  for (let i = 0; i < 40 && (await card.focused()) !== name; i++) await page.keyboard.press('Tab');
  expect(await card.focused()).toBe(name);
}

it('takes a note, a word and its undoing by keyboard alone', async () => {
  await page.bringToFront();
  await reach('Note, goes with what you press');
  await page.keyboard.type('Call in May');
  await reach('Good');
  await page.keyboard.press('Enter');
  await expect.poll(() => card.texts()).toMatch(/Will be recorded in a moment/);
  await reach('Undo');
  await page.keyboard.press('Space');
  await expect.poll(() => card.texts()).toMatch(/Taken back/);
  await reach('Tomorrow');
  await page.keyboard.press('Enter');
  await expect.poll(() => card.texts()).toMatch(/Put aside until/);
});

it('reads from left to right in a page that reads from right to left, and fits its place there', async () => {
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const room = page.locator('steelyard-card');
  expect(await room.evaluate((card) => [getComputedStyle(card).direction, card.getAttribute('lang')])).toEqual([
    'ltr',
    'en',
  ]);
  expect(await room.evaluate((card) => card.scrollWidth - card.clientWidth)).toBeLessThanOrEqual(0);
  await picture(page, 'card-rtl');
});

it('works again within 3 s of an update, in the tab that is open', async () => {
  await page.reload();
  await expect.poll(() => card.texts()).toMatch(/Last touches/);
  await page.evaluate(() => document.querySelector('steelyard-card')?.setAttribute('data-old', ''));
  const [before] = rep.serviceWorkers();
  const begun = performance.now();
  void before?.evaluate('chrome.runtime.reload()').catch(() => {});
  await page.locator('steelyard-card:not([data-old])').waitFor({ state: 'attached' });
  const took = performance.now() - begun;
  console.log(`from the update to the card: ${Math.round(took)} ms`);
  expect(await page.locator('steelyard-card').count()).toBe(1);
  await callApi(site, 'POST', '/v1/touches', {
    touches: [{ id: 'later', email: AVERY, type: 'pricing_viewed', occurredAt: new Date().toISOString() }],
  });
  await expect.poll(() => card.texts()).toMatch(/Pricing page/);
});

/** What is sent: the message, the fields. */
const sentFrom = (mail: Page) =>
  mail.evaluate(() => [
    ...[...document.querySelectorAll('.editable')].map(({ innerHTML }) => innerHTML),
    ...[...document.forms].map((form) => [form.innerHTML, [...new FormData(form)]]),
  ]);
const pressKeys = () =>
  rep.serviceWorkers()[0]?.evaluate(`chrome.tabs.query({ active: true, currentWindow: true })
    .then(([tab]) => chrome.commands.onCommand.dispatch('show-card', tab))`);

it('hints at whom one is writing to, and leaves the mail as it is', async () => {
  const mail = await rep.newPage();
  const reader = await CardReader.on(mail);
  await mail.goto(GMAIL);
  const before = await sentFrom(mail);
  await mail.locator('steelyard-hints').waitFor();
  expect(await mail.locator('form + steelyard-hints').count()).toBe(1);
  const [, line = '', ...others] = await reader.transcript('Scores of whom you are writing to');
  expect(line).toMatch(/^button: Lead score \d+, \w+, tier 1 Avery Stone Asked for a demo/);
  expect(others).toEqual([]);
  const hint = line.slice('button: '.length);
  expect(await sentFrom(mail)).toEqual(before);
  expect(await mail.evaluate(() => document.querySelector('steelyard-hints')?.shadowRoot)).toBeNull();

  await mail.locator('.dw .editable').focus();
  await reader.press(hint);
  await expect.poll(() => reader.texts()).toMatch(/Matched by e-mail address/);
  expect(await reader.focused()).toBe('Message Body');
  for (const [name, colorScheme, width] of [
    ['light', 'light', 1280],
    ['dark', 'dark', 1280],
    ['narrow', 'light', 640],
  ] as const) {
    await mail.emulateMedia({ colorScheme });
    await mail.setViewportSize({ width, height: 900 });
    await picture(mail, `compose-${name}`);
  }
  await reader.press(hint);
  await expect.poll(() => mail.locator('steelyard-card').count()).toBe(0);

  await pressKeys();
  await expect.poll(() => reader.focused()).toBe('Score of Avery Stone');
  await mail.keyboard.press('Escape');
  await expect.poll(() => reader.focused()).toBe('Message Body');
  await mail
    .locator('.dw [role="option"]')
    .first()
    .evaluate((chip) => chip.remove());
  await expect.poll(() => mail.locator('steelyard-hints, steelyard-card').count()).toBe(0);
  expect((await sentFrom(mail)).slice(0, 2)).toEqual(before.slice(0, 2));
  await mail.close();
});
