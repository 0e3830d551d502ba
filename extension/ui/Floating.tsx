/** The frame of a card that floats over the page: it can be folded to its title, and says so. What folds it is below: it stays in its place while the card grows. */
import type { VNode } from 'preact';
import { CARD_WORDS, NAME } from '../english/surfaces';

export interface FloatingProps {
  title: string;
  isOpen: boolean;
  inner: VNode;
  onToggle(): void;
}

export function Floating({ title, isOpen, inner, onToggle }: FloatingProps) {
  return (
    <div class="steelyard floating">
      {isOpen && inner}
      <button type="button" class="fold" aria-expanded={isOpen} onClick={(event) => event.isTrusted && onToggle()}>
        <span>{isOpen ? NAME : title}</span> <span>{isOpen ? CARD_WORDS.fold : CARD_WORDS.unfold}</span>
      </button>
    </div>
  );
}
