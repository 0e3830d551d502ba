/** The frame of a card that floats over the page: it can be folded to its title, and says so. */
import type { VNode } from 'preact';

export interface FloatingProps {
  title: string;
  isOpen: boolean;
  inner: VNode;
  onToggle(): void;
}

export function Floating({ title, isOpen, inner, onToggle }: FloatingProps) {
  return (
    <div class="steelyard floating">
      <button type="button" class="fold" aria-expanded={isOpen} onClick={(event) => event.isTrusted && onToggle()}>
        <span>{isOpen ? 'Steelyard' : title}</span> <span>{isOpen ? 'Fold' : 'Show score'}</span>
      </button>
      {isOpen && inner}
    </div>
  );
}
