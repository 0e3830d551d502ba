/** The ways in which people get words into a form, as the browser makes them: each with the events that it really has. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { pause } from './ground.ts';

export type FieldName = 'name' | 'email' | 'company' | 'phone' | 'message';
export type Words = Partial<Record<FieldName, string>>;

/** What the browser's own autofill calls the fields. */
const STORED_AS: Partial<Record<FieldName, string>> = {
  name: 'NAME_FULL',
  email: 'EMAIL_ADDRESS',
  company: 'COMPANY_NAME',
  phone: 'PHONE_HOME_WHOLE_NUMBER',
};
const BUTTON = 'form button[type=submit]';

export class Hand {
  readonly page: Page;
  private readonly session: CDPSession;
  private at = { x: 640, y: 120 };

  private constructor(page: Page, session: CDPSession) {
    this.page = page;
    this.session = session;
  }

  static async on(context: BrowserContext): Promise<Hand> {
    const page = await context.newPage();
    return new Hand(page, await context.newCDPSession(page));
  }

  /** Looks at the page. */
  read = (ms: number): Promise<void> => pause(ms);

  /** Moves the mouse there as a wrist does, on a bend and slower at the end, and presses. */
  async click(target: FieldName | 'button'): Promise<void> {
    const box = await this.page.locator(selectorOf(target)).boundingBox();
    if (box === null) throw new Error(`nobody can see "${target}"`);
    const from = this.at;
    const goal = { x: box.x + Math.min(60, box.width * 0.4), y: box.y + box.height * 0.55 };
    for (let step = 1; step <= 12; step++) {
      const way = 1 - (1 - step / 12) ** 2;
      const bend = 14 * Math.sin(Math.PI * way);
      await this.page.mouse.move(from.x + (goal.x - from.x) * way + bend, from.y + (goal.y - from.y) * way);
      await pause(12);
    }
    this.at = goal;
    await this.page.mouse.click(goal.x, goal.y, { delay: 60 });
  }

  async tap(target: FieldName | 'button'): Promise<void> {
    await this.page.locator(selectorOf(target)).tap();
    await pause(250);
  }

  /** Key by key, `ms` each on average and never twice the same. */
  async type(words: string, ms = 90): Promise<void> {
    for (const [i, character] of [...words].entries()) {
      await this.page.keyboard.type(character);
      await pause(ms * (0.6 + ((i * 7) % 10) / 11));
    }
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key, { delay: 40 });
      await pause(70);
    }
  }

  /** With Tab, from wherever the focus is. Errors: the field cannot be reached. */
  async tabTo(target: FieldName | 'button'): Promise<void> {
    for (let i = 0; i < 30; i++) {
      await this.press('Tab');
      if (await this.page.locator(selectorOf(target)).evaluate((node) => node === document.activeElement)) return;
    }
    throw new Error(`Tab does not reach "${target}"`);
  }

  /** Words that come without keys: dictated, swiped over an on-screen keyboard, or picked from its suggestions. */
  async dictate(words: string, msPerWord = 300): Promise<void> {
    for (const word of words.split(/(?<= )/)) {
      await this.page.keyboard.insertText(word);
      await pause(msPerWord);
    }
  }

  /** Through an input method: the syllables stand in the field until one candidate is taken. */
  async compose(syllables: string, words: string): Promise<void> {
    for (let end = 1; end <= syllables.length; end++) {
      const text = syllables.slice(0, end);
      await this.session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
      await pause(110);
    }
    await this.page.keyboard.insertText(words);
    await pause(200);
  }

  /** Into the field that has the focus, from the clipboard, with the keys. The clipboard is everybody's: one at a time. */
  async paste(words: string): Promise<void> {
    await alone(async () => {
      await this.page.evaluate((text) => navigator.clipboard.writeText(text), words);
      await this.page.keyboard.press('Control+V', { delay: 40 });
    });
    await pause(120);
  }

  /** The browser's own autofill: what it knows of a person goes into all fields at once. */
  async autofill(first: FieldName, words: Words): Promise<void> {
    const { root } = await this.session.send('DOM.getDocument');
    const found = await this.session.send('DOM.querySelector', { nodeId: root.nodeId, selector: selectorOf(first) });
    const { node } = await this.session.send('DOM.describeNode', { nodeId: found.nodeId });
    const known = Object.entries(STORED_AS).map(([field, name]) => ({ name, value: wordOf(words, field) }));
    const address = { fields: known.filter(({ value }) => value !== '') };
    await this.session.send('Autofill.trigger', { fieldId: node.backendNodeId, address });
    await this.page.waitForFunction(
      (selector) => document.querySelector(selector)?.matches(':autofill'),
      selectorOf(first),
    );
  }

  /** A password manager's extension: sets values from a script, with events of its own making, as those at hand do. */
  async managerFills(words: Words, inputType?: string): Promise<void> {
    await this.page.evaluate(
      ([entries, kind]) => {
        for (const [name, value] of entries) {
          const field = document.getElementById(name);
          if (!(field instanceof HTMLInputElement)) continue;
          const send = (type: string) =>
            field.dispatchEvent(new KeyboardEvent(type, { bubbles: true, cancelable: true }));
          field.focus();
          if (kind === undefined) for (const type of ['keydown', 'keypress', 'keyup']) send(type);
          field.value = value;
          field.dispatchEvent(
            new InputEvent('input', { bubbles: true, ...(kind === undefined ? {} : { inputType: kind }) }),
          );
          field.dispatchEvent(new Event('change', { bubbles: true }));
        }
      },
      [Object.entries(words), inputType] as const,
    );
  }
}

const selectorOf = (target: FieldName | 'button'): string => (target === 'button' ? BUTTON : `#${target}`);
const wordOf = (words: Words, field: string): string =>
  Object.entries(words).find(([name]) => name === field)?.[1] ?? '';

let last: Promise<void> = Promise.resolve();
function alone(work: () => Promise<void>): Promise<void> {
  const turn = last.then(work);
  last = turn.catch(() => {});
  return turn;
}
