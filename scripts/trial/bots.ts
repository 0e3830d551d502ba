/** Machines that ask for a demo, from the plainest to one that takes its time; each says what it forges. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { type Ground, pause } from './ground.ts';
import { Hand } from './hand.ts';

export interface Bot {
  who: string;
  email: string;
  /** What it does cannot be told from what people do: reported, not demanded. */
  mayPass?: true;
  run(ground: Ground, email: string): Promise<void>;
}

const NAME = 'Mark Weber';
const COMPANY = 'Growth Partners';

export const BOTS: Bot[] = [
  {
    who: 'plain headless browser, fill and click',
    email: 'plain@machine.example',
    run: (ground, email) => visit(ground.driven, ground, (page) => fillAndClick(page, email)),
  },
  {
    who: 'plain headless browser, takes its time',
    email: 'patient@machine.example',
    run: (ground, email) => visit(ground.driven, ground, (page) => fillAndClick(page, email, 900)),
  },
  {
    who: 'patched headless browser, fill and click',
    email: 'patched@machine.example',
    run: (ground, email) => visit(ground.plain, ground, (page) => fillAndClick(page, email)),
  },
  {
    who: 'instant fill by a script in the page',
    email: 'instant@machine.example',
    run: (ground, email) =>
      visit(ground.plain, ground, async (page) => {
        await pause(2500);
        await setByScript(page, email, 'form :is(#name, #email, #company)');
      }),
  },
  {
    who: 'fills every input, hidden ones too',
    email: 'greedy@machine.example',
    run: (ground, email) =>
      visit(ground.plain, ground, (page) => setByScript(page, email, 'form :is(input, textarea)')),
  },
  {
    who: 'HTTP only: bare client, no evidence',
    email: 'bare@machine.example',
    run: (ground, email) => post(ground, email, {}),
  },
  {
    who: 'HTTP only: bare client, forged evidence',
    email: 'forged@machine.example',
    run: (ground, email) => post(ground, email, {}, FORGED),
  },
  {
    who: 'HTTP only: also a browser’s user agent',
    email: 'agent@machine.example',
    run: (ground, email) => post(ground, email, { 'user-agent': ground.agent() }, FORGED),
  },
  {
    who: 'HTTP only: also the origin',
    email: 'origin@machine.example',
    run: (ground, email) =>
      post(ground, email, { 'user-agent': ground.agent(), origin: ground.site.url, referer: ground.form }, FORGED),
  },
  {
    who: 'HTTP only: also the language',
    email: 'language@machine.example',
    run: (ground, email) => {
      const said = { 'user-agent': ground.agent(), origin: ground.site.url, referer: ground.form };
      return post(ground, email, { ...said, 'accept-language': 'en-US,en;q=0.9' }, FORGED);
    },
  },
  {
    who: 'HTTP only: every header of a browser forged',
    email: 'headers@machine.example',
    mayPass: true,
    run: (ground, email) => {
      const asked = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors', 'sec-ch-ua': '"Chromium";v="150"' };
      const said = { 'user-agent': ground.agent(), origin: ground.site.url, referer: ground.form };
      return post(ground, email, { ...said, ...asked, 'accept-language': 'en-US,en;q=0.9' }, FORGED);
    },
  },
  {
    who: 'patched headless browser, fills with pauses',
    email: 'paused@machine.example',
    mayPass: true,
    run: (ground, email) => visit(ground.plain, ground, (page) => fillAndClick(page, email, 900)),
  },
  {
    who: 'patched, human speed: moves the mouse, types key by key',
    email: 'human.speed@machine.example',
    mayPass: true,
    run: async (ground, email) => {
      const context = await ground.plain.newContext();
      const hand = await Hand.on(context);
      await hand.page.goto(ground.form);
      await hand.read(1500);
      for (const [field, words] of [
        ['name', NAME],
        ['email', email],
        ['company', COMPANY],
      ] as const) {
        await hand.click(field);
        await hand.type(words, 80);
      }
      await hand.click('button');
      await hand.page.waitForURL('**/thanks');
      await context.close();
    },
  },
];

/** Evidence as a person's would be: whoever reads the snippet can write it. */
const FORGED = {
  ...{ keys: 41, pointer: 4, touch: 0, paste: 0, autofill: 0, fillMs: 14_200 },
  ...{ honeypot: false, webdriver: false, sameText: false },
};

async function visit(browser: Browser, ground: Ground, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  // A form that is sent before the page has loaded what watches it is not seen at all, and counts for nothing.
  await page.goto(ground.form);
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /parts.forms/.test(name)),
  );
  await pause(300);
  await work(page);
  await page.waitForURL('**/thanks');
  await context.close();
}

async function fillAndClick(page: Page, email: string, pauseMs = 0): Promise<void> {
  for (const [field, words] of [
    ['name', NAME],
    ['email', email],
    ['company', COMPANY],
  ] as const) {
    await page.locator(`#${field}`).fill(words);
    await pause(pauseMs);
  }
  await page.locator('form button[type=submit]').click();
}

async function setByScript(page: Page, email: string, selector: string): Promise<void> {
  await page.evaluate(
    ([fields, address, words]) => {
      for (const field of document.querySelectorAll(fields)) {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
        field.value = field.type === 'email' ? address : words;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      document.querySelector<HTMLButtonElement>('form button[type=submit]')?.click();
    },
    [selector, email, NAME] as const,
  );
}

/** One forged submission, straight to the address where pages report theirs. */
async function post(ground: Ground, email: string, headers: Record<string, string>, evidence?: object): Promise<void> {
  const now = Date.now();
  const event = {
    ...{ id: randomUUID(), type: 'form_submitted', occurredAt: now, url: ground.form, form: 'demo-request', email },
    ...{ fields: ['name', 'email', 'company'], traits: { name: NAME, company: COMPANY }, evidence },
  };
  const body = JSON.stringify({
    key: ground.site.keys.siteKey,
    visitor: randomUUID(),
    sentAt: now,
    events: [event],
  });
  const answer = await fetch(`${ground.site.url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...headers },
    body,
  });
  if (!answer.ok) throw new Error(`the forged event was refused: ${answer.status}`);
}
