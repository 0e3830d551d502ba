/** What a rep says about a lead, by one press, and what was said before. */
import { useSignal } from '@preact/signals';
import type { OutcomeKind } from '../../../shared/outcome';
import type { LeadAnswer } from '../api';
import { capital, moment } from '../words';

const CHOICES = ['good', 'junk', 'meeting', 'opportunity', 'won', 'lost'] as const satisfies OutcomeKind[];

interface Props {
  outcomes: LeadAnswer['record']['outcomes'];
  recorded: OutcomeKind | null;
  record: (outcome: OutcomeKind, note: string) => void;
}

export function Outcomes({ outcomes, recorded, record }: Props) {
  const note = useSignal('');
  const press = (outcome: OutcomeKind) => {
    record(outcome, note.value.trim());
    note.value = '';
  };
  return (
    <>
      <label class="note">
        Note <span class="muted">(optional)</span>
        <input
          type="text"
          maxLength={2000}
          value={note}
          onInput={({ currentTarget }) => {
            note.value = currentTarget.value;
          }}
        />
      </label>
      <div class="choices">
        {CHOICES.map((outcome) => (
          <button key={outcome} type="button" onClick={() => press(outcome)}>
            {capital(outcome)}
          </button>
        ))}
      </div>
      <p role="status">{recorded !== null && `Recorded: ${recorded}.`}</p>
      {outcomes.length > 0 && (
        <ul class="plain">
          {outcomes
            .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
            .map(({ outcome, at, note, by }) => (
              <li key={`${outcome} ${at}`}>
                <strong>{capital(outcome)}</strong> {note}{' '}
                <span class="muted">
                  {by}, {moment(Date.parse(at))}
                </span>
              </li>
            ))}
        </ul>
      )}
    </>
  );
}
