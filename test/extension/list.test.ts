/** A list's rows: where something has changed they are read again, and nowhere else; in the end as if all had been read. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openList } from '../../extension/sites/list';
import type { Listed } from '../../extension/sites/screen';

const row = (name: string) => `<tr><td><span email="${name}@a.example">${name}</span></td></tr>`;
const read = vi.fn((element: Element) => element.getAttribute('email'));
const listed: Listed = {
  name: 'row',
  ladder: { most: 20, ways: ['tr td [email]', 'tr [email]'] },
  read: (element) => read(element),
  view: '',
};
let body: Element;
let spare: Element;
let list = openList();

const look = (changed: Element[] | null, how: Listed | null = listed) =>
  [...list.look(document, how, changed).fresh.values()].map((people) => people.map(({ key }) => key.split('@')[0]));
const all = () => [...document.querySelectorAll('tr')];
const append = (name: string): Element => {
  const fresh = document.importNode(all()[0] ?? spare, true);
  fresh.querySelector('span')?.setAttribute('email', `${name}@a.example`);
  body.append(fresh);
  return fresh;
};

beforeEach(() => {
  document.body.innerHTML = `<table><tbody>${['ada', 'grace', 'alan'].map(row).join('')}</tbody></table>`;
  body = document.querySelector('tbody') ?? document.body;
  spare = document.importNode(all()[0] ?? body, true);
  list = openList();
  expect(look(null)).toEqual([['ada'], ['grace'], ['alan']]);
  read.mockClear();
});

describe('a list', () => {
  it('reads a row that has come, and no other', () => {
    expect(look([append('edsger')])).toEqual([['edsger']]);
    expect(read).toHaveBeenCalledTimes(1);
    expect(look([])).toEqual([]);
  });
  it('reads a row again whose name was swapped, or is called otherwise now', () => {
    const [first, second] = document.querySelectorAll('span');
    first?.replaceWith(first.cloneNode(true));
    expect(look([document.querySelector('span') ?? body])).toEqual([['ada']]);
    second?.setAttribute('email', 'mary@a.example');
    expect(look([second ?? body])).toEqual([['mary']]);
  });
  it('tells of a row that has gone, or has lost its name, although nothing has come', () => {
    all()[0]?.remove();
    document.querySelector('span')?.remove();
    expect(look([])).toEqual([[], []]);
    expect(look([])).toEqual([]);
  });
  it('takes in a table as a whole', () => {
    document.body.insertAdjacentHTML('beforeend', `<div><table>${row('mary')}${row('joan')}</table></div>`);
    expect(look([document.querySelector('div') ?? body])).toEqual([[], ['mary'], ['joan']]);
  });
  it('is read anew when it is hidden or shown, in another view, and after very much', () => {
    const table = body.closest('table');
    table?.setAttribute('style', 'display: none');
    expect(look([])).toEqual([[], [], []]);
    table?.removeAttribute('style');
    expect(look([])).toEqual([['ada'], ['grace'], ['alan']]);
    expect(look([], { ...listed, view: 'other' })).toHaveLength(3);
    expect(look(Array.from({ length: 101 }, () => body))).toHaveLength(3);
  });
  it('forgets its rows where there is none', () => {
    expect(look([], null)).toEqual([[], [], []]);
    expect(look([append('edsger')], null)).toEqual([]);
  });
  it('goes another way when the last row of the best one has gone, and back', () => {
    for (const name of document.querySelectorAll('span')) name.remove();
    const mary = Object.assign(document.createElement('b'), { textContent: 'mary' });
    mary.setAttribute('email', 'mary@a.example');
    all()[0]?.append(mary);
    const { fresh, rung } = list.look(document, { ...listed, ladder: { most: 9, ways: ['tr td [email]', 'tr b'] } }, [
      mary,
    ]);
    expect([[...fresh.values()].flat().map(({ key }) => key), rung]).toEqual([['mary@a.example'], 2]);
    list = openList();
    expect(look(null)).toEqual([['mary']]);
    body.replaceChildren();
    expect(look([])).toEqual([[]]);
    expect(list.look(document, listed, []).rung).toBe(0);
    expect(look([append('edsger')])).toEqual([['edsger']]);
  });
  it('with more finds than there can be names nobody', () => {
    for (let i = 0; i < 20; i++) append(`p${i}`);
    const { fresh, rung } = list.look(document, listed, null);
    expect([[...fresh.values()].flat(), rung]).toEqual([[], 0]);
  });
});
