/** How far an import is: a bar, counts, and where the refused lines are. */
import type { Import } from '../../../shared/wire/transfer';

interface Props {
  now: Import;
  isSending: boolean;
  size: number | undefined;
}

export function ImportProgress({ now, isSending, size = now.options.size ?? now.offset }: Props) {
  const isDone = now.state === 'done';
  return (
    <div class={`notice ${isDone ? 'good' : ''}`}>
      <p>
        <strong>{now.options.name ?? now.id}</strong>{' '}
        {isDone ? 'is imported.' : isSending ? 'comes in…' : 'has stopped.'}
      </p>
      {!isDone && <progress aria-label="Imported so far" max={Math.max(size, 1)} value={now.offset} />}
      <p role="status">{countsOf(now)}</p>
      {now.rejected > 0 && <Refused id={now.id} />}
    </div>
  );
}

/** In: an import. Out: its counts in words. */
export const countsOf = ({ lines, accepted, duplicates, rejected }: Import): string =>
  `${many(lines)} lines: ${many(accepted)} stored, ${many(duplicates)} known before, ${many(rejected)} refused.`;

/** In: an import's id. The list of what was refused in it. */
export const Refused = ({ id }: { id: string }) => (
  <a href={`/v1/imports/${id}/errors`} download>
    Refused lines <span class="unseen">of {id}</span> (CSV)
  </a>
);

const many = (count: number): string => count.toLocaleString('en-GB');
