/** Who may be looked at: consent as banners tell it, opting out, starting anew; in real browsers. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, Site, type Visit } from './site.ts';

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

/** Long enough for what should not come to come: two looks of the part at what the page says. */
const QUIET = 700;
const GTAG = 'window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) }';
const STUB = 'window.steelyard = (...call) => (steelyard.q ||= []).push(call);';
/** A consent manager that says what the test says, to everybody who has asked. */
const MANAGER = `const listeners = []; window.__tcfapi = (command, version, hear) => {
  if (command === 'addEventListener' && version === 2) listeners.push(hear), said && hear(said, true);
}; let said; const say = (more) => { said = { eventStatus: 'useractioncomplete', ...more }; listeners.forEach((hear) => hear(said, true)) };`;
const both = '{ purpose: { consents: { 1: true, 8: true } } }';

const call = (page: Page, script: string) => page.evaluate(script);
const kept = (page: Page) => page.evaluate(() => [document.cookie, ...Object.keys(localStorage)].join());

/** A visitor of their own, so that no cookie is another's. */
async function visit(script: string, attributes = 'data-consent="required"'): Promise<Visit> {
  const own = await browser.browser()?.newContext();
  if (!own) throw new Error('there is no browser');
  return site.visit(own, `<script>${script}</script>`, attributes);
}

async function isUntouched({ page, events, faults }: Visit) {
  await page.waitForTimeout(QUIET);
  expect(events()).toEqual([]);
  expect(await kept(page)).not.toContain('_sy');
  expect(faults).toEqual([]);
}

describe.concurrent('where the tag asks for consent', () => {
  it.each([
    ['nobody has said anything', ''],
    ['Google’s mode denies by default', `${GTAG} gtag('consent', 'default', { analytics_storage: 'denied' })`],
    [
      '… for a region, and grants to all others',
      `${GTAG} gtag('consent', 'default', { analytics_storage: 'granted' });
      gtag('consent', 'default', { analytics_storage: 'denied', region: ['DE'] })`,
    ],
    [
      '… grants to a region alone',
      `${GTAG} gtag('consent', 'default', { analytics_storage: 'granted', region: ['US'] })`,
    ],
    ['… says nothing of analytics', `${GTAG} gtag('consent', 'update', { ad_storage: 'granted' })`],
    [
      'the banner stands, and what it said before may change',
      `${MANAGER} say({ eventStatus: 'cmpuishown', ...${both} })`,
    ],
    ['the visitor lets store but not measure', `${MANAGER} say({ purpose: { consents: { 1: true } } })`],
    [
      'Google’s mode and the manager disagree',
      `${MANAGER} say(${both}); ${GTAG} gtag('consent', 'update', { analytics_storage: 'denied' })`,
    ],
    [
      'the layer holds rubbish',
      `window.dataLayer = [null, 1, 'consent', ['consent'], ['consent', 'update', 7], { 0: 'consent' }]`,
    ],
  ])('nothing is stored or sent while %s', async (_, script) => {
    const seen = await visit(script);
    await isUntouched(seen);
    await seen.page.close();
  });

  it.each([
    ['Google’s mode grants by default', `${GTAG} gtag('consent', 'default', { analytics_storage: 'granted' })`],
    [
      '… grants by an update',
      `${GTAG} gtag('consent', 'default', { analytics_storage: 'denied' }); gtag('consent', 'update', { analytics_storage: 'granted' })`,
    ],
    ['the manager grants both purposes', `${MANAGER} say(${both})`],
    ['no law applies', `${MANAGER} say({ gdprApplies: false })`],
    ['the page says so itself', `${STUB} steelyard('consent', 'granted')`],
  ])('it begins where %s', async (_, script) => {
    const seen = await visit(script);
    expect(await seen.reach('page_viewed', 1)).toHaveLength(1);
    expect(seen.faults).toEqual([]);
    await seen.page.close();
  });

  it('what was seen and called before the word comes after it, though the layer came late', async () => {
    const seen = await visit(`${STUB} steelyard('track', 'early')`);
    await isUntouched(seen);
    await call(seen.page, `${GTAG} gtag('consent', 'update', { analytics_storage: 'granted' })`);
    expect(await seen.reach('custom', 1)).toMatchObject([{ name: 'early' }]);
    expect(seen.of('page_viewed')).toHaveLength(1);
    await seen.page.close();
  });

  it('a word taken back ends it, and forgets', async () => {
    const seen = await visit(`${MANAGER} say(${both})`);
    await seen.reach('page_viewed', 1);
    await call(seen.page, `say({ purpose: { consents: {} } })`);
    await seen.page.waitForTimeout(QUIET);
    await call(seen.page, `steelyard('track', 'late')`);
    expect(await seen.reach('custom', 0)).toEqual([]);
    expect(await kept(seen.page)).not.toContain('_sy');
    await seen.page.close();
  });

  it('who has consented before is known while the manager still loads', async () => {
    const seen = await visit(`${MANAGER} say(${both})`);
    const [first] = await seen.reach('page_viewed', 1);
    await seen.page.reload();
    await seen.reach('page_viewed', 2);
    expect(seen.of('page_viewed').map(({ visitor }) => visitor)).toEqual([first?.visitor, first?.visitor]);
    await seen.page.close();
  });
});

