/** The way back in time: any past moment, scored again. */
import { useSignal } from '@preact/signals';
import { moment } from '../words';

interface Props {
  past: { at: number } | null;
  /** In: the moment to score (ms), or null for now. */
  look: (at: number | null) => void;
}

export function AsOf({ past, look }: Props) {
  const chosen = useSignal('');
  const submit = (event: Event) => {
    event.preventDefault();
    const at = Date.parse(chosen.value);
    if (Number.isFinite(at)) look(at);
  };
  return (
    <form class="as-of" onSubmit={submit}>
      <label>
        As of
        <input
          type="datetime-local"
          required
          value={chosen}
          onInput={({ currentTarget }) => {
            chosen.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit">Show</button>
      <span role="status">{past === null ? 'Showing now, cooling as you watch.' : `Showing ${moment(past.at)}.`}</span>
      {past !== null && (
        <button type="button" class="quiet" onClick={() => look(null)}>
          Back to now
        </button>
      )}
    </form>
  );
}
