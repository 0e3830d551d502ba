/** A person's word on whether a lead is one: said by one press, taken back by another. */
import type { LeadAnswer } from '../api';
import { moment } from '../words';

type Judged = LeadAnswer['snapshot']['tally']['judged'];

interface Props {
  judged: Judged;
  judge: (verdict: 'clean' | 'spam' | null) => void;
}

const WORDS = { clean: 'this is a person', spam: 'this is spam' };

export function Judge({ judged, judge }: Props) {
  return (
    <>
      <p role="status" class="muted">
        {judged !== null &&
          `Somebody has said that ${WORDS[judged.verdict]}, ${moment(judged.at)}; it counts for what came before.`}
      </p>
      <div class="actions">
        {judged?.verdict !== 'clean' && (
          <button type="button" onClick={() => judge('clean')}>
            This is a person
          </button>
        )}
        {judged?.verdict !== 'spam' && (
          <button type="button" onClick={() => judge('spam')}>
            This is spam
          </button>
        )}
        {judged !== null && (
          <button type="button" onClick={() => judge(null)}>
            Let the evidence speak
          </button>
        )}
      </div>
    </>
  );
}
