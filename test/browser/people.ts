/** The people of the journeys: a visitor and a bot at the demo site, a rep with the extension in Gmail. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';
import type { Installation } from '../../scripts/installation.ts';

const EXTENSION = join(root, 'dist/extension/chrome-mv3');
const OUTPUT = join(root, 'test/output');
export const saved = (name: string) => readFileSync(join(root, 'test/extension/fixtures', name), 'utf8');
const QUIET = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Calls an installation's private API with the administrator's key. Out: the answer's JSON. */
export async function callApi(site: Installation, method: string, path: string, body?: object) {
  const headers = { authorization: `Bearer ${site.keys.secretKey}`, 'content-type': 'application/json' };
  const answer = await fetch(site.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
}

/** Connects the extension of a rep's browser with an installation, as one does on the console's page. */
export async function connect(rep: BrowserContext, site: Installation): Promise<void> {
  const { ticket } = await callApi(site, 'POST', '/v1/sessions/tickets');
  const page = await rep.newPage();
  await page.goto(`${site.url}/console/#ticket=${ticket}`);
  await page.getByRole('heading', { name: /queue/i }).first().waitFor();
  await page.goto(`${site.url}/console/#/connect`);
  await page.getByRole('button', { name: /^connect/i }).click();
  await page.getByText('Connected as').waitFor();
  await page.close();
}

/** Keeps a picture of the page under the test's output. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: true });
}

/** A browser that a person uses: nothing in it tells of automation. */
export async function openVisitor(): Promise<BrowserContext> {
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...QUIET, '--disable-blink-features=AutomationControlled'],
  });
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${browser.version()} Safari/537.36`;
  return browser.newContext({ userAgent, viewport: { width: 1280, height: 900 } });
}

/** A browser as a script drives it. */
export const openBot = () => chromium.launch({ executablePath: ensureBrowser(), args: QUIET });

/** A rep's browser with the extension loaded. Saved pages answer for Gmail: its list, in which these people have written, and a thread. */
export async function openRep(writers: string[]): Promise<BrowserContext> {
  const list = writers.reduce((page, writer, row) => inRow(page, row, writer), saved('gmail-list.html'));
  const thread = saved('gmail-thread.html');
  return openRepOn({
    'https://mail.google.com/mail/u/0/': list,
    'https://mail.google.com/mail/u/0/thread': thread,
  });
}

/** The extension as it is after a rep has allowed everything: no hand can press the browser's own question here. */
function allowed(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-allowed-'));
  cpSync(EXTENSION, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  manifest.host_permissions.push(...manifest.optional_host_permissions);
  manifest.permissions.push(...manifest.optional_permissions);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

/** A browser's folder in which extensions may be loaded from a folder, and loaded again. */
function profile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-rep-'));
  mkdirSync(join(folder, 'Default'));
  const wishes = { extensions: { ui: { developer_mode: true } } };
  writeFileSync(join(folder, 'Default/Preferences'), JSON.stringify(wishes));
  return folder;
}

/** A rep's browser with the extension loaded and every host allowed. These pages (address → HTML) answer for the hosts. */
export async function openRepOn(pages: Record<string, string>): Promise<BrowserContext> {
  const extension = allowed();
  const context = await chromium.launchPersistentContext(profile(), {
    executablePath: ensureBrowser(),
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: { width: 1280, height: 900 },
    args: [
      ...QUIET,
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
    ],
  });
  for (const [address, body] of Object.entries(pages)) {
    await context.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  }
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
  return context;
}

/** In: the list page, a row, an address. Out: the page with that address in that row, wherever the row has one. */
function inRow(page: string, row: number, address: string): string {
  const known = [...page.matchAll(/email="([^"]+)"/g)].map(([, email = '']) => email)[row] ?? '';
  return page.replaceAll(known, address);
}

/** What these are called is all that is said of them. */
const WHOLE = ['button', 'link', 'heading', 'image', 'term', 'DisclosureTriangle'];

/** What the card says, in order. It lives in a closed shadow root, which only the browser's own accessibility tree sees. */
export class CardReader {
  private readonly page: Page;
  private readonly session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.session = session;
  }

  static async on(page: Page): Promise<CardReader> {
    return new CardReader(page, await page.context().newCDPSession(page));
  }

  /** Out: the texts of the page's accessibility tree; the saved page itself says nothing of scores. */
  async texts(): Promise<string> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    return nodes
      .filter(({ role }) => role?.value === 'StaticText')
      .map(({ name }) => String(name?.value ?? ''))
      .join(' | ');
  }

  /** Out: what a screen reader says of a part of the page, in order: its texts, and `button: Good` for what has a role. */
  async transcript(part: string): Promise<string[]> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const read = (id: string): string[] => {
      const { ignored, role, name, childIds = [] } = byId.get(id) ?? { ignored: true };
      const [what, words] = [String(role?.value), String(name?.value ?? '')];
      if (what === 'StaticText') return words.trim() === '' ? [] : [words.trim()];
      const isSaid = !ignored && words !== '';
      return [
        ...(isSaid ? [`${what}: ${words}`] : []),
        ...(isSaid && WHOLE.includes(what) ? [] : childIds.flatMap(read)),
      ];
    };
    const top = nodes.find(({ name }) => String(name?.value) === part);
    return top === undefined ? [] : read(top.nodeId);
  }

  /** Out: the name of what has the focus. */
  async focused(): Promise<string> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    const has = nodes.filter(({ properties }) =>
      properties?.some(({ name, value }) => name === 'focused' && value.value === true),
    );
    return String(has.at(-1)?.name?.value ?? '');
  }

  /** Presses a button of the card as a hand would: at its place on the screen. */
  async press(button: string): Promise<void> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    const node = nodes.find(({ role, name }) => role?.value === 'button' && name?.value === button);
    if (node?.backendDOMNodeId === undefined) throw new Error(`the card has no button "${button}"`);
    const { model } = await this.session.send('DOM.getBoxModel', { backendNodeId: node.backendDOMNodeId });
    const [left = 0, top = 0, , , right = 0, bottom = 0] = model.content;
    await this.page.mouse.click((left + right) / 2, (top + bottom) / 2);
  }
}
