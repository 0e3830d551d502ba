/** Links: the capture table of downloads and outbound links, line by line. */
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '../../snippet/guard';
import { click as clicked } from '../../snippet/links';
import type { Draft } from '../../snippet/send';

const drafts: Draft[] = [];
vi.mock('../../snippet/send', () => ({ record: (draft: Draft) => `${drafts.push(draft)}` }));

/** Shows the html, clicks on what the selector finds, and gives what was recorded. */
function click(
  html: string,
  selector = 'a',
  event = new MouseEvent('click', { bubbles: true, composed: true }),
): Draft[] {
  drafts.length = 0;
  document.body.innerHTML = html;
  document.querySelector(selector)?.dispatchEvent(event);
  return drafts;
}

beforeAll(() => {
  listen('click auxclick', clicked);
  document.addEventListener('click', (event) => event.preventDefault());
});
beforeEach(() => {
  window.location.href = 'https://site.example/page';
});

describe('a download', () => {
  it.each([
    ['by its extension', '<a href="/a.pdf">x</a>', 'https://site.example/a.pdf'],
    ['with a query', '<a href="/a.pdf?v=2">x</a>', 'https://site.example/a.pdf?v=2'],
    ['in upper case', '<a href="/A.PDF">x</a>', 'https://site.example/A.PDF'],
    ['in the query', '<a href="/get?file=a.xlsx&v=1">x</a>', 'https://site.example/get?file=a.xlsx&v=1'],
    ['on another host', '<a href="https://cdn.example/a.zip">x</a>', 'https://cdn.example/a.zip'],
    ['by its attribute', '<a href="/export" download>x</a>', 'https://site.example/export'],
    ['with a name', '<a href="/export" download="plan.json">x</a>', 'plan.json'],
    ['without its secrets', '<a href="/a.pdf?token=abc">x</a>', 'https://site.example/a.pdf'],
  ])('is seen %s', (_, html, file) => expect(click(html)).toEqual([{ type: 'file_downloaded', file }]));

  it('is seen on a child of the link', () => {
    expect(click('<a href="/a.pdf"><svg><path d="M0 0"/></svg></a>', 'path')).toHaveLength(1);
  });

  it('is seen on a middle click, and not on a right one', () => {
    const press = (button: number) => new MouseEvent('auxclick', { bubbles: true, composed: true, button });
    expect(click('<a href="/a.pdf">x</a>', 'a', press(1))).toHaveLength(1);
    expect(click('<a href="/a.pdf">x</a>', 'a', press(2))).toHaveLength(0);
  });

  it('is seen though the page stops the event', () => {
    document.body.innerHTML = '<a href="/a.pdf">x</a>';
    drafts.length = 0;
    const link = document.querySelector('a');
    link?.addEventListener('click', (event) => event.stopImmediatePropagation());
    link?.click();
    expect(drafts).toHaveLength(1);
  });

  it('is seen in a shadow tree', () => {
    drafts.length = 0;
    document.body.innerHTML = '<div></div>';
    const root = document.querySelector('div')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<a href="/a.pdf">x</a>';
    root?.querySelector('a')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    expect(drafts).toHaveLength(1);
  });
});

describe('a link', () => {
  it('to another host is seen, without its secrets', () => {
    expect(click('<a href="https://other.example/p?email=ada@acme.example">x</a>')).toEqual([
      { type: 'link_clicked', href: 'https://other.example/p' },
    ]);
  });

  it.each(['mailto:ada@acme.example?subject=x', 'tel:+31201234567'])('tells of %s the scheme only', (href) => {
    expect(click(`<a href="${href}">x</a>`)).toEqual([{ type: 'link_clicked', href: `${href.split(':')[0]}:` }]);
  });

  it.each(['<a href="/pricing">x</a>', '<a href="#part">x</a>', '<a href="javascript:void 0">x</a>', '<a>x</a>'])(
    'within the site is none: %s',
    (html) => expect(click(html)).toEqual([]),
  );
});
