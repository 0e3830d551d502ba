/** Retention: for how long events are kept. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { api, type Workspace } from '../api';
import { createList } from '../list';
import { Section } from './section';

type Kept = Workspace['retention'];

export function Retention() {
  const list = useMemo(() => createList(async () => [(await api.workspace()).retention]), []);
  const kept = list.items.value?.[0];
  return (
    <Section id="retention" title="Retention" list={list}>
      {kept && (
        <Form
          key={JSON.stringify(kept)}
          kept={kept}
          save={(wanted) => list.change(() => api.putRetention(wanted), 'It holds from now on.')}
        />
      )}
    </Section>
  );
}

function Form({ kept, save }: { kept: Kept; save: (wanted: Kept) => Promise<unknown> }) {
  const days = useSignal(kept.anonymousDays);
  const months = useSignal(kept.touchMonths);
  const submit = (event: Event) => {
    event.preventDefault();
    void save({ anonymousDays: days.value, touchMonths: months.value });
  };
  return (
    <form onSubmit={submit}>
      <label>
        Days for visitors without a name
        <input
          type="number"
          required
          min={1}
          max={3650}
          value={days}
          onInput={({ currentTarget }) => {
            days.value = currentTarget.valueAsNumber;
          }}
        />
      </label>
      <label>
        Months for everybody else
        <input
          type="number"
          required
          min={1}
          max={1200}
          value={months}
          onInput={({ currentTarget }) => {
            months.value = currentTarget.valueAsNumber;
          }}
        />
      </label>
      <p class="muted">
        Scores keep what was folded into them. What is deleted is gone for other models, earlier moments and merges.
      </p>
      <button type="submit">Save</button>
    </form>
  );
}
