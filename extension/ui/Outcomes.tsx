/** Three buttons with which a rep says what a lead turned out to be. */
import type { OutcomeKind } from '../../shared/outcome';
import type { DeedState, Said } from '../messages';

const BUTTONS = [
  { outcome: 'good', label: 'Good' },
  { outcome: 'junk', label: 'Junk' },
  { outcome: 'meeting', label: 'Meeting' },
] as const;

const STATES: Record<DeedState, string> = {
  sending: 'Sending …',
  sent: 'Recorded',
  kept: 'Kept, will be sent when the server answers',
  failed: 'Could not be recorded',
};

export interface OutcomesProps {
  said: Said | null;
  onOutcome(outcome: OutcomeKind): void;
}

/** In: what was last said and how far it got. Out: the buttons; a click that a script made is not a rep's word. */
export function Outcomes({ said, onOutcome }: OutcomesProps) {
  return (
    <div class="outcomes">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a frame that three buttons do not need */}
      <div role="group" aria-label="What came of it">
        {BUTTONS.map(({ outcome, label }) => (
          <button
            key={outcome}
            type="button"
            aria-pressed={said?.outcome === outcome}
            onClick={(event) => event.isTrusted && onOutcome(outcome)}
          >
            {label}
          </button>
        ))}
      </div>
      <p class="note" role="status">
        {said === null ? '' : STATES[said.state]}
      </p>
    </div>
  );
}
