/** Forms: what a submission tells, and above all what it never tells. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { guard } from '../../snippet/guard';
import * as answers from '../../snippet/parts/answers';
import { begin } from '../../snippet/parts/forms';
import * as hand from '../../snippet/parts/hand';
import type { Draft } from '../../snippet/send';

const drafts: Draft[] = [];
const all = () => JSON.stringify(drafts);

/** Shows a form with these fields and gives it. */
function show(fields: string, attributes = 'name="contact"'): HTMLFormElement {
  drafts.length = 0;
  document.body.innerHTML = `<form ${attributes}>${fields}<button>Send</button></form>`;
  const form = document.querySelector('form');
  if (!form) throw new Error('no form');
  return form;
}

function submit(form: Element): Draft | undefined {
  form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  vi.advanceTimersByTime(1);
  return drafts.at(-1);
}

/** An event as a person causes it: the browser vouches for those. */
function trusted(type: string, inputType?: string): Event {
  const event = Object.assign(new Event(type, { bubbles: true, composed: true }), { inputType });
  return Object.defineProperty(event, 'isTrusted', { value: true });
}

beforeAll(() => begin((draft) => `${drafts.push(draft)}`, guard, [], answers, hand));
beforeEach(() => {
  vi.useFakeTimers();
  // The parts are older than what they see.
  vi.advanceTimersByTime(60_000);
});
afterEach(() => void vi.useRealTimers());

describe('a submission', () => {
  it('gives the form, the address and the names of what was filled in', () => {
    const form = show(
      '<input name="name" value="Ada"><input type="email" name="mail" value=" Ada@Acme.example"><input name="phone">',
    );
    expect(submit(form)).toMatchObject({
      type: 'form_submitted',
      form: 'contact',
      email: 'Ada@Acme.example',
      fields: ['name', 'mail'],
    });
  });

  it.each([
    ['data-steelyard-form="demo" name="a" id="b"', 'demo'],
    ['name="a" id="b"', 'a'],
    ['id="b"', 'b'],
    ['action="/send?x=1"', '/send'],
  ])('names the form by %s', (attributes, name) => {
    const form = show(
      '<input name="name" value="x"><input name="id" value="y"><input name="action" value="z">',
      attributes,
    );
    expect(submit(form)).toMatchObject({ form: name });
  });

  it.each([
    ['<input name="your-email" value="a@b.example">', 'a@b.example'],
    ['<input autocomplete="email" value="a@b.example">', 'a@b.example'],
    ['<input name="email" value="x@y.example"><input type="email" value="a@b.example">', 'a@b.example'],
    ['<input type="email" value="x@y.example"><input data-steelyard="email" value="a@b.example">', 'a@b.example'],
    ['<input name="email" value="nonsense">', undefined],
    ['<input name="note" value="a@b.example">', undefined],
    ['<input type="hidden" name="email" value="a@b.example">', undefined],
    ['<input name="email" data-steelyard-honeypot value="a@b.example">', undefined],
  ])('finds the address in %s', (fields, email) => {
    expect(submit(show(fields))).toHaveProperty('email', email);
  });

  it('counts once within two seconds', () => {
    const form = show('<input name="q" value="x">');
    submit(form);
    submit(form);
    vi.advanceTimersByTime(1900);
    submit(form);
    expect(drafts).toHaveLength(1);
    vi.advanceTimersByTime(200);
    submit(form);
    expect(drafts).toHaveLength(2);
  });

  it('of a corrected address is another one', () => {
    const form = show('<input type="email" name="email" value="ada@acme.exam">');
    submit(form);
    form.querySelector('input')?.setAttribute('value', 'ada@acme.example');
    submit(form);
    expect(drafts).toMatchObject([{ email: 'ada@acme.exam' }, { email: 'ada@acme.example' }]);
  });

  it('is none where the page says that it does not take it', () => {
    const form = show('<input name="q" value="x" aria-invalid="true">');
    form.addEventListener('submit', (event) => event.preventDefault());
    expect(submit(form)).toBeUndefined();
  });

  it('is told when the page goes before it could say anything', () => {
    const form = show('<input name="q" value="x">');
    form.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    window.dispatchEvent(new Event('pagehide'));
    expect(drafts).toHaveLength(1);
  });

  it('is seen though the page stops or cancels it', () => {
    const form = show('<input name="q" value="x">');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    });
    expect(submit(form)).toBeDefined();
  });

  it('is seen in a shadow tree once it was touched', () => {
    drafts.length = 0;
    document.body.innerHTML = '<div></div>';
    const root = document.querySelector('div')?.attachShadow({ mode: 'open' });
    if (root) root.innerHTML = '<form name="inner"><input name="q" value="x"></form>';
    root?.querySelector('input')?.dispatchEvent(trusted('focusin'));
    root?.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true }));
    vi.advanceTimersByTime(1);
    expect(drafts).toMatchObject([{ form: 'inner' }]);
  });

  it('that the browser blocks is none', () => {
    show('<input name="email" type="email" required>').requestSubmit();
    expect(drafts).toEqual([]);
  });
});

