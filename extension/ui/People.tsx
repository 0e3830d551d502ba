/** The card of one of several people, with a switcher when there is a choice. */
import { CARD_WORDS } from '../english/surfaces';
import { Card, type CardProps } from './Card';
import { Chip } from './Chip';
import { nameOf, type Reading } from './reading';

export interface PeopleProps extends CardProps {
  /** Everybody who is known here; `reading` is one of them. */
  choices: Reading[];
  onChoose(lead: string): void;
}

export function People({ choices, onChoose, ...card }: PeopleProps) {
  return (
    <div class="steelyard">
      {choices.length > 1 && (
        <nav aria-label={CARD_WORDS.people}>
          {choices.map((choice) => (
            <button
              key={choice.lead.id}
              type="button"
              aria-pressed={choice.lead.id === card.reading.lead.id}
              onClick={() => onChoose(choice.lead.id)}
            >
              {nameOf(choice)}
              <Chip score={choice.score} />
            </button>
          ))}
        </nav>
      )}
      <Card {...card} />
    </div>
  );
}
