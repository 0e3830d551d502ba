/** The hosts beside Gmail, in real Chromium: the right person on each record, said how sure that is, and nobody else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import { CardReader, callApi, connect, openRepOn, openVisitor, picture, saved } from './people.ts';

const AVERY = 'avery.stone@northwind.example';
const GRACE = 'grace.hopper@contoso.example';
const HUBSPOT = 'https://app.hubspot.com/contacts/123';
const PAGES = {
  hubspot: [`${HUBSPOT}/record/0-1/42`, saved('hubspot-contact.html')],
  company: [
    `${HUBSPOT}/record/0-2/900`,
    '<h2>Contoso</h2><div data-test-id="records-right-sidebar"><a href="/contacts/123/record/0-1/43">Grace Hopper</a><a href="/contacts/123/record/0-1/44">Nobody Known</a></div>',
  ],
  list: [
    `${HUBSPOT}/objects/0-1/views/all/list`,
    `<main id="crm"><table><tbody>${[43, 44].map((id) => `<tr><td><a href="/contacts/123/record/0-1/${id}">Person ${id}</a></td><td>x</td></tr>`).join('')}</tbody></table></main>`,
  ],
  salesforce: [
    'https://acme.lightning.force.com/lightning/r/Lead/00Q8c00000abcDEEAY/view',
    saved('salesforce-lead.html'),
  ],
  // With an icon in it, for which the browser itself needs not ask: now and then it does so before the test looks.
  linkedin: [
    'https://www.linkedin.com/in/avery-stone/',
    saved('linkedin-profile-sdui.html').replace('<head>', '<head><link rel="icon" href="data:,">'),
  ],
  pipedrive: ['https://acme.pipedrive.com/person/7', saved('pipedrive-person.html')],
} as const;

let state: string;
let site: Installation;
let rep: BrowserContext;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'steelyard-hosts-'));
  site = await startInstallation(state, 8798);
  const occurredAt = new Date(Date.now() - 3_600_000).toISOString();
  const touch = (email: string, type: string) => ({ id: `${email.split('@')[0]}-${type}`, email, type, occurredAt });
  await api('PUT', '/v1/leads', {
    email: AVERY,
    attributes: { name: 'Avery Stone', title: 'VP Revenue' },
    source: 'crm',
    aliases: { linkedin: 'avery-stone' },
  });
  await api('PUT', '/v1/leads', {
    email: GRACE,
    attributes: { name: 'Grace Hopper' },
    source: 'crm',
    aliases: { hubspot: '123:43' },
  });
  await api('PUT', '/v1/leads', {
    email: 'quiet.one@contoso.example',
    attributes: { name: 'Quiet One' },
    source: 'crm',
    aliases: { hubspot: '123:45' },
  });
  await api('POST', '/v1/touches', {
    touches: [AVERY, GRACE].flatMap((email) => [touch(email, 'demo_requested'), touch(email, 'pricing_viewed')]),
  });
  rep = await openRepOn(Object.fromEntries(Object.values(PAGES)));
  await connect(rep, site);
});
afterAll(async () => {
  await rep?.close();
  await site?.stop();
  rmSync(state, { recursive: true, force: true });
});

const api = (...request: [method: string, path: string, body?: object]) => callApi(site, ...request);

async function open(name: keyof typeof PAGES): Promise<{ page: Page; card: CardReader }> {
  const page = await rep.newPage();
  await page.goto(PAGES[name][0]);
  return { page, card: await CardReader.on(page) };
}

it.each([['hubspot'], ['salesforce'], ['pipedrive']] as const)('shows whose record it is in %s', async (name) => {
  const { page, card } = await open(name);
  await expect.poll(() => card.texts()).toMatch(/Avery Stone.*Matched by e-mail address.*Demo requested/);
  await picture(page, `host-${name}`);
  expect(await page.locator('steelyard-card').count()).toBe(1);
  expect(await page.evaluate(() => document.querySelector('steelyard-card')?.shadowRoot)).toBeNull();
  await page.close();
});

it('follows the rep to the next record, without showing the last one for it', async () => {
  const { page, card } = await open('hubspot');
  await expect.poll(() => card.texts()).toMatch(/Matched by e-mail address/);
  await page.evaluate(() => {
    history.pushState(null, '', '/contacts/123/record/0-1/43');
    document.querySelector('[data-test-id="middle-pane"]')?.append('still loading');
  });
  await expect.poll(() => card.texts()).toMatch(/Grace Hopper.*Matched by the record’s id/);
  expect(await card.texts()).not.toMatch(/VP Revenue · northwind/);
  await page.evaluate(() => {
    history.pushState(null, '', '/contacts/123/record/0-1/44');
    for (const element of document.querySelectorAll('h2, a[href^="mailto:"]')) element.remove();
    document.querySelector('[data-test-id="middle-pane"]')?.append('still loading');
  });
  await expect.poll(() => card.texts()).toMatch(/Not in Steelyard yet/);
  expect(await card.texts()).not.toMatch(/Demo requested/);
  await picture(page, 'host-nobody');
  await page.evaluate(() => {
    history.pushState(null, '', '/contacts/123/record/0-1/45');
    document.querySelector('[data-test-id="middle-pane"]')?.append('still loading');
  });
  await expect.poll(() => card.texts()).toMatch(/No score yet: nothing has happened so far/);
  await page.close();
});

it('shows the people of a company whom it knows, in a card that floats and folds', async () => {
  const { page, card } = await open('company');
  await expect.poll(() => card.texts()).toMatch(/Matched by the record’s id.*Demo requested/);
  await card.press('Steelyard Fold');
  await expect.poll(() => card.texts()).not.toMatch(/Demo requested/);
  await card.press('Grace Hopper Show score');
  await expect.poll(() => card.texts()).toMatch(/Demo requested/);
  await page.close();
});

it('shows badges in a list, and takes along the ones of replaced rows', async () => {
  const { page } = await open('list');
  const badges = () => page.locator('steelyard-badge').allInnerTexts();
  await expect.poll(badges).toEqual([expect.stringMatching(/^\d+ · T1$/)]);
  await picture(page, 'host-list');
  await page.evaluate(() => {
    const link = document.querySelector('a');
    link?.replaceWith(Object.assign(document.createElement('a'), { href: link.href, textContent: 'Person 43' }));
  });
  await expect.poll(() => page.locator('a + steelyard-badge').count()).toBe(1);
  expect(await badges()).toHaveLength(1);
  await page.close();
});

it('asks when only name and company fit, and keeps the rep’s word', async () => {
  const page = await rep.newPage();
  const html = PAGES.hubspot[1].replaceAll(AVERY, '');
  await page.route(`${HUBSPOT}/record/0-1/77`, (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await page.goto(`${HUBSPOT}/record/0-1/77`);
  const card = await CardReader.on(page);
  await expect.poll(() => card.texts()).toMatch(/Probably: same name, same company/);
  await picture(page, 'host-probable');
  await card.press('Same person');
  await expect.poll(() => card.texts()).toMatch(/Matched by your word/);
  await page.reload();
  await expect.poll(() => card.texts()).toMatch(/Matched by your word/);
  await card.press('Somebody else');
  await expect.poll(() => card.texts()).toMatch(/Probably: same name, same company/);
  await page.close();
});

/** What a page can find out of what is in it: its elements, its globals, what it has loaded. */
const tracesOn = (page: Page) =>
  page.evaluate(() => ({
    elements: document.documentElement.outerHTML,
    globals: Object.getOwnPropertyNames(window).sort(),
    loaded: performance.getEntriesByType('resource').map(({ name }) => name),
  }));

