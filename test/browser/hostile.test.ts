/** Hostile text in every stored field, read in the console and in the overlay: it is shown as text, and nothing of it runs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from '../../scripts/installation.ts';
import { CardReader, openRep } from './people.ts';

const ADA = 'ada.lovelace@northwind.example';
/** Runs where text becomes markup, in an attribute, in a script or in a link. */
const EVIL = `"'><img src=x onerror=document.documentElement.dataset.hit=1>{{7*7}}`;
const LINK = `javascript:document.documentElement.dataset.hit=3//${EVIL}`;

/** A profile's name may have anything in it but what ends it. */
const LINKEDIN = EVIL.replaceAll(/[\s/?#]/g, '');

let state: string;
let site: Installation;
let rep: BrowserContext;
const refused: string[] = [];

beforeAll(async () => {
  state = mkdtempSync(join(tmpdir(), 'steelyard-hostile-'));
  site = await startInstallation(state, 8978);
  rep = await openRep([ADA]);
  // What the policy had to stop had become markup before.
  rep.on('console', (message) => void (/Content Security Policy/.test(message.text()) && refused.push(message.text())));
  await fill();
});
afterAll(async () => {
  await rep?.close();
  await site?.stop();
  rmSync(state, { recursive: true, force: true });
});

async function api(method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${site.keys.secretKey}`, 'content-type': 'application/json' };
  const answer = await fetch(site.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Whatever a page, a server, a rep or an administrator may write down. */
async function fill(): Promise<void> {
  const at = Date.now() - 60_000;
  const names = ['name', 'title', 'company', 'owner', 'industry', 'country', 'phone', 'reason', 'next_step', 'x'];
  const attributes = Object.fromEntries(names.map((name) => [name, EVIL]));
  const page = { url: LINK, title: EVIL, referrer: LINK };
  const events = [
    { id: 'h-1', type: 'page_viewed', occurredAt: at, ...page },
    {
      id: 'h-2',
      type: 'form_submitted',
      occurredAt: at,
      ...page,
      form: `demo ${EVIL}`,
      email: ADA,
      fields: [EVIL],
      traits: attributes,
    },
    { id: 'h-3', type: 'file_downloaded', occurredAt: at, file: LINK },
    { id: 'h-4', type: 'link_clicked', occurredAt: at, href: LINK },
    { id: 'h-5', type: 'custom', occurredAt: at, name: EVIL, properties: { [EVIL]: EVIL } },
  ];
  const batch = { key: site.keys.siteKey, visitor: 'v-hostile', events };
  expect((await fetch(`${site.url}/v1/events`, { method: 'POST', body: JSON.stringify(batch) })).status).toBe(202);
  const touch = {
    email: ADA,
    type: 'demo_requested',
    occurredAt: at,
    url: LINK,
    title: EVIL,
    source: EVIL,
    properties: { plan: EVIL },
  };
  await api('POST', '/v1/touches', { touches: [{ id: 'h-6', ...touch }] });
  await api('PUT', '/v1/leads', {
    email: ADA,
    attributes,
    source: EVIL,
    aliases: { external: EVIL, linkedin: LINKEDIN },
  });
  await api('PUT', '/v1/accounts/northwind.example', {
    attributes: { ...attributes, technologies: [EVIL] },
    source: EVIL,
  });
  await api('POST', '/v1/outcomes', { email: ADA, outcome: 'meeting', note: EVIL });
  await api('POST', '/v1/sites', { name: EVIL });
  await api('POST', '/v1/keys', { name: EVIL, scopes: ['scores:read'] });
  await api('POST', '/v1/reps/invitations', { name: EVIL, owner: EVIL });
  const { models } = await api('GET', '/v1/models');
  const rules = models[0].model.rules.map((rule: object) => ({ ...rule, label: EVIL, why: EVIL }));
  const { version } = await api('PUT', '/v1/models', { ...models[0].model, name: EVIL, objective: EVIL, rules });
  await api('POST', `/v1/models/${version}/publish`, { why: EVIL });
}

/** Nothing ran, nothing became an element. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    hit: document.documentElement.dataset.hit ?? null,
    elements: document.querySelectorAll('img[src="x"], a[href^="javascript:" i]').length,
  }));
  expect([page.url(), found]).toEqual([page.url(), { hit: null, elements: 0 }]);
}

it('is text on every page of the console', async () => {
  const { ticket } = await api('POST', '/v1/sessions/tickets');
  const console_ = await rep.newPage();
  await console_.goto(`${site.url}/console/#ticket=${ticket}`);
  await console_.getByRole('heading', { name: /queue/i }).first().waitFor();
  await console_.getByText(ADA).first().waitFor();
  await expectHarmless(console_);
  const { lead } = await api('GET', `/v1/scores?email=${ADA}&fresh=1`);
  const links = await console_
    .locator('a[href^="#/"]')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links.length).toBeGreaterThan(2);
  for (const hash of new Set([...links, `#/leads/${lead.id}`])) {
    await console_.goto(`${site.url}/console/${hash}`);
    await console_.waitForTimeout(700);
    await expectHarmless(console_);
  }
  await console_.goto(`${site.url}/console/#/queue`);
  await console_
    .getByRole('link', { name: /onerror/ })
    .first()
    .click();
  await console_.getByText('{{7*7}}').first().waitFor();
  expect(await console_.getByText('onerror').count()).toBeGreaterThan(5);
  await expectHarmless(console_);
  expect(refused).toEqual([]);
});

it('is text in the overlay', async () => {
  const [console_] = rep.pages().filter((page) => page.url().startsWith(site.url));
  await console_?.goto(`${site.url}/console/#/connect`);
  await console_?.getByRole('button', { name: /^connect/i }).click();
  await console_?.getByText('Connected as').waitFor();
  const mail = await rep.newPage();
  await mail.goto('https://mail.google.com/mail/u/0/thread');
  const card = await CardReader.on(mail);
  await expect.poll(() => card.texts(), { timeout: 20_000 }).toMatch(/onerror/);
  await expectHarmless(mail);
});
