/** A room of our own in somebody else's page: its styles stay in, the page's styles and scripts stay out. */
import { DIRECTION, LANGUAGE } from '../english/surfaces';

/** Key presses in the room are the rep's with us: a host's one-letter shortcuts must not hear them. */
const KEYS = ['keydown', 'keyup', 'keypress'] as const;

/** In: the element's name, the styles. Out: the element to place in the page, and the inside to draw in. */
export function openRoom(name: `${string}-${string}`, css: string): { host: HTMLElement; inside: HTMLElement } {
  const host = document.createElement(name);
  Object.assign(host, { lang: LANGUAGE, dir: DIRECTION });
  const shadow = host.attachShadow({ mode: 'closed' });
  const style = document.createElement('style');
  const inside = document.createElement('div');
  style.textContent = `:host{all:initial;display:block}${css}`;
  shadow.append(style, inside);
  for (const key of KEYS) host.addEventListener(key, (event) => event.stopPropagation());
  return { host, inside };
}
