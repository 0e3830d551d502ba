/** Secret keys: made with scopes, rotated, revoked; a secret is shown once. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { SCOPES, type Scope } from '../../../shared/wire';
import { api, type Key } from '../api';
import { createList } from '../list';
import { moment } from '../words';
import { Confirm } from './confirm';
import { Section } from './section';
import { TextField } from './text-field';
import { ToldOnce } from './told-once';

export function Keys() {
  const list = useMemo(() => createList(async () => (await api.keys()).keys), []);
  const told = useSignal<{ name: string; secret: string } | null>(null);
  const tell = (key: { name: string; secret: string } | null) => {
    if (key !== null) told.value = key;
  };
  const add = async (name: string, scopes: Scope[]) => {
    const key = await list.change(() => api.addKey({ name, scopes }), `${name} is made.`);
    tell(key);
    return key !== null;
  };
  return (
    <Section id="keys" title="Secret keys" list={list}>
      {told.value !== null && (
        <ToldOnce
          name={`Secret of ${told.value.name}`}
          secret={told.value.secret}
          hint="It is shown this once; of what is stored, nobody can tell it."
          done={() => {
            told.value = null;
          }}
        />
      )}
      <table>
        <caption class="unseen">Secret keys</caption>
        <thead>
          <tr>
            {['Name', 'May', 'Last used', 'Made', ''].map((title) => (
              <th key={title} scope="col">
                {title === '' ? <span class="unseen">Actions</span> : title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.value?.map((key) => (
            <Row
              key={key.id}
              of={key}
              rotate={async () => tell(await list.change(() => api.rotateKey(key.id), `${key.name} has a new secret.`))}
              revoke={() => list.change(() => api.revokeKey(key.id), `${key.name} is revoked.`)}
            />
          ))}
        </tbody>
      </table>
      <NewKey add={add} />
    </Section>
  );
}

function Row({ of: key, rotate, revoke }: { of: Key; rotate: () => unknown; revoke: () => unknown }) {
  const old = key.secrets.find(({ expiresAt }) => expiresAt !== null);
  return (
    <tr>
      <th scope="row">
        {key.name}
        <span class="detail">{key.id}</span>
        {old?.expiresAt != null && <span class="detail">The old secret is good until {moment(old.expiresAt)}.</span>}
      </th>
      <td data-label="May">{key.scopes.join(', ')}</td>
      <td data-label="Last used">{key.lastUsedAt === null ? 'never' : moment(key.lastUsedAt)}</td>
      <td data-label="Made">
        {moment(key.createdAt)}
        <span class="detail">by {key.createdBy}</span>
      </td>
      <td>
        {key.id === FIRST ? (
          <span class="detail">The installation’s own.</span>
        ) : (
          <div class="actions">
            <Confirm verb="Rotate" name={key.name} effect="The old secret is good for a week more." act={rotate} />
            <Confirm verb="Revoke" name={key.name} effect="It ends now, with all its sessions." act={revoke} />
          </div>
        )}
      </td>
    </tr>
  );
}

/** The key that the installation is started with is changed there and not here. */
const FIRST = 'key_admin';

function NewKey({ add }: { add: (name: string, scopes: Scope[]) => Promise<boolean> }) {
  const name = useSignal('');
  const scopes = useSignal<Scope[]>([]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!(await add(name.value, scopes.value))) return;
    name.value = '';
    scopes.value = [];
  };
  return (
    <details>
      <summary>Make a key</summary>
      <form onSubmit={(event) => void submit(event)}>
        <TextField label="Name" value={name} maxLength={100} required />
        <fieldset>
          <legend>What it may do</legend>
          {SCOPES.map((scope) => (
            <label key={scope} class="check">
              <input
                type="checkbox"
                checked={scopes.value.includes(scope)}
                onChange={({ currentTarget }) => {
                  const others = scopes.value.filter((one) => one !== scope);
                  scopes.value = currentTarget.checked ? [...others, scope] : others;
                }}
              />
              <span>
                <code>{scope}</code> {MEANINGS[scope]}
              </span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="primary" disabled={scopes.value.length === 0}>
          Make the key
        </button>
      </form>
    </details>
  );
}

const MEANINGS: Record<Scope, string> = {
  admin: 'everything, these settings too',
  'facts:write': 'send touches',
  'leads:write': 'say what is known of people and companies',
  'outcomes:write': 'say what happened to a lead, and who is who',
  'scores:read': 'read scores, leads, timelines and models',
  'models:write': 'put and publish models',
};
