/** What the snippet sees of downloads, links and routes, line by line, in real browsers. */
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loaded, openBrowser, Site } from './site.ts';

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

/** Long enough for what should not come to come. */
const QUIET = 300;

/** Shows the body, acts, and waits until this many events of the type have come, and no more. */
async function count(type: string, body: string, act: (page: Page) => unknown, wanted: number, attributes = '') {
  const visit = await site.visit(browser, body, attributes);
  await visit.reach('page_viewed', 1);
  await act(visit.page);
  expect(await visit.reach(type, wanted)).toHaveLength(wanted);
  expect(visit.faults).toEqual([]);
  await visit.page.close();
}

const SHADOW = `<div id="host"></div><script>
  document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<a href="/a.pdf">x</a>';
</script>`;
const click = (page: Page) => page.click('a');

describe.concurrent('a download', () => {
  it.each<[string, string, (page: Page) => unknown]>([
    ['pdf', '<a href="/a.pdf">x</a>', click],
    [
      'click on an SVG inside the link',
      '<a href="/a.pdf"><svg width="50" height="50"><rect width="50" height="50"/></svg></a>',
      (page) => page.click('rect'),
    ],
    ['with a query', '<a href="/a.pdf?v=2">x</a>', click],
    ['in upper case', '<a href="/A.PDF">x</a>', click],
    ['download attribute', '<a href="/a.bin" download>x</a>', click],
    ['extension in the query', '<a href="/empty?file=a.pdf">x</a>', click],
    [
      'handler calls stopPropagation',
      '<a href="/a.pdf" onclick="event.stopPropagation();event.stopImmediatePropagation()">x</a>',
      click,
    ],
    ['link in a shadow tree', SHADOW, click],
    ['middle click', '<a href="/a.pdf">x</a>', (page) => page.click('a', { button: 'middle' })],
    ['of another page, which leaves', '<a href="/get?file=a.pdf">x</a>', click],
  ])('%s', (_, body, act) => count('file_downloaded', body, act, 1));

  it('right click is none', () =>
    count('file_downloaded', '<a href="/a.pdf">x</a>', (page) => page.click('a', { button: 'right' }), 0));
  it('with an extension of the site’s own', () =>
    count('file_downloaded', '<a href="/part.STEP" onclick="return false">x</a>', click, 1, 'data-files="step|dwg"'));
});

describe.concurrent('a link to elsewhere', () => {
  it.each<[string, string, (page: Page) => unknown]>([
    ['in the same tab', '', click],
    ['in a new one', 'target="_blank"', click],
    ['by middle click', '', (page) => page.click('a', { button: 'middle' })],
    ['whose handler stops the event', 'onclick="event.stopPropagation()"', click],
  ])('%s', (_, attributes, act) =>
    count('link_clicked', `<a ${attributes} href="${site.at('/other', 'localhost')}">x</a>`, act, 1),
  );

  it('mailto', () => count('link_clicked', '<a href="mailto:ada@acme.example">x</a>', click, 1));

  it.each([
    ['window.open', `window.open('/other')`],
    ['location.assign', `location.assign('/other')`],
  ])('%s ends the attention', async (_, script) => {
    const visit = await site.visit(browser, '<p>text</p>');
    await visit.page.waitForTimeout(QUIET);
    await visit.page.evaluate(script);
    if (script.includes('open')) await visit.page.close();
    expect(await visit.reach('page_engaged', 1)).toHaveLength(1);
    await visit.page.close();
  });
});

describe.concurrent('a view', () => {
  const go = (script: string) => (page: Page) => page.evaluate(script);
  it.each<[string, number, string, string?]>([
    ['first load', 1, ''],
    ['pushState to a new path', 2, `history.pushState({}, '', '/new')`],
    ['push, then replace with the same', 2, `history.pushState({}, '', '/new'); history.replaceState({}, '', '/new')`],
    ['replace, then push the same', 2, `history.replaceState({}, '', '/new'); history.pushState({}, '', '/new')`],
    ['pushState to the same address', 1, `history.pushState({}, '', location.pathname)`],
    ['replaceState to the same address', 1, `history.replaceState({}, '', location.pathname)`],
    ['replaceState to a new path', 2, `history.replaceState({}, '', '/new')`],
    ['query change', 1, `history.pushState({}, '', '?sort=up')`],
    ['query change of a listed parameter', 2, `history.pushState({}, '', '?page=2')`, 'data-views="page,tab"'],
    ['query change of another one', 1, `history.pushState({}, '', '?sort=up')`, 'data-views="page,tab"'],
    ['path and listed parameter at once', 2, `history.pushState({}, '', '/new?page=2')`, 'data-views="page"'],
    ['hash change', 1, `location.hash = 'part'`],
    ['hash route without the option', 1, `location.hash = '#/route'`],
    ['hash route with the option', 2, `location.hash = '#/route'`, 'data-views="#"'],
  ])('%s: %i in all', (_, wanted, script, attributes) =>
    count(
      'page_viewed',
      '',
      async (page) => {
        // Settings are read by a part that comes a moment later.
        if (attributes) await loaded(page, 'routes');
        await go(script)(page);
        await page.waitForTimeout(wanted === 1 ? QUIET : 0);
      },
      wanted,
      attributes,
    ),
  );

  it('back after push: each of the three', () =>
    count(
      'page_viewed',
      '',
      async (page) => {
        await page.evaluate(`history.pushState({}, '', '/new')`);
        await page.goBack();
      },
      3,
    ));

  it('prerendered and never activated: none', async () => {
    const visit = await site.visit(
      browser,
      `<script type="speculationrules">{"prerender":[{"source":"list","urls":["/ahead"],"eagerness":"immediate"}]}</script>`,
    );
    site.serve('/ahead', `<title>Ahead</title><script defer src="/s.js" data-key="${visit.key}"></script>`);
    await visit.page.waitForTimeout(1000);
    expect(visit.of('page_viewed')).toMatchObject([{ title: 'Start' }]);
    await visit.page.close();
  });

  it('restored from the back/forward cache: one more', async ({ expect }) => {
    const visit = await site.visit(browser, '<a href="/other">x</a>');
    await loaded(visit.page, 'rest');
    await visit.page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => (document.title = persisted ? 'Restored' : '')),
    );
    await visit.page.click('a');
    await visit.page.waitForURL('**/other');
    await visit.page.evaluate(() => history.back()).catch(() => {});
    await expect.poll(() => visit.page.evaluate(() => document.title)).toBe('Restored');
    expect(await visit.reach('page_viewed', 2)).toHaveLength(2);
    await visit.page.close();
  });
});
