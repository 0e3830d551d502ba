/** The whole way, in real Chromium: a visitor's clicks become a live, explained score in a rep's Gmail. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import { CardReader, callApi, openBot, openRep, openVisitor, picture } from './people.ts';

const ADA = 'ada.lovelace@northwind.example';
const GRACE = 'grace.hopper@contoso.example';
const PORT = 8797;

let state: string;
let site: Installation;
let rep: BrowserContext;
let visitor: BrowserContext;
let console_: Page;
let inbox: Page;
let mail: Page;
let card: CardReader;

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'steelyard-journey-'));
  site = await startInstallation(state, PORT);
  [rep, visitor] = await Promise.all([openRep([ADA, GRACE]), openVisitor()]);
});
afterAll(async () => {
  await Promise.all([rep?.close(), visitor?.browser()?.close()]);
  await site?.stop();
  rmSync(state, { recursive: true, force: true });
});

const api = (...request: [method: string, path: string, body?: object]) => callApi(site, ...request);

it('connects the extension from the console with one click', async () => {
  await api('PUT', '/v1/accounts/northwind.example', {
    attributes: { name: 'Northwind', employees: 200, industry: 'Manufacturing' },
    source: 'crm',
  });
  const { ticket } = await api('POST', '/v1/sessions/tickets');
  console_ = await rep.newPage();
  await console_.goto(`${site.url}/console/#ticket=${ticket}`);
  await console_.getByRole('heading', { name: /queue/i }).first().waitFor();
  await picture(console_, 'console-empty');
  await console_.goto(`${site.url}/console/#/connect`);
  await console_.getByRole('button', { name: /^connect/i }).click();
  await console_.getByText('Connected as').waitFor();
  await picture(console_, 'console-connect');
  expect(new URL(console_.url()).hash).toBe('#/connect');
});

it('shows nothing beside people whom nobody knows', async () => {
  inbox = await rep.newPage();
  await inbox.goto('https://mail.google.com/mail/u/0/');
  mail = await rep.newPage();
  await mail.goto('https://mail.google.com/mail/u/0/thread');
  card = await CardReader.on(mail);
  await mail.getByText('Pricing question').first().waitFor();
  expect(await mail.locator('steelyard-card').count()).toBe(0);
  expect(await inbox.locator('steelyard-badge').count()).toBe(0);
});

it('turns a visit into a badge and a card, live, within a second of the last click', async () => {
  const page = await visitor.newPage();
  await page.goto(`${site.url}/demo/`);
  await picture(page, 'demo-home');
  await page.goto(`${site.url}/demo/pricing`);
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 400);
  await page.waitForTimeout(6000);
  await picture(page, 'demo-pricing');
  await page.goto(`${site.url}/demo/guide`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href$=".pdf"]').first().click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  await page.goto(`${site.url}/demo/demo-request`);
  await fillAsPerson(page);
  await picture(page, 'demo-request');

  await mail.bringToFront();
  await page.locator('form button[type=submit]').click();
  const clicked = performance.now();
  await expect.poll(() => card.texts(), { timeout: 1000, interval: 20 }).toMatch(/Ada Lovelace.*T1/);
  console.log(`from the visitor's last click to the rep's card: ${Math.round(performance.now() - clicked)} ms`);

  const texts = await card.texts();
  for (const line of ['Demo requested', 'Pricing page', 'File downloaded', 'Company size'])
    expect(texts).toContain(line);
  const { score } = await api('GET', `/v1/scores?email=${ADA}&fresh=1`);
  const rules = score.reasons.map(({ rule }: { rule: string }) => rule);
  expect(rules).toEqual(
    expect.arrayContaining([
      'demo_requested',
      'pricing_viewed',
      'file_downloaded',
      'demo_or_quote',
      'pricing',
      'intent_cluster',
      'company_size',
    ]),
  );
  expect(score).toMatchObject({ balance: { tier: 1 }, spam: { verdict: 'clean' } });
  await picture(mail, 'gmail-card');
  await inbox.bringToFront();
  await expect.poll(() => badges(ADA)).toEqual([expect.stringMatching(/^\d+ · T1$/)]);
  await picture(inbox, 'gmail-badge');
});

it('shows the same lead in the console, with a receipt that adds up and its timeline', async () => {
  await console_.bringToFront();
  await console_.goto(`${site.url}/console/#/queue`);
  await console_.getByText(ADA).first().waitFor();
  await picture(console_, 'console-queue');
  await console_
    .getByRole('link', { name: /Ada|lovelace/i })
    .first()
    .click();
  await console_.getByText('Demo requested').first().waitFor();
  await picture(console_, 'console-lead');
  expect(await console_.getByText(/form_submitted|Form/i).count()).toBeGreaterThan(0);
});

it('keeps a bot out of the rep’s sight, with the evidence', async () => {
  const bot = await openBot();
  const page = await bot.newPage();
  await page.goto(`${site.url}/demo/demo-request`);
  await page.waitForTimeout(300);
  await page.evaluate((email) => {
    for (const field of document.querySelectorAll('form input, form textarea')) {
      if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
        field.value = field.type === 'email' ? email : 'buy now';
    }
    document.querySelector<HTMLButtonElement>('form button[type=submit]')?.click();
  }, GRACE);
  await page.waitForURL(/thanks/);
  await expect
    .poll(async () => (await api('GET', `/v1/scores?email=${GRACE}&fresh=1`)).unscored)
    .toBe('suppressed_as_spam');
  await bot.close();
  const { spam } = await api('GET', `/v1/scores?email=${GRACE}&fresh=1`);
  expect(spam.evidence.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['honeypot', 'instant', 'webdriver']),
  );
  await mail.bringToFront();
  await mail.reload();
  await expect.poll(() => card.texts()).toMatch(/Ada Lovelace.*T1/);
  await inbox.bringToFront();
  await inbox.reload();
  await expect.poll(() => badges(ADA)).toHaveLength(1);
  expect(await badges(GRACE)).toEqual([]);
  expect(await inbox.locator('steelyard-badge').count()).toBe(1);
});

it('takes a rep’s word, and takes it back', async () => {
  await card.press('Won');
  await expect.poll(() => card.texts()).toMatch(/Will be recorded in a moment/);
  await card.press('Undo');
  await expect.poll(() => card.texts()).toMatch(/Taken back/);
  await card.press('Meeting');
  const { leads } = await api('GET', `/v1/leads?q=${ADA}`);
  const outcomes = async () => (await api('GET', `/v1/leads/${leads[0].lead.id}`)).record.outcomes;
  await expect
    .poll(outcomes)
    .toEqual([expect.objectContaining({ outcome: 'meeting', by: expect.stringMatching(/^rep_/) })]);
});

it('shows the hot queue in the popup', async () => {
  const [worker] = rep.serviceWorkers();
  const popup = await rep.newPage();
  await popup.setViewportSize({ width: 400, height: 560 });
  await popup.goto(`chrome-extension://${new URL(worker?.url() ?? '').host}/popup.html`);
  await popup
    .getByText(/Ada|lovelace/i)
    .first()
    .waitFor();
  await picture(popup, 'extension-popup');
  expect(await popup.getByText('T1').count()).toBeGreaterThan(0);
  await popup.close();
});

it('executes nothing that a name or a field brings along', async () => {
  const name = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">';
  await api('PUT', '/v1/leads', { email: ADA, attributes: { name, title: name }, source: 'crm' });
  await api('PUT', '/v1/accounts/northwind.example', { attributes: { name, industry: name }, source: 'hostile' });
  await expect.poll(() => card.texts()).toContain('window.hacked');
  await console_.bringToFront();
  await console_.reload();
  await console_.getByText('window.hacked').first().waitFor();
  for (const page of [mail, console_]) expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  await api('PUT', '/v1/leads', {
    email: ADA,
    attributes: { name: 'Ada Lovelace', title: 'VP Operations' },
    source: 'crm',
  });
  await api('PUT', '/v1/accounts/northwind.example', { attributes: { industry: 'Manufacturing' }, source: 'hostile' });
  await expect.poll(() => card.texts()).toMatch(/VP Operations at a 200-person manufacturing company/);
});

it('shows an offline rep the last known score, marked with its age', async () => {
  await site.stop();
  await mail.bringToFront();
  await mail.reload();
  await expect.poll(() => card.texts(), { timeout: 20_000 }).toMatch(/Last known/);
  expect(await card.texts()).toContain('T1');
  await picture(mail, 'gmail-offline');
});

/** Out: the texts of the badges in the inbox's rows of this person. */
const badges = (email: string): Promise<string[]> =>
  inbox
    .locator('tr', { has: inbox.locator(`span[email="${email}"]`) })
    .locator('steelyard-badge')
    .allInnerTexts();

/** Moves, types and pauses as a hand does; leaves the hidden field alone. */
async function fillAsPerson(page: Page): Promise<void> {
  const fields = page.locator('form input:visible:not([aria-hidden]):not([type=hidden])');
  for (const field of await fields.all()) {
    const [type, name, isTrap] = await field.evaluate(
      (input: HTMLInputElement) => [input.type, input.name, input.hasAttribute('data-steelyard-honeypot')] as const,
    );
    if (isTrap || type === 'checkbox') continue;
    await field.click();
    const words =
      type === 'email'
        ? ADA
        : type === 'tel'
          ? '+44 20 7946 0000'
          : /company/i.test(name)
            ? 'Northwind'
            : 'Ada Lovelace';
    await page.keyboard.type(words, { delay: 40 });
  }
}
