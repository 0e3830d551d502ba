/** A site of the tests' own: serves the built snippet and pages, and keeps what arrives as events, by the key in the page's tag. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type BrowserContext, chromium, firefox, type Page } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';

export interface Arrived {
  id: string;
  type: string;
  /** Under whose name it came. */
  visitor: string;
  [field: string]: unknown;
}

/** Of the two engines in which every capture is tested. */
export const isFirefox = process.env.BROWSER === 'firefox';

/** A browser as people have it: with the back/forward cache, and without what tells of automation. */
export async function openBrowser(): Promise<BrowserContext> {
  if (isFirefox) return openFirefox();
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      ...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-blink-features=AutomationControlled'],
      '--host-resolver-rules=MAP *.example 127.0.0.1',
    ],
  });
  return browser.newContext();
}

/** Firefox as Debian has it, by WebDriver BiDi. It says that it is driven; and a page has the focus in it as it has it in Chromium, whichever is in front. */
async function openFirefox(): Promise<BrowserContext> {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath: ensureBrowser('Firefox'),
    firefoxUserPrefs: { 'network.dns.forceResolve': '127.0.0.1' },
  });
  const context = await browser.newContext();
  await context.addInitScript(() => {
    Document.prototype.hasFocus = () => true;
  });
  return context;
}

/** What Firefox itself says: that it keeps no cookie of a whole top-level domain, and gets no icon where a policy allows no images. */
export const OWN = /^Cookie “_sy”|favicon\.ico/;
const ASSET = /^\/(s\.js|parts\/\w+\.js)$/;

export class Site {
  /** Answers instead of the usual 202, as long as they last. */
  answers: [status: number, headers?: Record<string, string>][] = [];
  /** Nobody answers. */
  isDown = false;
  /** What is asked for under such an address never comes. */
  held: RegExp | undefined;
  private readonly arrived = new Map<string, Map<string, Arrived>>();
  private readonly pages = new Map<string, string>();
  private visits = 0;
  private opened: Promise<unknown> = Promise.resolve();
  private readonly server: Server;

  private constructor() {
    this.server = createServer(async (request, response) => {
      const url = new URL(request.url ?? '/', 'http://site.test');
      // A path of the site's own, behind which we are.
      const pathname = url.pathname.replace(/^\/lead\//, '/');
      const body = (await request.toArray()).join('');
      if (this.held?.test(pathname)) return;
      if (pathname === '/v1/events' && this.isDown) request.socket.destroy();
      else if (pathname === '/v1/events') {
        const [status, headers] = this.answers.shift() ?? [202];
        if (status < 400) this.keep(JSON.parse(body));
        response.writeHead(status, { 'access-control-allow-origin': '*', ...headers }).end('{}');
      } else if (ASSET.test(pathname)) {
        response.setHeader('access-control-allow-origin', '*').setHeader('content-type', 'text/javascript');
        response.end(readFileSync(join(root, 'dist/assets', pathname)));
      } else if (/\.(pdf|bin)$/i.test(pathname) || pathname === '/empty') response.writeHead(204).end();
      else if (pathname === '/refuse') response.writeHead(422).end();
      else response.setHeader('content-type', 'text/html').end(this.pages.get(pathname) ?? '<p>another page</p>');
    });
  }

  static async open(): Promise<Site> {
    const site = new Site();
    await new Promise<void>((resolve) => site.server.listen(0, resolve));
    return site;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The same server is every host: one of the pages, others for elsewhere. */
  at(path: string, host = '127.0.0.1'): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://${host}:${port}${path}`;
  }

  /** Shows a page with this body and the snippet's tag, under a key of its own. Out: the page, and what has arrived from it. */
  async visit(browser: BrowserContext, body: string, attributes = '', head = ''): Promise<Visit> {
    const key = `pk_${++this.visits}`;
    const tag = `<script defer src="/s.js" data-key="${key}" ${attributes}></script>`;
    const path = `/start/${this.visits}`;
    this.pages.set(path, `<!doctype html><title>Start</title>${head}${tag}<body>${body}</body>`);
    // One after the other: Firefox's driver loses its way where two come at once.
    const opening = this.opened.then(() => browser.newPage());
    this.opened = opening;
    const page = await opening;
    const faults: string[] = [];
    page.on('pageerror', ({ message }) => OWN.test(message) || faults.push(message));
    await page.goto(this.at(path));
    const events = () => this.from(key);
    const of = (type: string) => this.of(key, type);
    const reach = async (type: string, wanted: number) => {
      for (let waits = 0; of(type).length < wanted && waits < 100; waits++) await page.waitForTimeout(25).catch(pause);
      // Long enough for what should not come to come.
      if (wanted !== 1 || type !== 'page_viewed') await pause();
      return of(type);
    };
    return { page, faults, events, of, reach, key, url: this.at(path) };
  }

  /** What has arrived of a type under a key, each id once, as it happened: requests may overtake each other, ids do not. */
  of(key: string, type: string): Arrived[] {
    return this.from(key)
      .filter((event) => event.type === type)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  private from(key: string): Arrived[] {
    return [...(this.arrived.get(key)?.values() ?? [])];
  }

  /** Another page at a path. */
  serve(path: string, html: string): void {
    this.pages.set(path, html);
  }

  private keep({ key, visitor, events }: { key: string; visitor: string; events: Omit<Arrived, 'visitor'>[] }): void {
    const own = this.arrived.get(key) ?? new Map();
    for (const event of events) own.set(event.id, { ...event, visitor });
    this.arrived.set(key, own);
  }
}

/** Waits until these parts of the snippet have come and begun. */
export async function loaded(page: Page, ...parts: string[]): Promise<void> {
  const areHere = (parts: string[]) => {
    const files = performance.getEntriesByType('resource').map(({ name }) => name);
    return parts.every((part) => files.some((file) => file.includes(`/parts/${part}.js`)));
  };
  await page.waitForFunction(areHere, parts);
  await pause();
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 150));

export interface Visit {
  page: Page;
  key: string;
  url: string;
  /** Errors and rejections that reached the page. */
  faults: string[];
  /** What has arrived, each id once. */
  events(): Arrived[];
  of(type: string): Arrived[];
  /** Waits until so many of a type have come. Out: those that came, more or fewer. */
  reach(type: string, wanted: number): Promise<Arrived[]>;
}
