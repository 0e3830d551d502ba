/** When a page is looked at: once per frame, never while hidden, never after the script's end. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Changes, watch } from '../../extension/watch';
import { soon } from './soon';

let stage: HTMLElement;
let beside: Element[] = [];
let life: AbortController;
let again = () => {};
const flush = vi.fn<(changes: Changes | null) => number>();
const frame = () =>
  new Promise((resolve) => requestAnimationFrame(resolve)).then(() => new Promise((resolve) => setTimeout(resolve)));
const hide = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};
const change = () => stage.append(document.createElement('p'));

beforeEach(async () => {
  hide(false);
  beside = [];
  life = new AbortController();
  stage = document.createElement('div');
  document.body.replaceChildren(stage);
  flush.mockReset().mockReturnValue(1e6);
  again = watch(
    document,
    { observed: { attributeFilter: ['href'], characterData: true }, stages: () => [stage, ...beside], flush },
    life.signal,
  );
  await frame();
  flush.mockClear();
});
afterEach(() => life.abort());

describe('watching a page', () => {
  it('flushes once per frame, however much has changed', async () => {
    for (let i = 0; i < 50; i++) change();
    await frame();
    await frame();
    expect(flush).toHaveBeenCalledTimes(1);
  });
  it('hears of a name or a link that is swapped in place', async () => {
    const text = document.createTextNode('Ada');
    const link = document.createElement('a');
    link.append(text);
    stage.append(link);
    await frame();
    flush.mockClear();
    text.data = 'Grace';
    await frame();
    link.setAttribute('href', 'mailto:grace@contoso.example');
    await frame();
    link.setAttribute('class', 'other');
    await frame();
    expect(flush).toHaveBeenCalledTimes(2);
  });
  it('tells what has come or changed, and after a word of its own that it may be all', async () => {
    change();
    stage.append('text');
    await frame();
    const fresh = stage.firstElementChild;
    expect(flush).toHaveBeenLastCalledWith({ fresh: [fresh], places: [stage] });
    fresh?.setAttribute('href', 'mailto:');
    await frame();
    expect(flush).toHaveBeenLastCalledWith({ fresh: [fresh], places: [fresh] });
    fresh?.remove();
    await frame();
    expect(flush).toHaveBeenLastCalledWith({ fresh: [], places: [stage] });
    change();
    again();
    await frame();
    expect(flush).toHaveBeenLastCalledWith(null);
  });
  it('does not hear itself', async () => {
    flush.mockImplementation(() => {
      change();
      return 1e6;
    });
    change();
    await frame();
    await frame();
    await frame();
    expect(flush).toHaveBeenCalledTimes(1);
  });
  it('looks again at the time that the flush names', async () => {
    flush.mockReturnValueOnce(0);
    change();
    await soon(() => expect(flush.mock.calls.length).toBeGreaterThan(1));
  });
  it('follows the page’s part when it is replaced', async () => {
    const old = stage;
    stage = document.createElement('div');
    document.body.append(stage);
    again();
    await frame();
    flush.mockClear();
    old.append('x');
    await frame();
    expect(flush).not.toHaveBeenCalled();
    change();
    await frame();
    expect(flush).toHaveBeenCalledTimes(1);
  });
  it('hears by the same observer what happens beside, and of what else comes there', async () => {
    const made = vi.spyOn(MutationObserver.prototype, 'observe');
    const [dock, front] = [document.createElement('div'), document.createElement('div')];
    document.body.append(dock, front);
    beside = [dock];
    again();
    await frame();
    flush.mockClear();
    dock.append('window');
    await frame();
    expect(flush).toHaveBeenLastCalledWith({ fresh: [], places: [dock] });
    beside = [dock, front];
    dock.append('it goes to the front');
    await frame();
    front.append('window');
    await frame();
    expect(flush).toHaveBeenLastCalledWith({ fresh: [], places: [front] });
    beside = [];
    front.append('it is closed');
    await frame();
    flush.mockClear();
    for (const place of [dock, front]) place.append('x');
    await frame();
    expect(flush).not.toHaveBeenCalled();
    expect(new Set(made.mock.contexts).size).toBe(1);
    made.mockRestore();
  });
  it('does not hear what somebody writes', async () => {
    const message = document.createElement('div');
    message.setAttribute('contenteditable', 'true');
    stage.append(message);
    await frame();
    flush.mockClear();
    message.append(document.createElement('p'));
    message.firstElementChild?.append('Dear Ada');
    await frame();
    expect(flush).not.toHaveBeenCalled();
    change();
    message.append('bye');
    await frame();
    expect(flush).toHaveBeenLastCalledWith({ fresh: [stage.lastElementChild], places: [stage] });
  });
  it('rests while the page is hidden and catches up when it is shown', async () => {
    hide(true);
    change();
    again();
    await frame();
    expect(flush).not.toHaveBeenCalled();
    hide(false);
    await frame();
    expect(flush).toHaveBeenCalledTimes(1);
    expect(flush).toHaveBeenCalledWith(null);
  });
  it('hears nothing of the page while it is hidden', async () => {
    const hear = vi.spyOn(MutationObserver.prototype, 'disconnect');
    hide(true);
    expect(hear).toHaveBeenCalledTimes(1);
    hear.mockRestore();
    hide(false);
    await frame();
    change();
    await frame();
    expect(flush).toHaveBeenCalledTimes(2);
  });
  it('is over with the script’s life', async () => {
    life.abort();
    change();
    hide(true);
    hide(false);
    await frame();
    expect(flush).not.toHaveBeenCalled();
  });
});
