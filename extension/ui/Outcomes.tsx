/** What a rep says a lead turned out to be: by one click, with a note if there is one, taken back while that is possible. */
import { Component, createRef } from 'preact';
import type { OutcomeKind } from '../../shared/outcome';
import { OUTCOMES, STATES } from '../english/surfaces';
import type { DeedState, Said } from '../messages';

const BUTTONS = ['good', 'junk', 'meeting', 'won', 'lost'] as const;
const CAN_UNDO: DeedState[] = ['waiting', 'kept'];

export interface OutcomesProps {
  /** Whom it is about: a note for one is none for the next. */
  lead: string;
  said: Said | null;
  onOutcome(outcome: OutcomeKind, note: string): void;
  onTakeBack(said: Said): void;
}

/** In: what was last said and how far it got. Out: the buttons; a click that a script made is not a rep's word. */
export class Outcomes extends Component<OutcomesProps> {
  note = createRef<HTMLInputElement>();

  say = (event: Event, outcome: OutcomeKind) => {
    const field = this.note.current;
    if (!event.isTrusted || field === null) return;
    this.props.onOutcome(outcome, field.value.trim());
    field.value = '';
  };

  override render({ lead, said, onTakeBack }: OutcomesProps) {
    const isSaid = said !== null && said.state !== 'undone' && said.state !== 'failed';
    return (
      <div class="outcomes">
        <label key={lead}>
          <span class="note">{OUTCOMES.note}</span>
          <input type="text" maxLength={2000} ref={this.note} />
        </label>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a frame that five buttons do not need */}
        <div role="group" aria-label={OUTCOMES.group}>
          {BUTTONS.map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-pressed={isSaid && said.outcome === outcome}
              onClick={(event) => this.say(event, outcome)}
            >
              {OUTCOMES[outcome]}
            </button>
          ))}
        </div>
        <p class="note" role="status">
          {said === null ? '' : STATES[said.state]}
        </p>
        {said !== null && CAN_UNDO.includes(said.state) && (
          <button type="button" onClick={(event) => event.isTrusted && onTakeBack(said)}>
            {OUTCOMES.undo}
          </button>
        )}
      </div>
    );
  }
}
