/** A list of any length: only what is in sight is drawn, and a screen reader is told of the whole. */
import { render } from 'preact';
import { describe, expect, it, vi } from 'vitest';
import { Rows } from '../../extension/ui/Rows';
import { soon } from './soon';

/** Draws so many rows of 50 px in a window of 800, scrolled by so much. */
function list(count: number, scrolled: number) {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const onEnd = vi.fn();
  vi.stubGlobal('innerHeight', 800);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(50);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, -scrolled, 300, count * 50));
  render(
    <Rows count={count} onEnd={onEnd}>
      {(place) => <b>{place}</b>}
    </Rows>,
    root,
  );
  const drawn = () => [...root.querySelectorAll('li')];
  return { onEnd, drawn, padding: () => root.querySelector('ol')?.style.paddingBlock };
}

describe('a long list', () => {
  it('draws what is in sight and a little more, and keeps the place of the rest', async () => {
    const { drawn, padding, onEnd } = list(10_000, 250_000);
    await soon(() => expect(drawn()[0]?.textContent).toBe('4992'));
    expect(drawn()).toHaveLength(32);
    expect(padding()).toBe(`${4992 * 50}px ${(10_000 - 5024) * 50}px`);
    expect([drawn()[0]?.getAttribute('aria-posinset'), drawn()[0]?.getAttribute('aria-setsize')]).toEqual([
      '4993',
      '10000',
    ]);
    expect(onEnd).not.toHaveBeenCalled();
  });
  it('draws some of it also while it is out of sight, for who comes by keyboard', async () => {
    const above = list(100, -5000);
    await soon(() => expect(above.drawn()).toHaveLength(16));
    expect(above.drawn()[0]?.textContent).toBe('0');
    const below = list(100, 50_000);
    await soon(() => expect(below.drawn().at(-1)?.textContent).toBe('99'));
    expect(below.drawn()).toHaveLength(16);
  });
  it('asks for more when its end comes near', async () => {
    const { drawn, onEnd } = list(100, 4200);
    await soon(() => expect(onEnd).toHaveBeenCalled());
    expect(drawn().at(-1)?.textContent).toBe('99');
  });
});
