/** A person's word on whether a lead is one: said by one press, taken back by another. */
import type { ScoreAnswer } from '../api';
import { moment } from '../words';

interface Props {
  spam: NonNullable<ScoreAnswer['spam']>;
  /** When somebody said that this is a person (ms; 0: nobody has). */
  cleared: number;
  judge: (verdict: 'clean' | 'spam' | null) => void;
}

export function Judge({ spam, cleared, judge }: Props) {
  const isSaidSpam = spam.evidence.some(({ kind }) => kind === 'said_so');
  return (
    <>
      <p role="status" class="muted">
        {cleared > 0 && `Somebody has said that this is a person, ${moment(cleared)}; what came before counts.`}
      </p>
      <div class="actions judge">
        {cleared === 0 && (
          <button type="button" onClick={() => judge('clean')}>
            This is a person
          </button>
        )}
        {!isSaidSpam && (
          <button type="button" onClick={() => judge('spam')}>
            This is spam
          </button>
        )}
        {(isSaidSpam || cleared > 0) && (
          <button type="button" onClick={() => judge(null)}>
            Let the evidence speak
          </button>
        )}
      </div>
    </>
  );
}
