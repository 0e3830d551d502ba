/** What draws the card and the hints in a host's page: the background puts it there when our script has somebody to show. */
import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { CardView, Shown } from '../cards';
import { DRAWING, type Drawing } from '../drawer';
import { addressesOf } from '../sites/address';
import css from '../ui/card.css?inline';
import { Floating } from '../ui/Floating';
import { Hints } from '../ui/Hints';
import hintsCss from '../ui/hints.css?inline';
import { Nobody } from '../ui/Nobody';
import { People } from '../ui/People';
import { openRoom } from '../ui/room';

const PLACED = ':host{margin:8px 16px 12px 0;max-width:760px}';
const FLOATS =
  ':host([data-floats]){position:fixed;inset:auto 16px 16px auto;z-index:2147483000;width:min(372px,100vw - 32px);max-height:calc(100vh - 32px);overflow:auto;margin:0;border-radius:8px;box-shadow:0 6px 24px rgb(0 0 0/24%)}';
/** Mails are written where it would float, and in a narrow window almost everywhere. */
const ASIDE =
  ':host([data-floats=aside]){inset:auto auto 16px 16px}@media(max-width:1000px){:host([data-floats=aside]){inset:16px auto auto 16px;max-height:40vh}}';

export default defineUnlistedScript(() => {
  Reflect.set(globalThis, DRAWING, openDrawing);
});

function openDrawing(): Drawing {
  const hints = openHints();
  return { card: openCard(hints.isAny), hints };
}

function openCard(isWriting: () => boolean): Drawing['card'] {
  const { host, inside } = openRoom('steelyard-card', PLACED + FLOATS + ASIDE + css);
  let before: Element | null = null;
  host.addEventListener('keydown', ({ key }) => {
    if (/^Esc/.test(key) && before instanceof HTMLElement) before.focus();
  });
  return {
    draw(view) {
      render(<Whole {...view} />, inside);
      place(host, view.anchor);
      if (view.anchor === null) host.dataset.floats = isWriting() ? 'aside' : '';
    },
    isAt: (anchor) => isAt(host, anchor),
    focus() {
      if (document.activeElement !== host) before = document.activeElement;
      inside.querySelector<HTMLElement>('article')?.focus();
    },
    close() {
      render(null, inside);
      host.remove();
    },
  };
}

function openHints(): Drawing['hints'] & { isAny(): boolean } {
  const rooms = new Map<Element, ReturnType<typeof openRoom>>();
  return {
    isAny: () => rooms.size > 0,
    draw(views) {
      for (const [anchor, { host, inside }] of rooms) {
        if (views.some((view) => view.anchor === anchor)) continue;
        rooms.delete(anchor);
        render(null, inside);
        host.remove();
      }
      for (const view of views) {
        const room = rooms.get(view.anchor) ?? openRoom('steelyard-hints', hintsCss);
        rooms.set(view.anchor, room);
        render(<Hints {...view} />, room.inside);
        if (!isAt(room.host, view.anchor)) view.anchor.after(room.host);
      }
    },
  };
}

function Whole({ card, anchor, title, isOpen, onToggle }: CardView) {
  const inner = 'person' in card ? <Person {...card.person} /> : <Nobody {...card.nobody} />;
  return anchor === null ? <Floating {...{ title, isOpen, inner, onToggle }} /> : inner;
}

const Person = (shown: Shown) => <People {...shown} elsewhere={addressesOf(shown.told?.story?.aliases ?? [])} />;

function place(host: HTMLElement, anchor: Element | null): void {
  host.toggleAttribute('data-floats', anchor === null);
  if (isAt(host, anchor)) return;
  if (anchor === null) document.body.append(host);
  else anchor.after(host);
}

const isAt = (host: Element, anchor: Element | null): boolean =>
  anchor === null ? host.parentElement === document.body : anchor.nextElementSibling === host;
