/** A visitor who follows a link to another host of the same site stays who they are; in real browsers, with real hosts. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, type ExpectStatic, expect, it } from 'vitest';
import { openBrowser, Site } from './site.ts';

let site: Site;
let browser: BrowserContext;

beforeAll(async () => {
  site = await Site.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.browser()?.close();
  site?.close();
});

const SHOP = 'www.acme.example';
const TOOLS = 'app.tools.example';
let visits = 0;

interface Trip {
  page: Page;
  key: string;
  /** The address of the page on the other host. */
  there: string;
  /** The visitors of the views that arrived, in order. */
  visitors(wanted: number): Promise<string[]>;
}

/** Shows a page on the first host with a link to one on the second, to a visitor of their own. */
async function begin({ query = '', from = SHOP, link = '', attributes = '' } = {}): Promise<Trip> {
  const own = await browser.browser()?.newContext();
  if (!own) throw new Error('there is no browser');
  const key = `pk_${++visits}`;
  const [here, path] = [`/from/${visits}`, `/to/${visits}`];
  const hosts = [SHOP, TOOLS].map((host) => new URL(site.at('/', host)).host);
  const tags = (
    more: string,
  ) => `<!doctype html><script defer src="/parts/crossing.js" data-domains="${hosts}"></script>
    <script defer src="/s.js" data-key="${key}" ${more}></script>`;
  const there = site.at(path, TOOLS) + query;
  site.serve(here, `${tags('')}<a ${link} href="${there}">there</a>`);
  site.serve(path, tags(attributes));
  const page = await own.newPage();
  const visitors = async (wanted: number) => {
    const views = () => site.of(key, 'page_viewed');
    for (let waits = 0; views().length < wanted && waits < 100; waits++) await page.waitForTimeout(25);
    return views().map(({ visitor }) => visitor);
  };
  await page.goto(site.at(here, from));
  await visitors(1);
  return { page, key, there, visitors };
}

/** Follows the link. */
async function cross({ page }: Trip) {
  await page.click('a');
  await page.waitForURL(`**://${TOOLS}:*/**`);
}

describe.concurrent('a link to another host of the site', () => {
  it.each(['', '?plan=pro', '#prices', '?plan=pro#prices'])(
    'with %o: one visitor, and an address as it was',
    async (query) => {
      const trip = await begin({ query });
      await cross(trip);
      const [first, second] = await trip.visitors(2);
      expect(second).toBe(first);
      expect(trip.page.url()).toBe(trip.there);
      await trip.page.context().close();
    },
  );

  it('in a new tab, and the link can be copied as it was', async () => {
    const trip = await begin({ link: 'target="_blank"' });
    await trip.page.click('a', { button: 'middle' });
    const [first, second] = await trip.visitors(2);
    expect(second).toBe(first);
    expect(await trip.page.getAttribute('a', 'href')).toBe(trip.there);
    await trip.page.context().close();
  });

  it('the next page there still knows', async () => {
    const trip = await begin();
    await cross(trip);
    await trip.page.reload();
    const [first, ...others] = await trip.visitors(3);
    expect(others).toEqual([first, first]);
    await trip.page.context().close();
  });

  it('where consent is required: nothing before it; from the next page on one visitor', async ({ expect }) => {
    const trip = await begin({ attributes: 'data-consent="required"' });
    await cross(trip);
    await trip.page.waitForTimeout(600);
    expect(await trip.page.evaluate(() => document.cookie + Object.keys(localStorage))).toBe('');
    expect(trip.page.url()).toBe(trip.there);
    await trip.page.evaluate(() => window.steelyard?.('consent', 'granted'));
    const [first] = await trip.visitors(2);
    await expect.poll(() => trip.page.evaluate(() => document.cookie)).toContain(first);
    await trip.page.reload();
    await trip.page.evaluate(() => window.steelyard?.('consent', 'granted'));
    const [, , third] = await trip.visitors(3);
    expect(third).toBe(first);
    await trip.page.context().close();
  });
});

describe.concurrent('another person', () => {
  /** Opens an address with a mark as somebody who has no id yet. Out: whether they were taken for the one in the mark. */
  async function isTaken(expect: ExpectStatic, { age = 0, referer = '', before = '' }) {
    const trip = await begin();
    const [first] = await trip.visitors(1);
    const page = await trip.page.context().newPage();
    if (before) {
      await page.goto(site.at('/blank', TOOLS));
      await page.evaluate(before);
    }
    const there = `${trip.there}#_sy=${first}.${Date.now() - age}`;
    if (referer) {
      await page.goto(referer);
      await page.evaluate((there) => setTimeout(() => location.assign(there)), there);
    } else await page.goto(there);
    await page.waitForTimeout(500);
    const address = () => page.evaluate(() => location.href).catch(() => '');
    await expect.poll(address).toBe(trip.there);
    const [, second] = await trip.visitors(before ? 1 : 2);
    await trip.page.context().close();
    return second === first;
  }
  const shop = () => site.at('/', SHOP);

  it('is who came by a fresh link of the site', async ({ expect }) =>
    expect(await isTaken(expect, { referer: shop() })).toBe(true));
  it('is not who opens an old one', async ({ expect }) =>
    expect(await isTaken(expect, { referer: shop(), age: 120_000 })).toBe(false));
  it('is not who was sent it', async ({ expect }) => expect(await isTaken(expect, {})).toBe(false));
  it('is not who comes from elsewhere', async ({ expect }) =>
    expect(await isTaken(expect, { referer: site.at('/', 'evil.example') })).toBe(false));
  it('is not who has opted out here', async ({ expect }) =>
    expect(await isTaken(expect, { referer: shop(), before: 'document.cookie = "_sy=out.1;path=/"' })).toBe(false));
});

it('a link to a host that is not of the site tells nothing', async () => {
  const trip = await begin();
  const elsewhere = site.at('/to/elsewhere', 'other.example');
  await trip.page.evaluate((href) => document.querySelector('a')?.setAttribute('href', href), elsewhere);
  await trip.page.click('a');
  await trip.page.waitForURL('**/elsewhere');
  expect(trip.page.url()).toBe(elsewhere);
  await trip.page.context().close();
});
