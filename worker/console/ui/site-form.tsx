/** The form of a site: a new one, or one that changes. */
import { useSignal } from '@preact/signals';
import type { Site } from '../api';
import { TextField } from './text-field';

export type SiteDraft = Pick<Site, 'name' | 'origins' | 'consent'>;

interface Props {
  site?: SiteDraft;
  button: string;
  /** Out: whether it was taken. */
  save: (draft: SiteDraft) => Promise<boolean>;
}

const EMPTY: SiteDraft = { name: '', origins: [], consent: false };

export function SiteForm({ site = EMPTY, button, save }: Props) {
  const name = useSignal(site.name);
  const origins = useSignal(site.origins.join('\n'));
  const consent = useSignal(site.consent);
  const submit = async (event: Event) => {
    event.preventDefault();
    const lines = origins.value.split('\n').map((line) => line.trim());
    const draft = { name: name.value, origins: lines.filter((line) => line !== ''), consent: consent.value };
    if (!(await save(draft)) || site !== EMPTY) return;
    name.value = '';
    origins.value = '';
    consent.value = false;
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField label="Name" value={name} maxLength={100} required />
      <label>
        Pages that may send, one origin a line; none: every page
        <textarea
          rows={3}
          spellcheck={false}
          placeholder="https://acme.example"
          value={origins}
          onInput={({ currentTarget }) => {
            origins.value = currentTarget.value;
          }}
        />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={consent}
          onChange={({ currentTarget }) => {
            consent.value = currentTarget.checked;
          }}
        />
        <span>Nothing is sent before the visitor agrees</span>
      </label>
      <button type="submit" class="primary">
        {button}
      </button>
    </form>
  );
}
