/** A new webhook: its address, what it is told of, a note on what it is for. */
import { useSignal } from '@preact/signals';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../../shared/wire';
import type { WebhookInput } from '../api';
import { eventWord } from '../words';

const USUAL: WebhookEvent[] = ['tier_changed', 'level_changed', 'outcome_recorded'];

export function WebhookForm({ add }: { add: (input: WebhookInput) => Promise<boolean> }) {
  const url = useSignal('');
  const description = useSignal('');
  const events = useSignal<WebhookEvent[]>(USUAL);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!(await add({ url: url.value, events: events.value, description: description.value }))) return;
    url.value = '';
    description.value = '';
  };
  const choose = (event: WebhookEvent, isChosen: boolean) => {
    events.value = WEBHOOK_EVENTS.filter((one) => (one === event ? isChosen : events.value.includes(one)));
  };
  return (
    <form class="webhook" onSubmit={(event) => void submit(event)}>
      <label>
        Address
        <input
          type="url"
          required
          placeholder="https://"
          value={url.value}
          onInput={({ currentTarget }) => {
            url.value = currentTarget.value;
          }}
        />
      </label>
      <fieldset>
        <legend>Told of</legend>
        {WEBHOOK_EVENTS.map((event) => (
          <label key={event}>
            <input
              type="checkbox"
              checked={events.value.includes(event)}
              onChange={({ currentTarget }) => choose(event, currentTarget.checked)}
            />
            {eventWord(event)}
          </label>
        ))}
      </fieldset>
      <label>
        What it is for (optional)
        <input
          maxLength={200}
          value={description.value}
          onInput={({ currentTarget }) => {
            description.value = currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="primary" disabled={events.value.length === 0}>
        Add
      </button>
    </form>
  );
}
