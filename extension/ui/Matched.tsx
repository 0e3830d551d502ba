/** How sure it is that the card's person is the one on the page; what is only probable asks. */
import { DEGREES, MATCH } from '../english/surfaces';
import type { Degree } from '../match';

export interface MatchedProps {
  degree: Degree;
  /** null: there is nothing to tie a word to. */
  onConfirm: ((isSame: boolean) => void) | null;
}

export function Matched({ degree, onConfirm }: MatchedProps) {
  const asks = degree === 'probable' || degree === 'several';
  return (
    <div class={asks ? 'matched asks' : 'matched'}>
      <p class="note">{DEGREES[degree]}</p>
      {onConfirm !== null && asks && <Word label={MATCH.same} say={() => onConfirm(true)} />}
      {onConfirm !== null && (asks || degree === 'confirmed') && (
        <Word label={MATCH.other} say={() => onConfirm(false)} />
      )}
    </div>
  );
}

/** A click that a script made is not a rep's word. */
function Word({ label, say }: { label: string; say: () => void }) {
  return (
    <button type="button" onClick={(event) => event.isTrusted && say()}>
      {label}
    </button>
  );
}
