/** Other ways into a page than the line in its head: a bundle, a tag manager, a strict policy; in Node and in real browsers. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { integrity, root } from '../../scripts/build.ts';
import { loaded, OWN, openBrowser, Site } from './site.ts';

let site: Site;
let browser: BrowserContext;
let visits = 0;

beforeAll(async () => {
  site = await Site.open();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.browser()?.close();
  site?.close();
});

/** Shows a page as it is, without a tag. Out: it, what it has complained of, and what has arrived under its key. */
async function show(html: (key: string) => string) {
  const key = `pk_${++visits}`;
  const path = `/page/${visits}`;
  site.serve(path, `<!doctype html><title>Start</title>${html(key)}`);
  const page: Page = await browser.newPage();
  const complaints: string[] = [];
  const hear = (text: string) => OWN.test(text) || complaints.push(text);
  page.on('pageerror', ({ message }) => hear(message));
  page.on('console', (message) => /warn|error/.test(message.type()) && hear(message.text()));
  await page.goto(site.at(path));
  const arrived = async (type: string, wanted: number) => {
    for (let waits = 0; site.of(key, type).length < wanted && waits < 100; waits++) await page.waitForTimeout(25);
    return site.of(key, type);
  };
  return { page, complaints, arrived };
}

const host = () => new URL(site.at('/', 'localhost')).origin;

/** In: the source of an app. Out: it as a bundle. */
async function bundled(contents: string): Promise<string> {
  const stdin = { contents, resolveDir: root };
  const { outputFiles } = await build({ stdin, bundle: true, minify: true, write: false, format: 'esm' });
  return outputFiles[0]?.text ?? '';
}