describe('never sent', () => {
  it.each([
    '<input type="password" name="secret" value="PRIVATE">',
    '<input type="text" name="password_shown" value="PRIVATE">',
    '<input type="hidden" name="token" value="PRIVATE" data-steelyard="token">',
    '<input name="card" autocomplete="cc-number" value="PRIVATE" data-steelyard="card">',
    '<input name="cvc" value="PRIVATE">',
    '<input name="code" autocomplete="one-time-code" value="PRIVATE">',
  ])('the value or the name of %s', (field) => {
    submit(show(field));
    expect(all()).not.toContain('PRIVATE');
    expect(drafts).toMatchObject([{ fields: [], traits: undefined }]);
  });

  it.each([
    '<textarea name="message">PRIVATE</textarea>',
    '<input name="phone" value="PRIVATE">',
    '<select name="size"><option selected>PRIVATE</option></select>',
    '<input type="checkbox" name="terms" value="PRIVATE" checked>',
    '<input name="email" value="PRIVATE is no address">',
  ])('the value of %s', (field) => {
    submit(show(field));
    expect(all()).not.toContain('PRIVATE');
    expect(drafts).toMatchObject([{ fields: [/name="(\w+)"/.exec(field)?.[1]] }]);
  });

  it('what the site did not mark, beside what it did', () => {
    const form = show(`<input name="c" data-steelyard="company" value="Acme"><input name="n" value="PRIVATE">
      <input type="checkbox" name="t" data-steelyard="terms" value="yes"><input name="e" data-steelyard="email" value="a@b.example">`);
    expect(submit(form)).toMatchObject({ traits: { company: 'Acme' }, email: 'a@b.example' });
    expect(all()).not.toContain('PRIVATE');
  });
});

describe('evidence', () => {
  it('counts what a hand did, and only what the browser vouches for', () => {
    const form = show('<input name="a"><input name="b">');
    const field = form.querySelector('input');
    for (const type of ['pointerdown', 'touchstart', 'keydown', 'keydown', 'paste'])
      field?.dispatchEvent(trusted(type));
    field?.dispatchEvent(new Event('keydown', { bubbles: true, composed: true }));
    expect(submit(form)).toMatchObject({ evidence: { pointer: 1, touch: 1, keys: 2, paste: 1, autofill: 0 } });
  });

  it('tells of a browser that a machine drives', () => {
    Object.defineProperty(navigator, 'webdriver', { value: true, configurable: true });
    expect(submit(show('<input name="a">'))).toMatchObject({ evidence: { webdriver: true } });
  });

  it('measures from the first that is seen at the form, not from its button, and how long the page was open', () => {
    const form = show('<input name="a">');
    vi.advanceTimersByTime(60_000);
    form.querySelector('input')?.dispatchEvent(trusted('input'));
    vi.advanceTimersByTime(7000);
    form.querySelector('button')?.dispatchEvent(trusted('pointerdown'));
    const { evidence } = Object(submit(form));
    expect(evidence).toMatchObject({ fillMs: 7000, inputs: 1, pointer: 1 });
    expect(evidence.pageMs).toBeGreaterThanOrEqual(67_000);
  });

  it.each([
    ['a password manager with events of its own', new Event('input', { bubbles: true, composed: true }), 0],
    ['a browser or a hand', trusted('input'), 1],
  ])('an input by %s begins the time, and counts only when the browser vouches for it', (_, event, inputs) => {
    const form = show('<input name="a">');
    vi.advanceTimersByTime(60_000);
    form.querySelector('input')?.dispatchEvent(event);
    vi.advanceTimersByTime(300);
    expect(submit(form)).toMatchObject({ evidence: { fillMs: 300, inputs } });
  });

  it('sees the trap filled and names it nowhere', () => {
    const trap = '<input name="website_url_2" data-steelyard-honeypot';
    expect(submit(show(`${trap}>`))).toMatchObject({ evidence: { honeypot: false } });
    expect(submit(show(`${trap} value="http://spam.example">`))).toMatchObject({
      evidence: { honeypot: true },
      fields: [],
    });
    expect(all()).not.toContain('spam.example');
  });

  it.each([
    [['x', 'x', 'x'], true],
    [['x', 'x', 'y'], false],
    [['x', 'x'], false],
    [['', '', ''], false],
  ])('the same text everywhere: %j', (values, sameText) => {
    const fields = values.map((value, i) => `<input name="f${i}" value="${value}">`).join('');
    expect(submit(show(fields))).toMatchObject({ evidence: { sameText } });
  });
});
