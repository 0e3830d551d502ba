/** Nothing is lost and nothing breaks: bursts, closed tabs, servers that are down, and pages that are hostile, in real browsers. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFirefox, loaded, OWN, openBrowser, Site } from './site.ts';

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

const FILES = '<a href="/a.pdf" onclick="return false">x</a>';
const clicks = (count: number) => `for (let i = 0; i < ${count}; i++) document.querySelector('a').click()`;

describe('arrives', () => {
  it('a burst of 240 clicks before the page is left, with what the next page sends', async () => {
    const visit = await site.visit(browser, FILES);
    await visit.reach('page_viewed', 1);
    await visit.page.evaluate(`${clicks(240)}; location.assign('${site.at('/other', 'localhost')}')`).catch(() => {});
    await visit.page.waitForURL('**/other');
    const atLeaving = (await visit.reach('file_downloaded', 240)).length;
    await visit.page.goto(visit.url);
    expect(await visit.reach('file_downloaded', 240)).toHaveLength(240);
    console.log(`of 240 clicks in one task, ${atLeaving} had arrived without the next page`);
    await visit.page.close();
  });

  it('what happens as the tab closes', async () => {
    const visit = await site.visit(browser, FILES);
    await visit.reach('page_viewed', 1);
    await visit.page.evaluate(clicks(3));
    await visit.page.close();
    expect(await visit.reach('file_downloaded', 3)).toHaveLength(3);
  });

  it('what a server in trouble refused, once it is well again', async () => {
    const visit = await site.visit(browser, FILES);
    await visit.reach('page_viewed', 1);
    site.answers = [[503], [429, { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' }]];
    await visit.page.evaluate(clicks(10));
    await visit.page.waitForTimeout(4500);
    expect(await visit.reach('file_downloaded', 10)).toHaveLength(10);
    await visit.page.close();
  });

  it('what happened without a network, once it is back', async () => {
    const visit = await site.visit(browser, FILES);
    await visit.reach('page_viewed', 1);
    site.isDown = true;
    await visit.page.evaluate(clicks(10));
    await visit.page.waitForTimeout(1500);
    expect(visit.of('file_downloaded')).toHaveLength(0);
    site.isDown = false;
    await visit.page.evaluate(() => dispatchEvent(new Event('online')));
    expect(await visit.reach('file_downloaded', 10)).toHaveLength(10);
    await visit.page.close();
  });
});

describe('a form that is sent before any part has come', () => {
  const PARTS = /\/parts\//;
  const FORM = '<form action="/thanks"><input name="email" type="email"><button>Send</button></form>';

  it.each<[string, string, object]>([
    ['with its address', 'ada@acme.example', { email: 'ada@acme.example' }],
    ['without an address, where there is none', '', {}],
  ])('arrives %s as the page goes', async (_, address, told) => {
    // Not held: Firefox asks for the parts as the page loads, and its load waits for them.
    await browser.route(PARTS, (route) => route.abort());
    const visit = await site.visit(browser, FORM);
    await visit.reach('page_viewed', 1);
    await visit.page.locator('[type=email]').pressSequentially(address);
    await visit.page.click('button');
    const [event] = await visit.reach('form_submitted', 1);
    await browser.unroute(PARTS);
    expect(event).toMatchObject({ ...told, url: visit.url, evidence: { fillMs: expect.any(Number) } });
    await visit.page.close();
  });
});

describe('what the page calls', () => {
  it('as it leaves, before the part that answers has come: arrives once, with the next page', async () => {
    const visit = await site.visit(browser, '<p>text</p>');
    await visit.reach('page_viewed', 1);
    await visit.page.evaluate(`for (let i = 0; i < 20; i++) steelyard('track', 'call ' + i); location.reload()`);
    await visit.reach('page_viewed', 2);
    expect(await visit.reach('custom', 20)).toHaveLength(20);
    await visit.page.close();
  });

  it('as the tab closes, before the part that answers has come: arrives in time, and once', async () => {
    const visit = await site.visit(browser, '<form><input></form>');
    await visit.reach('page_viewed', 1);
    await loaded(visit.page, 'more');
    await visit.page.evaluate(`for (let i = 0; i < 6; i++) steelyard('track', 'call ' + i)`);
    const isClosed = visit.page.waitForEvent('close');
    await visit.page.close({ runBeforeUnload: true });
    await isClosed;
    const inTime = await visit.reach('custom', 6);
    // Firefox may close a tab before the page has sent what it says as it goes: then it comes with the next page.
    if (!isFirefox) expect(inTime).toHaveLength(6);
    const next = await browser.newPage();
    await next.goto(visit.url);
    await next.mouse.move(9, 9);
    // What was kept, where the parts had not come in time, is told of once more under the same names.
    await loaded(next, 'rest');
    await next.waitForLoadState('networkidle');
    expect(await visit.reach('custom', 6)).toHaveLength(6);
    await next.close();
  });

  // Firefox's driver cannot have a tab die.
  const onlyInChromium = isFirefox ? () => {} : it;
  onlyInChromium('in a tab that dies at once, and tells nobody: arrives once, with the next page', async () => {
    const visit = await site.visit(browser, '<p>text</p>');
    await visit.reach('page_viewed', 1);
    site.held = /parts/;
    const devtools = await browser.newCDPSession(visit.page);
    await visit.page.evaluate(`for (let i = 0; i < 6; i++) steelyard('track', 'call ' + i)`);
    const isDead = visit.page.waitForEvent('crash');
    devtools.send('Page.crash').catch(() => {});
    await isDead;
    site.held = undefined;
    await visit.page.close();
    expect(visit.of('custom')).toHaveLength(0);
    const next = await browser.newPage();
    await next.goto(visit.url);
    await next.mouse.move(9, 9);
    await expect.poll(() => visit.of('custom').length).toBe(6);
    await loaded(next, 'calls');
    expect(visit.of('custom')).toHaveLength(6);
    await next.close();
  });

  it('without a network: arrives once it is back', async () => {
    const visit = await site.visit(browser, '<p>text</p>');
    await visit.reach('page_viewed', 1);
    await loaded(visit.page, 'rest');
    await visit.page.context().setOffline(true);
    await visit.page.evaluate(`for (let i = 0; i < 10; i++) steelyard('track', 'call ' + i)`);
    await visit.page.waitForTimeout(500);
    await visit.page.context().setOffline(false);
    // Firefox never asks again for a module that it could not fetch: what was called here is heard on the next page.
    if (isFirefox) await visit.page.reload();
    expect(await visit.reach('custom', 10)).toHaveLength(10);
    await visit.page.close();
  });
});

describe('in bad surroundings', () => {
  const policy = (rules: string) => `<meta http-equiv="content-security-policy" content="${rules}">`;

  it.each<[string, string, string?]>([
    [
      'fetch, JSON and history are replaced later',
      `<script>addEventListener('load', () => { window.fetch = () => { throw 1 }; JSON.stringify = () => { throw 2 };
         history.pushState = () => { throw 3 }; Array.prototype.toJSON = () => 'x'; navigator.sendBeacon = () => { throw 4 } })</script>`,
    ],
    [
      'prototypes are frozen',
      `<script>for (const one of [Object, Array, HTMLFormElement, XMLHttpRequest, History, Storage, EventTarget]) Object.freeze(one.prototype);
         Object.freeze(history); Object.freeze(JSON)</script>`,
    ],
    [
      '5,000 forms and 50,000 links',
      `<script>document.body.innerHTML = '<div hidden>' + '<a href="/x">x</a>'.repeat(50000) +
        '<form><input name="a"></form>'.repeat(5000) + '</div>'</script>`,
    ],
    ['a strict policy that lets only us in', '', policy("default-src 'none'; script-src 'self'; connect-src 'self'")],
  ])('%s: no error reaches the page, and a click is seen', async (_, body, head = '') => {
    const visit = await site.visit(browser, `${body}<a id="file" href="/a.pdf">x</a>`, '', head);
    await visit.reach('page_viewed', 1);
    await visit.page.evaluate(() => document.querySelector<HTMLElement>('#file')?.click());
    expect(await visit.reach('file_downloaded', 1)).toHaveLength(1);
    expect(visit.faults).toEqual([]);
    await visit.page.close();
  });

  it('a sandboxed frame without storage: no error, and its view is seen', async () => {
    const inner = `<script src='/s.js' data-key='pk_inner'></script><a href='/a.pdf'>x</a>`;
    const visit = await site.visit(browser, `<iframe sandbox="allow-scripts" srcdoc="${inner}"></iframe>`);
    await visit.page.waitForTimeout(500);
    expect(site.of('pk_inner', 'page_viewed')).toHaveLength(1);
    expect(visit.faults).toEqual([]);
    await visit.page.close();
  });

  it('a policy without our host: one warning in all, which says the cure', async () => {
    const visit = await site.visit(browser, '', '', policy("script-src 'self'; connect-src 'none'"));
    const warnings: string[] = [];
    visit.page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
    await expect.poll(() => warnings).toEqual([expect.stringMatching(/^Steelyard cannot deliver: connect-src/)]);
    await visit.page.evaluate(() => window.steelyard?.('track', 'called'));
    await visit.page.waitForTimeout(1500);
    expect(warnings).toHaveLength(1);
    expect(visit.faults.filter((fault) => !fault.includes('connect-src'))).toEqual([]);
    await visit.page.close();
  });

  it('a page from a disk: no error, and no more is told of its place than that it is a file', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'steelyard-disk-')), 'page.html');
    writeFileSync(file, `<!doctype html><script src="${site.at('/s.js')}" data-key="pk_disk"></script>`);
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => OWN.test(message) || faults.push(message));
    await page.goto(pathToFileURL(file).href);
    await expect.poll(() => site.of('pk_disk', 'page_viewed')).toMatchObject([{ url: 'file:' }]);
    await page.evaluate(() => window.steelyard?.('track', 'called'));
    await expect.poll(() => site.of('pk_disk', 'custom')).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.close();
  });
});
