/** The people of the journeys: a visitor and a bot at the demo site, a rep with the extension in Gmail. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.ts';
import { root } from '../../scripts/build.ts';

const EXTENSION = join(root, 'dist/extension/chrome-mv3');
const OUTPUT = join(root, 'test/output');
const THREAD = readFileSync(join(root, 'test/fixtures/gmail-thread.html'), 'utf8');
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

/** Keeps a picture of the page under the test's output. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, `${name}.png`) });
}

/** A browser that a person uses: nothing in it tells of automation. */
export const openVisitor = () =>
  chromium.launch({
    executablePath: ensureBrowser(),
    args: [...QUIET, '--disable-blink-features=AutomationControlled'],
  });

/** A browser as a script drives it. */
export const openBot = () => chromium.launch({ executablePath: ensureBrowser(), args: QUIET });

/** A rep's browser with the extension loaded; the saved thread answers for Gmail. */
export async function openRep(): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(mkdtempSync(join(tmpdir(), 'steelyard-rep-')), {
    executablePath: ensureBrowser(),
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: { width: 1280, height: 900 },
    args: [
      ...QUIET,
      `--load-extension=${EXTENSION}`,
      `--disable-extensions-except=${EXTENSION}`,
      '--disable-features=DisableLoadExtensionCommandLineSwitch',
    ],
  });
  await context.route('https://mail.google.com/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: THREAD }),
  );
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
  return context;
}

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
