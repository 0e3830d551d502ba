/** The card of somebody who has no score to show, and why. */
import type { Cause } from '../../shared/score';
import { CARD_WORDS, CAUSES } from '../english/surfaces';

export interface NobodyProps {
  /** What the page calls them. */
  name: string | null;
  cause: Cause;
}

export function Nobody({ name, cause }: NobodyProps) {
  return (
    <div class="steelyard">
      <article class="card" tabIndex={-1} aria-label={CARD_WORDS.noScore}>
        <h2>{name ?? CARD_WORDS.somebody}</h2>
        <p class="note">{CAUSES[cause]}</p>
      </article>
    </div>
  );
}
