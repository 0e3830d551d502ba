/** Forms that are none: an address was filled in, a button was pressed, and a request took the address away. */
import type { Guard } from '../guard';
import { isElement } from './fields';

/** A request this long (ms) after the button was pressed belongs to it. */
const SOON = 5000;

/** Where something was pressed last, and when. */
let pressed: Element = document.body;
let pressedAt = -SOON;
let isBegun = false;

/** In: what prepares the report of a form or of what stands for one. May be called any number of times. */
export function begin(prepare: typeof import('./forms').prepare, guard: Guard): void {
  if (isBegun) return;
  isBegun = true;
  const press = guard((event: Event) => {
    const [target] = event.composedPath();
    if (!isElement(target) || ('key' in event && event.key !== 'Enter')) return;
    pressed = target.closest('form') ?? document.body;
    pressedAt = performance.now();
  });
  window.addEventListener('click', press, true);
  window.addEventListener('keydown', press, true);

  /** In: what a request takes away. Out: what is to be told whether it was taken; undefined where it is no submission. */
  const noticed = (body: unknown) => {
    const isSoon = performance.now() - pressedAt < SOON;
    return isSoon && isTaken(pressed, textOf(body)) ? prepare(pressed) : undefined;
  };

  const { fetch } = window;
  window.fetch = (...args) => {
    const answer = fetch(...args);
    guard(() => {
      const tell = noticed(args[1]?.body);
      if (tell) answer.then(({ ok }) => tell(ok)).catch(() => {});
    })();
    return answer;
  };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (body) {
    guard(() => {
      const tell = noticed(body);
      if (tell)
        this.addEventListener(
          'loadend',
          guard(() => tell(this.status > 0 && this.status < 400)),
        );
    })();
    send.call(this, body);
  };
}

/** Only texts and forms; whatever else a page sends is not looked into. */
const textOf = (body: unknown): string =>
  body instanceof FormData ? [...body.values()].join() : /^(string|object)$/.test(typeof body) ? `${body}` : '';

function isTaken(form: Element, text: string): boolean {
  const values = [...form.querySelectorAll('input')]
    .map(({ value }) => value.trim())
    .filter((value) => /.@./.test(value));
  return values.some((value) => text.includes(value) || text.includes(encodeURIComponent(value)));
}
