/** Gmail's pages: who is found, also after any one class has got another name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { listRows, openThread, ownAddresses, SELECTORS, stage } from '../../extension/sites/gmail';

const pages = {
  list: readFileSync(join(import.meta.dirname, 'fixtures/gmail-list.html'), 'utf8'),
  thread: readFileSync(join(import.meta.dirname, 'fixtures/gmail-thread.html'), 'utf8'),
};
const load = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');
/** Gives every element of a class another class, as a release of Gmail would. */
const rename = (html: string, name: string) =>
  html.replace(/class="([^"]*)"/g, (_, names: string) => {
    return `class="${names
      .split(' ')
      .map((one) => (one === name ? `${one}9` : one))
      .join(' ')}"`;
  });
const classesOf = (html: string) => [
  ...new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '))),
];
const emails = (rows: { email: string }[][]) => rows.flat().map(({ email }) => email);

let list: Document;
let thread: Document;
beforeEach(() => {
  list = load(pages.list);
  thread = load(pages.thread);
});

describe('the list', () => {
  it('shows one person in each of its 50 rows', () => {
    const rows = listRows(list);
    expect(rows.map((row) => row.length)).toEqual(Array.from({ length: 50 }, () => 1));
    expect(rows[0]?.[0]?.email).toBe('ada.test0@northwind.example');
    expect(rows[0]?.[0]?.element.textContent).toBe('Ada Test0');
  });

  it.each(classesOf(pages.list))('knows the same people when the class %s is renamed', (name) => {
    const short = pages.list.replace(/(<tr (?:(?!<\/tr>).)*<\/tr>){45}(?=<\/tbody>)/, '');
    expect(emails(listRows(load(rename(short, name))))).toEqual(emails(listRows(list)).slice(0, 5));
  });

  it('is no thread', () => {
    expect(openThread(list)).toBeNull();
  });

  it('leaves out the rep and what is no address', () => {
    const [first, second] = list.querySelectorAll('span[email]');
    first?.setAttribute('name', 'me');
    second?.setAttribute('email', 'nobody');
    expect(emails(listRows(list))).toHaveLength(48);
  });

  it('leaves out a view that is hidden', () => {
    document.body.replaceChildren(document.importNode(list.body, true));
    expect(listRows(document)).toHaveLength(50);
    document.querySelector('[role="main"]')?.setAttribute('style', 'display: none');
    expect(listRows(document)).toEqual([]);
  });
});

describe('the thread', () => {
  it('names the sender of the last message first, below the subject', () => {
    const open = openThread(thread);
    expect(open?.people.map(({ email }) => email)).toEqual([
      'grace.hopper@contoso.example',
      'ada.lovelace@northwind.example',
    ]);
    expect(open?.anchor.querySelector('h2')?.textContent).toBe('Pricing question');
  });

  it.each(classesOf(pages.thread))('shows the same people when the class %s is renamed', (name) => {
    const open = openThread(load(rename(pages.thread, name)));
    expect(open?.people.map(({ email }) => email)).toEqual([
      'grace.hopper@contoso.example',
      'ada.lovelace@northwind.example',
    ]);
    expect(open?.anchor.textContent).toBe('Pricing question');
  });
});

describe('the rep', () => {
  it.each([['list'], ['thread']] as const)('is known in the %s by the title and by "me"', (page) => {
    expect(ownAddresses(load(pages[page]))).toEqual(['rep@acme.example']);
  });
  it('is known in a company’s own Gmail and by "me" alone', () => {
    list.title = 'Inbox - rep@acme.example - Acme Mail';
    expect(ownAddresses(list)).toEqual(['rep@acme.example']);
    thread.title = 'Gmail';
    expect(ownAddresses(thread)).toEqual(['rep@acme.example']);
  });
});

describe('selectors', () => {
  it('have a second way to everything that names a person or a place', () => {
    for (const key of ['listSender', 'threadSender', 'subject', 'stage'] as const) {
      expect(SELECTORS[key].length, key).toBeGreaterThan(1);
    }
  });
  it('observe a part of the page that outlives its views', () => {
    expect(stage(list).className).toBe('aeF');
    expect(stage(load('<p>still loading</p>')).localName).toBe('body');
  });
});
