/** What draws in a host's page is a script of its own, which comes into the page when there is something to draw. */
import type { CardView } from './cards';
import { sendMessage } from './messages';
import type { HintsView } from './ui/Hints';

/** The other script's side: it draws, and takes away. */
export interface Drawing {
  card: {
    draw(view: CardView): void;
    /** Whether the card stands where it was put. */
    isAt(anchor: Element | null): boolean;
    /** Gives it the focus; Escape gives that back. */
    focus(): void;
    close(): void;
  };
  hints: {
    /** One for each place; what stood elsewhere goes. */
    draw(views: HintsView[]): void;
  };
}
/** Under this name the card's script leaves `() => Drawing` for ours, in the world that only scripts of the extension share. */
export const DRAWING = 'steelyardDrawing';

/** In: whether there is something to draw, for which it is sent when it is not there. Out: what draws; null while it is not there. */
export type Drawer = (isNeeded: boolean) => Drawing | null;

/** In: what to do once it has come. */
export function openDrawer(onReady: () => void): Drawer {
  let drawing: Drawing | null = null;
  let isAsked = false;
  return (isNeeded) => {
    drawing ??= Reflect.get(globalThis, DRAWING)?.() ?? null;
    if (drawing !== null || isAsked || !isNeeded) return drawing;
    isAsked = true;
    sendMessage('bringCard').then(onReady, () => {
      isAsked = false;
    });
    return null;
  };
}
