/** The spam verdict of a lead and what it rests on. */
import type { ScoreAnswer } from '../api';
import { counted, moment } from '../words';

type Spam = NonNullable<ScoreAnswer['spam']>;

const VERDICTS = {
  clean: 'Clean: not enough speaks against this lead to doubt it.',
  suspicious: 'Suspicious: it keeps its score, less the points for that.',
  spam: 'Spam: kept, but out of the queue.',
};

export function Evidence({ spam }: { spam: Spam }) {
  return (
    <>
      <p>
        <span class={`chip verdict-${spam.verdict}`}>{spam.verdict}</span> {VERDICTS[spam.verdict]}
      </p>
      <EvidenceList spam={spam} />
      {spam.voided > 0 && <p class="muted">{counted(spam.voided, 'touch', 'touches')} of a bot count for nothing.</p>}
      {spam.removedPoints > 0 && (
        <p class="muted">{counted(spam.removedPoints, 'point')} of bots and mail scanners were taken out.</p>
      )}
    </>
  );
}

export function EvidenceList({ spam }: { spam: Spam }) {
  if (spam.evidence.length === 0) return null;
  return (
    <ul class="plain">
      {spam.evidence.map(({ kind, label, weight, count, lastAt }) => (
        <li key={kind}>
          {label}{' '}
          <span class="muted">
            weight {weight}, {counted(count, 'time')}, last <time dateTime={lastAt}>{moment(lastAt)}</time>
          </span>
        </li>
      ))}
    </ul>
  );
}
