/** Mails that are being written in Gmail: whom each is for, also after a release that calls anything otherwise; never who is named in the message. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gmail, LADDERS } from '../../extension/sites/gmail';
import { load, namesIn, renamed } from './mutate';

const html = readFileSync(join(import.meta.dirname, 'fixtures/gmail-compose.html'), 'utf8');
const url = new URL('https://mail.google.com/mail/u/0/#inbox?compose=new');
const draftsIn = (page: Document) => gmail.open({}).screen(url, page).drafts ?? [];
const keysIn = (page: Document) => draftsIn(page).map(({ keys }) => keys);

const ADA = 'ada.lovelace@northwind.example';
const GRACE = 'grace.hopper@contoso.example';
const NOBODY = 'nobody@nowhere.example';
/** An answer in the thread, whose recipients are words; a new mail, whose recipients are being chosen. */
const EVERYBODY = [[GRACE], [ADA, NOBODY, GRACE]];
const { head, addressee, dock, front } = LADDERS;

describe('a mail that is being written', () => {
  it('is for its recipients outside the company, copies included, wherever it is written', () => {
    expect(keysIn(load(html))).toEqual(EVERYBODY);
  });
  it('names nobody of the message, whose quotes are full of addresses', () => {
    const page = load(html);
    for (const chip of page.querySelectorAll('[role="option"], .oL span')) chip.remove();
    expect(keysIn(page)).toEqual([[], []]);
    expect(page.querySelectorAll('[contenteditable] [email]')).toHaveLength(2);
  });
  it('is told of below its head, never in the message, whatever a correction asks for', () => {
    for (const { anchor } of draftsIn(load(html))) expect(anchor.matches('form.bAs')).toBe(true);
    const astray = { head: { most: 20, ways: ['.editable > div', '.gmail_quote'] } };
    expect(gmail.open(astray).screen(url, load(html)).drafts).toEqual([]);
  });
  it('leaves out whom its own page names in two ways', () => {
    const page = load(html);
    page.querySelector('.dw [role="option"]')?.setAttribute('email', GRACE);
    expect(keysIn(page)[1]).toEqual([NOBODY, GRACE]);
  });
  it.each(namesIn({ head, addressee, dock, front }))(
    'is for the same people, or for nobody, when %s is renamed',
    (name) => {
      const found = keysIn(renamed(html, name)).flat();
      expect(EVERYBODY.flat()).toEqual(expect.arrayContaining(found));
      if (!['[data-hovercard-id]', '[email]'].includes(name)) expect(found).toEqual(EVERYBODY.flat());
    },
  );
  it('is watched where it stands: at the bottom, or over the whole page', () => {
    const page = load(html);
    const places = () =>
      gmail
        .open({})
        .beside?.(page)
        .map(({ className }) => className);
    expect(places()).toEqual(['no']);
    const front = Object.assign(page.createElement('div'), { className: 'aSs', innerHTML: '<div class="aSt"></div>' });
    page.body.append(front);
    expect(places()).toEqual(['no', 'aSs']);
    page.querySelector('.no')?.setAttribute('class', 'no9');
    expect(places()).toEqual(['aSs']);
  });
});
