/** Gmail's pages: who is found, also after any one class has got another name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { gmail, LADDERS } from '../../extension/sites/gmail';
import { openList } from '../../extension/sites/list';
import type { Sighting } from '../../extension/sites/screen';

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
const url = new URL('https://mail.google.com/mail/u/0/');
const look = (page: Document) => openList().look(page, gmail.open({}).list(url, page), null);
const listRows = (page: Document) => [...look(page).fresh.values()];
const openThread = (page: Document) => {
  const { anchor, people } = gmail.open({}).screen(url, page);
  return anchor === null ? null : { anchor, people: people.flatMap(({ keys }) => keys) };
};
const emails = (rows: Sighting[][]) => rows.flat().map(({ key }) => key);

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
    expect(rows[0]?.[0]?.key).toBe('ada.test0@northwind.example');
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
    first?.setAttribute('email', 'rep@acme.example');
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
    expect(open?.people).toEqual(['grace.hopper@contoso.example', 'ada.lovelace@northwind.example']);
    expect(open?.anchor.querySelector('h2')?.textContent).toBe('Pricing question');
  });

  it.each(classesOf(pages.thread))('shows the same people when the class %s is renamed', (name) => {
    const open = openThread(load(rename(pages.thread, name)));
    expect(open?.people).toEqual(['grace.hopper@contoso.example', 'ada.lovelace@northwind.example']);
    expect(open?.anchor.textContent).toBe('Pricing question');
  });
});

describe('whom a thread is written to', () => {
  const alan = 'alan.turing@fabrikam.example';
  /** The first mail has gone to somebody else as well. */
  const html = pages.thread.replace(
    /<span dir="ltr" email="rep@acme.example"[^>]*>me<\/span>/,
    `$&, <span dir="ltr" email="${alan}" name="Alan Turing" data-hovercard-id="${alan}" class="g2">Alan</span>`,
  );
  const everybody = ['grace.hopper@contoso.example', 'ada.lovelace@northwind.example', alan];

  it('comes after who wrote, without the rep', () => {
    expect(openThread(load(html))?.people).toEqual(everybody);
  });
  it.each(classesOf(pages.thread))('is the same when the class %s is renamed', (name) => {
    expect(openThread(load(rename(html, name)))?.people).toEqual(everybody);
  });
  it('is not asked for where no thread is open', () => {
    const other = load(html.replace(/<h2[\s\S]*?<\/h2>/, ''));
    expect(openThread(other)).toBeNull();
  });
});

describe('the rep', () => {
  const colleague = 'grace.test1@contoso.example';
  it('and colleagues are left out, by the title', () => {
    list.title = `Inbox - rep@contoso.example - Acme Mail`;
    expect(emails(listRows(list))).not.toContain(colleague);
    list.title = 'Inbox - rep@gmail.com - Gmail';
    list.querySelectorAll('span[email]')[0]?.setAttribute('email', 'somebody@gmail.com');
    list.querySelectorAll('span[email]')[1]?.setAttribute('email', 'rep@gmail.com');
    const found = emails(listRows(list));
    expect(found).toContain('somebody@gmail.com');
    expect(found).not.toContain('rep@gmail.com');
  });
  it('is known by "me" alone when the title says nothing', () => {
    thread.title = 'Gmail';
    for (const me of thread.querySelectorAll('[name="me"]')) me.setAttribute('email', 'rep@contoso.example');
    expect(openThread(thread)?.people).toEqual(['ada.lovelace@northwind.example']);
  });
});

describe('selectors', () => {
  it('have a second way to everything that names a person or a place', () => {
    for (const key of [
      'listSender',
      'threadSender',
      'recipient',
      'subject',
      'stage',
      'head',
      'addressee',
      'dock',
      'front',
    ] as const) {
      expect(LADDERS[key].ways.length, key).toBeGreaterThan(1);
    }
  });
  it('observe a part of the page that outlives its views', () => {
    expect(gmail.open({}).stage(list).className).toBe('aeF');
    expect(gmail.open({}).stage(load('<p>still loading</p>')).localName).toBe('body');
  });
  it('say which way found it', () => {
    expect(look(list).rung).toBe(1);
    expect(look(load(rename(pages.list, 'zA'))).rung).toBe(2);
  });
});
