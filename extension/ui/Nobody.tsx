/** The card of somebody who has no score to show, and why. */
import type { Cause } from '../../shared/score';

const WORDS: Record<Cause, string> = {
  unknown_lead: 'Not in Steelyard yet. A score appears here with their first visit, form or import.',
  no_touches: 'No score yet: nothing has happened so far.',
  opted_out: 'No score: this person has opted out.',
  suppressed_as_spam: 'No score: all that came from this person looks like spam.',
};

export interface NobodyProps {
  /** What the page calls them. */
  name: string | null;
  cause: Cause;
}

export function Nobody({ name, cause }: NobodyProps) {
  return (
    <div class="steelyard">
      <article class="card" aria-label="No score">
        <h2>{name ?? 'This person'}</h2>
        <p class="note">{WORDS[cause]}</p>
      </article>
    </div>
  );
}
