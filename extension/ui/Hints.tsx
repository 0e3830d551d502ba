/** Hints above a mail that is being written: one line for each recipient who has a score; what is pressed opens the card. */
import { HINTS } from '../english/surfaces';
import { Chip } from './Chip';
import { nameOf, type Reading } from './reading';

/** The hints of one window to write in. */
export interface HintsView {
  /** They go below this element. */
  anchor: Element;
  people: Reading[];
  onOpen(lead: string): void;
}

export function Hints({ people, onOpen }: HintsView) {
  return (
    <ul class="steelyard hints" aria-label={HINTS.label}>
      {people.map((reading) => (
        <li key={reading.lead.id}>
          {/* Tab leads on from the subject into the message; the keys that open the card reach it from there. */}
          <button
            type="button"
            tabIndex={-1}
            // The caret stays where the rep writes.
            onMouseDown={(event) => event.preventDefault()}
            onClick={(event) => event.isTrusted && onOpen(reading.lead.id)}
          >
            <Chip score={reading.score} /> <b>{nameOf(reading)}</b> <span>{reading.score.summary}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
