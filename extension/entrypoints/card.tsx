/** What draws the card in a host's page: the background puts it there when our script has somebody to show. */
import { render } from 'preact';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { CARD, type CardRoom, type CardView } from '../cards';
import css from '../ui/card.css?inline';
import { Floating } from '../ui/Floating';
import { Nobody } from '../ui/Nobody';
import { People } from '../ui/People';
import { openRoom } from '../ui/room';

const PLACED = ':host{margin:8px 16px 12px 0;max-width:760px}';
const FLOATS =
  ':host([data-floats]){position:fixed;inset:auto 16px 16px auto;z-index:2147483000;width:min(372px,100vw - 32px);max-height:calc(100vh - 32px);overflow:auto;margin:0;border-radius:8px;box-shadow:0 6px 24px rgb(0 0 0/24%)}';

export default defineUnlistedScript(() => {
  Reflect.set(globalThis, CARD, openCard);
});

function openCard(): CardRoom {
  const { host, inside } = openRoom('steelyard-card', PLACED + FLOATS + css);
  return {
    draw(view) {
      render(<Whole {...view} />, inside);
      place(host, view.anchor);
    },
    isAt: (anchor) => isAt(host, anchor),
    close() {
      render(null, inside);
      host.remove();
    },
  };
}

function Whole({ card, anchor, title, isOpen, onToggle }: CardView) {
  const inner = 'person' in card ? <People {...card.person} /> : <Nobody {...card.nobody} />;
  return anchor === null ? <Floating {...{ title, isOpen, inner, onToggle }} /> : inner;
}

function place(host: HTMLElement, anchor: Element | null): void {
  host.toggleAttribute('data-floats', anchor === null);
  if (isAt(host, anchor)) return;
  if (anchor === null) document.body.append(host);
  else anchor.after(host);
}

const isAt = (host: Element, anchor: Element | null): boolean =>
  anchor === null ? host.parentElement === document.body : anchor.nextElementSibling === host;
