/** A host's next release: pages of which one class, id, attribute or tag that a selector uses has got another name. */
import type { Ladder } from '../../extension/sites/ladder';

export const load = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** In: what is looked for. Out: every name that its selectors rely on: `.gD`, `#main`, `[email]`, `h2`. */
export function namesIn(ladders: Record<string, Ladder>): string[] {
  const ways = Object.values(ladders).flatMap(({ ways }) => ways);
  const names = ways.flatMap((way) => {
    const attributes = [...way.matchAll(/\[([\w-]+)/g)].map(([, name]) => `[${name}]`);
    const rest = way.replace(/\[[^\]]*\]/g, '');
    const marks = [...rest.matchAll(/[.#][\w-]+/g)].map(([name]) => name);
    const tags = rest.replace(/[.#][\w-]+/g, '').match(/[a-z][\w-]*/g) ?? [];
    return [...attributes, ...marks, ...tags];
  });
  return [...new Set(names)];
}

/** In: a page, one such name. Out: the page after a release that calls it something else. */
export function renamed(html: string, name: string): Document {
  const page = load(html);
  for (const element of [...page.body.querySelectorAll(name)]) {
    if (name.startsWith('.')) element.classList.replace(name.slice(1), `${name.slice(1)}9`);
    else if (name.startsWith('#')) element.id += '9';
    else if (name.startsWith('[')) moveAttribute(element, name.slice(1, -1));
    else moveTag(page, element, `${name}-x`);
  }
  return page;
}

function moveAttribute(element: Element, name: string): void {
  element.setAttribute(`data-x-${name}`, element.getAttribute(name) ?? '');
  element.removeAttribute(name);
}

function moveTag(page: Document, element: Element, tag: string): void {
  const next = page.createElement(tag);
  for (const { name, value } of [...element.attributes]) next.setAttribute(name, value);
  next.append(...element.childNodes);
  element.replaceWith(next);
}
