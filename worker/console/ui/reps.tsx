/** Reps: invited by a link, listed, revoked. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { api, type Rep } from '../api';
import { createList } from '../list';
import { moment } from '../words';
import { Confirm } from './confirm';
import { Section } from './section';
import { TextField } from './text-field';
import { ToldOnce } from './told-once';

export function Reps() {
  const list = useMemo(() => createList(async () => (await api.reps()).reps), []);
  const invitation = useSignal<{ name: string; link: string; expiresAt: string } | null>(null);
  const invite = async (name: string, owner: string | null) => {
    const answer = await list.change(() => api.inviteRep({ name, owner }), `${name} is invited.`);
    if (answer !== null) invitation.value = { name, link: answer.link, expiresAt: answer.expiresAt };
    return answer !== null;
  };
  return (
    <Section id="reps" title="Reps" list={list}>
      {invitation.value !== null && (
        <ToldOnce
          name={`Invitation of ${invitation.value.name}`}
          secret={invitation.value.link}
          hint={`Good once, until ${moment(invitation.value.expiresAt)}, in a browser with the extension.`}
          done={() => {
            invitation.value = null;
          }}
        />
      )}
      {list.items.value?.length === 0 && <p>Nobody works with the extension yet.</p>}
      <ul class="cards">
        {list.items.value?.map((rep) => (
          <li key={rep.id}>
            <h3>{rep.name}</h3>
            <p class="muted">{standing(rep)}</p>
            <div class="actions">
              <Confirm
                verb="Revoke"
                name={rep.name}
                effect="The extension is signed out at once; what this rep has said stays."
                act={() => list.change(() => api.revokeRep(rep.id), `${rep.name} is revoked.`)}
              />
            </div>
          </li>
        ))}
      </ul>
      <NewRep invite={invite} />
    </Section>
  );
}

function standing({ owner, invitedBy, createdAt, pairedAt, lastUsedAt }: Rep): string {
  const since = pairedAt === null ? `Invited ${moment(createdAt)}` : `Connected since ${moment(pairedAt)}`;
  const by = invitedBy === '' ? '' : ` by ${invitedBy}`;
  const use = lastUsedAt === null ? '' : ` Last seen ${moment(lastUsedAt)}.`;
  return `${since}${by}.${use}${owner === null ? '' : ` In the CRM: ${owner}.`}`;
}

function NewRep({ invite }: { invite: (name: string, owner: string | null) => Promise<boolean> }) {
  const name = useSignal('');
  const owner = useSignal('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const inCrm = owner.value.trim();
    if (!(await invite(name.value, inCrm === '' ? null : inCrm))) return;
    name.value = '';
    owner.value = '';
  };
  return (
    <details>
      <summary>Invite a rep</summary>
      <form onSubmit={(event) => void submit(event)}>
        <TextField label="Name" value={name} maxLength={100} required />
        <TextField
          label="What the CRM calls this person as the owner of a lead (optional)"
          value={owner}
          maxLength={200}
          placeholder="grace@acme.example"
        />
        <button type="submit" class="primary">
          Make the link
        </button>
      </form>
    </details>
  );
}