describe('the module', () => {
  it('on a server: can be imported, and does nothing', () => {
    const code = `import * as snippet from 'steelyard/snippet';
      snippet.start({ src: '/s.js', key: 'pk_1' });
      for (const work of Object.values(snippet)) if (work !== snippet.start) work('granted');
      console.log(Object.keys(snippet).join(), typeof steelyard);`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
    expect(said.trim()).toBe('consent,identify,optOut,page,reset,start,track undefined');
  });

  it('has types', () => {
    const folder = mkdtempSync(join(root, 'dist/consumer-'));
    const check = (source: string) => {
      writeFileSync(join(folder, 'app.ts'), source);
      const options = '--ignoreConfig --noEmit --strict --module nodenext --target es2022 --types node'.split(' ');
      try {
        return execFileSync('tsc', [join(folder, 'app.ts'), ...options], { cwd: root, encoding: 'utf8' });
      } catch (error) {
        return `${Object(error).stdout}`;
      }
    };
    const app = `import { identify, start } from 'steelyard/snippet'; start({ src: '/s.js', key: 'pk_1', consent: 'required' });`;
    expect(check(`${app} identify('ada@acme.example', { traits: { seats: 3 } });`)).toBe('');
    expect(check(`${app} identify({ email: 'ada@acme.example' });`)).toContain('error TS2345');
    rmSync(folder, { recursive: true });
  });

  it('brings only what is imported', async () => {
    const app = await bundled(`import { page } from 'steelyard/snippet'; page();`);
    expect(app).toContain('page');
    expect(app).not.toMatch(/identify|optOut|integrity/);
  });

  it('in a bundle: puts the tag in once, and what was called before it counts', async () => {
    const app = (key: string) => `import { identify, start, track } from 'steelyard/snippet';
      track('early', { seats: 3 });
      start({ src: '/s.js', key: '${key}', views: 'page' });
      start({ src: '/s.js', key: '${key}' });
      identify('ada@acme.example', { traits: { title: 'VP' } });`;
    const code = await bundled(app(`pk_${visits + 1}`));
    const { page, complaints, arrived } = await show(() => `<script type="module">${code}</script>`);
    expect(await arrived('identified', 1)).toMatchObject([{ email: 'ada@acme.example', traits: { title: 'VP' } }]);
    expect(await arrived('custom', 1)).toMatchObject([{ name: 'early', properties: { seats: 3 } }]);
    await loaded(page, 'routes');
    await page.evaluate(() => history.pushState({}, '', '?page=2'));
    expect(await arrived('page_viewed', 2)).toHaveLength(2);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('the line in the head, from another host', () => {
  it('brings the parts along', async () => {
    const { page, complaints, arrived } = await show(
      (key) => `<script defer src="${host()}/s.js" data-key="${key}"></script><form><input name="email"></form>`,
    );
    await loaded(page, 'forms', 'hand');
    await page.evaluate(() => window.steelyard?.('track', 'called'));
    expect(await arrived('custom', 1)).toMatchObject([{ name: 'called' }]);
    await page.locator('[name=email]').pressSequentially('ada@acme.example');
    await page.keyboard.press('Enter');
    expect(await arrived('form_submitted', 1)).toMatchObject([{ email: 'ada@acme.example' }]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});

describe('a tag that is only an address', () => {
  it('says the settings in it', async () => {
    const { page, complaints, arrived } = await show(
      (key) => `<script async src="/parts/tag.js?key=${key}&views=${encodeURIComponent('#')}"></script>`,
    );
    expect(await arrived('page_viewed', 1)).toHaveLength(1);
    await loaded(page, 'routes');
    await page.evaluate(() => {
      location.hash = '#/route';
    });
    expect(await arrived('page_viewed', 2)).toHaveLength(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('waits for consent like any other', async () => {
    const { page, arrived } = await show(
      (key) => `<script async src="/parts/tag.js?key=${key}&consent=required"></script>`,
    );
    await page.waitForTimeout(500);
    expect(await arrived('page_viewed', 0)).toEqual([]);
    await page.evaluate(() => window.steelyard?.('consent', 'granted'));
    expect(await arrived('page_viewed', 1)).toHaveLength(1);
    await page.close();
  });
});

describe('a strict policy', () => {
  const policy = (rules: string) =>
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${rules}">`;
  const tag = (key: string, more = '') => `<script defer src="${host()}/s.js" data-key="${key}" ${more}></script>`;
  const pinned = () => `integrity="${integrity()}" crossorigin="anonymous"`;
  const form = '<form><input name="email" type="email"><button>Send</button></form>';

  it('that lets in the host alone is enough, for the parts too, with the hash', async () => {
    const { page, complaints, arrived } = await show(
      (key) => policy(`script-src ${host()}; connect-src ${host()}; form-action 'self'`) + tag(key, pinned()) + form,
    );
    expect(await arrived('page_viewed', 1)).toHaveLength(1);
    await loaded(page, 'forms', 'hand');
    await page.locator('[name=email]').pressSequentially('ada@acme.example');
    await page.click('button');
    expect(await arrived('form_submitted', 1)).toMatchObject([{ email: 'ada@acme.example' }]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('by a nonce reaches the parts with strict-dynamic', async () => {
    const { page, complaints, arrived } = await show(
      (key) =>
        policy(`script-src 'nonce-abc' 'strict-dynamic'; connect-src ${host()}`) +
        tag(key, 'nonce="abc" data-views="#"'),
    );
    await arrived('page_viewed', 1);
    await loaded(page, 'routes');
    await page.evaluate(() => {
      location.hash = '#/route';
    });
    expect(await arrived('page_viewed', 2)).toHaveLength(2);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('under a path of the site’s own needs nothing but itself', async () => {
    const { page, complaints, arrived } = await show(
      (key) =>
        `${policy("script-src 'self'; connect-src 'self'")}<script defer src="/s.js" data-key="${key}"></script>`,
    );
    expect(await arrived('page_viewed', 1)).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('and a path of its own carries all of it: script, parts, events', async () => {
    const { page, complaints, arrived } = await show(
      (key) =>
        `${policy("script-src 'self'; connect-src 'self'")}<script defer src="/lead/s.js" data-key="${key}"></script>`,
    );
    await page.evaluate(() => window.steelyard?.('track', 'called'));
    expect(await arrived('custom', 1)).toHaveLength(1);
    const asked = async () => {
      const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      return new Set(names.filter((name) => !OWN.test(name)));
    };
    const own = ['s.js', 'v1/events', ...['more', 'rest', 'name', 'calls'].map((part) => `parts/${part}.js`)];
    await expect.poll(asked).toEqual(new Set(own.map((path) => site.at(`/lead/${path}`))));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('a script that is not the one with the hash does not run', async () => {
    const { page, arrived } = await show((key) =>
      tag(key, `integrity="sha384-${'A'.repeat(64)}" crossorigin="anonymous"`),
    );
    await page.waitForTimeout(500);
    expect(await arrived('page_viewed', 0)).toEqual([]);
    expect(await page.evaluate(() => typeof window.steelyard)).toBe('undefined');
    await page.close();
  });
});
