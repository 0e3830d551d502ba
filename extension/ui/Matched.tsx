/** How sure it is that the card's person is the one on the page; what is only probable asks. */
import type { Degree } from '../match';

const WORDS: Record<Degree, string> = {
  email: 'Matched by e-mail address',
  record: 'Matched by the record’s id',
  alias: 'Matched by the profile’s address',
  confirmed: 'Matched by your word',
  probable: 'Probably: same name, same company. Is it the same person?',
  several: 'Several people fit. Who is it?',
  none: '',
  waiting: '',
};

export interface MatchedProps {
  degree: Degree;
  /** null: there is nothing to tie a word to. */
  onConfirm: ((isSame: boolean) => void) | null;
}

export function Matched({ degree, onConfirm }: MatchedProps) {
  const asks = degree === 'probable' || degree === 'several';
  return (
    <div class={asks ? 'matched asks' : 'matched'}>
      <p class="note">{WORDS[degree]}</p>
      {onConfirm !== null && asks && <Word label="Same person" say={() => onConfirm(true)} />}
      {onConfirm !== null && (asks || degree === 'confirmed') && (
        <Word label="Somebody else" say={() => onConfirm(false)} />
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
