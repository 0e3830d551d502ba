/** The settings as an administrator meets them: by keyboard, in the dark, on a phone; and an invitation that a rep opens. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import { openRep, openVisitor, picture } from './people.ts';

let state: string;
let site: Installation;
let office: BrowserContext;
let rep: BrowserContext;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'steelyard-settings-'));
  site = await startInstallation(state, 0);
  [office, rep] = await Promise.all([openVisitor(), openRep([])]);
  await api('POST', '/v1/sites', { name: 'Shop', origins: ['https://*.acme.example'], consent: true });
  await api('POST', '/v1/keys', { name: 'CRM sync', scopes: ['facts:write', 'leads:write'] });
});
afterAll(async () => {
  await Promise.all([rep?.close(), office?.browser()?.close()]);
  await site?.stop();
  rmSync(state, { recursive: true, force: true });
});

async function api(method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${site.keys.secretKey}`, 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  return (await fetch(site.url + path, { method, headers, ...sent })).json();
}

/** Settings, signed in, with all that is asked for there. */
async function settings(): Promise<Page> {
  const page = await office.newPage();
  const { ticket } = await api('POST', '/v1/sessions/tickets');
  await page.goto(`${site.url}/console/#${new URLSearchParams({ ticket, to: '/settings' })}`);
  await page.getByText('key created').first().waitFor();
  return page;
}
/** The page of a lead, signed in. */
async function leadPage(id: string): Promise<Page> {
  const page = await office.newPage();
  const { ticket } = await api('POST', '/v1/sessions/tickets');
  await page.goto(`${site.url}/console/#${new URLSearchParams({ ticket, to: `/leads/${id}` })}`);
  await page.getByRole('heading', { name: 'The same person' }).waitFor();
  return page;
}
const faults = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id);

it.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
] as const)(
  'are whole in the %s at %i pixels: nothing for axe, nothing beside the page',
  async (colorScheme, width) => {
    const page = await settings();
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.getByText('Make a key', { exact: true }).click();
    await page.getByRole('button', { name: 'Delete Shop' }).click();
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await picture(page, `console-settings-${colorScheme}-${width}`);
    await page.close();
  },
);

it('are done by keyboard: a key is made, its secret told once, the key revoked after a second word', async () => {
  const page = await settings();
  const keys = page.locator('section[aria-labelledby=keys]').first();
  await keys.getByText('Make a key', { exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Nightly');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const secret = await keys.getByText(/^sk_/).textContent();
  await keys.getByRole('button', { name: 'I have stored it' }).press('Enter');
  expect(await page.getByText(secret ?? '').count()).toBe(0);
  const revoke = keys.getByRole('button', { name: 'Revoke Nightly' });
  await revoke.press('Enter');
  await page.keyboard.press('Escape');
  expect(await revoke.evaluate((button) => button === document.activeElement)).toBe(true);
  const asked = await revoke.evaluate(async (button: HTMLElement) => {
    button.click();
    await Promise.resolve();
    return document.activeElement?.textContent;
  });
  expect(asked, 'the focus is there before the next key').toBe('Revoke Nightly');
  await page.keyboard.press('Enter');
  await keys.getByText('Nightly is revoked.').waitFor();
  const { keys: left } = await api('GET', '/v1/keys');
  expect(left.map(({ name }: { name: string }) => name)).toEqual(['Administrator', 'CRM sync']);
  await page.close();
});

it('invite a rep, who opens the link and is connected', async () => {
  const { link, rep: invited } = await api('POST', '/v1/reps/invitations', { name: 'Grace Hopper' });
  const page = await rep.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: /^connect/i }).click();
  await page.getByText('Connected as Grace Hopper').waitFor();
  await picture(page, 'console-join');
  expect(await faults(page)).toEqual([]);
  const { reps } = await api('GET', '/v1/reps');
  expect(reps).toEqual([expect.objectContaining({ id: invited.id, pairedAt: expect.any(String) })]);
});

it('merge a second address into a lead and part the two again, by keyboard, in the light and in the dark', async () => {
  const at = { type: 'demo_requested', occurredAt: Date.now() };
  const touches = ['work', 'home'].map((of) => ({ ...at, id: `merge-${of}`, email: `ada@${of}.example` }));
  await api('POST', '/v1/touches', { touches });
  const { lead } = await api('GET', '/v1/scores?email=ada@work.example&fresh=1');
  const page = await leadPage(lead.id);
  await page.getByText('Merge another address').click();
  await page.getByLabel('Address of the same person').fill('ada@home.example');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'ada@home.example' }).waitFor();
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 390],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await picture(page, `console-merges-${colorScheme}-${width}`);
  }
  await page.getByRole('button', { name: /^Undo/ }).press('Enter');
  await page.getByRole('button', { name: 'Undo the merge with ada@home.example' }).press('Enter');
  await page.getByText('They are two again, each with its own history.').waitFor();
  const { touches: own } = await api('GET', `/v1/leads/${lead.id}/timeline`);
  expect(own.map(({ id }: { id: string }) => id)).toEqual(['merge-work']);
  await page.close();
});