it('leaves no trace on LinkedIn while the rep has not chosen the card there', async () => {
  const { page } = await open('linkedin');
  await page.waitForTimeout(1500);
  const plain = await openVisitor();
  const other = await plain.newPage();
  const [address, body] = PAGES.linkedin;
  await other.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await other.goto(address);
  expect(await tracesOn(page)).toEqual(await tracesOn(other));
  await plain.browser()?.close();
  await page.close();
});

it('shows the card on LinkedIn once the rep has chosen it, in open tabs too, and takes it away again', async () => {
  const { page, card } = await open('linkedin');
  const choose = (linkedin: string) =>
    rep.serviceWorkers()[0]?.evaluate(`chrome.storage.local.set({ linkedin: '${linkedin}' })`);
  await choose('card');
  await expect.poll(() => card.texts()).toMatch(/Matched by the profile’s address.*Demo requested/);
  await picture(page, 'host-linkedin');
  await choose('panel');
  await expect.poll(() => page.locator('steelyard-card').count()).toBe(0);
  await page.close();
});

/** What an hour does: the extension asks its workspace again. */
const anHourLater = () =>
  rep.serviceWorkers()[0]?.evaluate(`new Promise((resolve) => {
    const opening = indexedDB.open('steelyard');
    opening.onsuccess = () => {
      const { store = opening.result.transaction('settings', 'readwrite').objectStore('settings') } = {};
      const reading = store.get('selectors');
      reading.onsuccess = () => {
        store.put({ ...reading.result, askedAt: 0 }, 'selectors').onsuccess = () => opening.result.close();
        resolve(chrome.alarms.create('soon', { when: Date.now() }));
      };
    };
  })`);

it('is gone from a host that the workspace switches off, in open tabs too, and back with other selectors', async () => {
  const { page, card } = await open('hubspot');
  await expect.poll(() => card.texts()).toMatch(/Matched by e-mail address/);
  await api('PUT', '/v1/selectors', { hosts: { hubspot: { isOff: true } } });
  await anHourLater();
  await expect.poll(() => page.locator('steelyard-card').count()).toBe(0);
  await page.reload();
  expect(await page.locator('steelyard-card').count()).toBe(0);
  const record = { most: 1, ways: ['#nowhere'] };
  await api('PUT', '/v1/selectors', { hosts: { hubspot: { ladders: { record } } } });
  await anHourLater();
  // What the page says is not found any more: the address alone tells, and it is nobody's.
  await expect.poll(() => card.texts()).toMatch(/Not in Steelyard yet/);
  await api('PUT', '/v1/selectors', { hosts: {} });
  await anHourLater();
  await expect.poll(() => card.texts()).toMatch(/Matched by e-mail address/);
  await page.close();
});