it('where the tag does not ask, Google’s mode is not heard', async () => {
  const seen = await visit(`${GTAG} gtag('consent', 'update', { analytics_storage: 'denied' })`, '');
  expect(await seen.reach('page_viewed', 1)).toHaveLength(1);
  await seen.page.close();
});

it('where the tag denies, the page alone is heard', async () => {
  const seen = await visit(
    `${GTAG} gtag('consent', 'update', { analytics_storage: 'granted' })`,
    'data-consent="denied"',
  );
  await isUntouched(seen);
  await call(seen.page, `steelyard('consent', 'granted')`);
  expect(await seen.reach('page_viewed', 1)).toHaveLength(1);
  await seen.page.close();
});

it('who sends Global Privacy Control is forgotten, and not seen whatever anybody says', async () => {
  const seen = await visit(`${GTAG} gtag('consent', 'update', { analytics_storage: 'granted' })`);
  await seen.reach('page_viewed', 1);
  expect(await kept(seen.page)).toContain('_sy');
  await seen.page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  await seen.page.reload();
  await call(seen.page, `steelyard('consent', 'granted'); steelyard('identify', 'ada@acme.example')`);
  await seen.page.waitForTimeout(QUIET);
  const types = seen.events().map(({ type }) => type);
  expect(types.filter((type) => type !== 'page_engaged')).toEqual(['page_viewed']);
  expect(await kept(seen.page)).not.toContain('_sy');
  await seen.page.close();
});

describe.concurrent('who opts out', () => {
  it('on one subdomain is not seen on another', async ({ expect }) => {
    const seen = await visit('', '');
    const path = new URL(seen.url).pathname;
    await seen.page.goto(site.at(path, 'www.acme.example'));
    const [, known] = await seen.reach('page_viewed', 2);
    // The cookie is written by a part, a moment after the view.
    await expect.poll(() => kept(seen.page)).toMatch(/^_sy=/);
    await seen.page.goto(site.at(path, 'app.acme.example'));
    const [, , again] = await seen.reach('page_viewed', 3);
    expect(again?.visitor).toBe(known?.visitor);
    await call(seen.page, `steelyard('optOut')`);
    await seen.reach('consent_changed', 1);
    await seen.page.goto(site.at(path, 'www.acme.example'));
    await seen.page.waitForTimeout(QUIET);
    expect(seen.of('page_viewed')).toHaveLength(3);
    expect(await kept(seen.page)).toMatch(/^_sy=out\.\d+$/);
    await seen.page.close();
  });

  it('is told to the server once, then forgotten, on later pages too; until it is taken back', async () => {
    const seen = await visit('', '');
    const [first] = await seen.reach('page_viewed', 1);
    await call(seen.page, `steelyard('track', 'before'); steelyard('optOut'); steelyard('track', 'after')`);
    expect(await seen.reach('consent_changed', 1)).toMatchObject([{ consent: 'opted_out', visitor: first?.visitor }]);
    await seen.page.reload();
    await call(seen.page, `steelyard('consent', 'granted'); steelyard('identify', 'ada@acme.example')`);
    await seen.page.waitForTimeout(QUIET);
    expect(seen.events().map(({ type, name }) => name ?? type)).toEqual(['page_viewed', 'before', 'consent_changed']);
    expect(await kept(seen.page)).toMatch(/^_sy=out\.\d+$/);

    await call(seen.page, `steelyard('optOut', false)`);
    const [, granted] = await seen.reach('consent_changed', 2);
    expect(granted).toMatchObject({ consent: 'granted' });
    expect(granted?.visitor).not.toBe(first?.visitor);
    expect(seen.faults).toEqual([]);
    await seen.page.close();
  });

  it('before consent is never told of, and what was called before is void', async () => {
    const seen = await visit(`${STUB} steelyard('track', 'early'); steelyard('optOut')`);
    await seen.page.waitForTimeout(QUIET);
    await call(seen.page, `steelyard('consent', 'granted')`);
    await seen.page.waitForTimeout(QUIET);
    expect(seen.events()).toEqual([]);
    expect(await kept(seen.page)).toMatch(/^_sy=out\.\d+$/);
    await seen.page.close();
  });
});

it('reset: what came before is the old visitor’s, what comes after a new one’s', async () => {
  const seen = await visit('', '');
  const [first] = await seen.reach('page_viewed', 1);
  await call(seen.page, `steelyard('track', 'before'); steelyard('reset'); steelyard('track', 'after')`);
  const [before, after] = await seen.reach('custom', 2);
  expect(before).toMatchObject({ name: 'before', visitor: first?.visitor });
  expect(after).toMatchObject({ name: 'after' });
  expect(after?.visitor).not.toBe(first?.visitor);
  await seen.page.reload();
  const [, again] = await seen.reach('page_viewed', 2);
  expect(again?.visitor).toBe(after?.visitor);
  await seen.page.close();
});
