/** Who is the same person as this lead: merged by whom and when, parted again by a press, and how to say so of another one. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { api, type LeadAnswer, type Merge } from '../api';
import { createList } from '../list';
import { leadLink } from '../route';
import { moment } from '../words';
import { Confirm } from './confirm';
import { Section } from './section';

interface Props {
  record: LeadAnswer;
  /** The lead is another one than before. */
  changed: () => unknown;
}

export function Merges({ record, changed }: Props) {
  const { id } = record.lead;
  const list = useMemo(() => createList(async () => (await api.merges(id)).merges), [id]);
  const change = async (work: () => Promise<unknown>, done: string) => {
    const isDone = (await list.change(work, done)) !== null;
    if (isDone) await changed();
    return isDone;
  };
  const addressOf = (merge: Merge) =>
    record.record.knownAs.find(({ source, at }) => source === 'merge' && at === merge.at)?.name.replace('email:', '') ??
    merge.other;
  return (
    <Section id="merges" title="The same person" list={list}>
      {list.items.value?.length === 0 && <p>No other record was merged with this one.</p>}
      <ul class="cards">
        {list.items.value?.map((merge) => (
          <li key={merge.id}>
            <Card
              merge={merge}
              name={addressOf(merge)}
              undo={() => change(() => api.undoMerge(id, merge.id), 'They are two again, each with its own history.')}
            />
          </li>
        ))}
      </ul>
      <Join join={(email) => change(() => api.merge(id, email), `${email} is the same person now.`)} />
    </Section>
  );
}

function Card({ merge, name, undo }: { merge: Merge; name: string; undo: () => unknown }) {
  const { other, by, at, undoneAt, undoneBy } = merge;
  return (
    <>
      <h3>{undoneAt === null ? name : <a href={leadLink(other)}>{name}</a>}</h3>
      <p class="muted">
        Merged {moment(at)} by {by}.{undoneAt === null ? '' : ` Undone ${moment(undoneAt)} by ${undoneBy}.`}
      </p>
      {undoneAt === null && (
        <div class="actions">
          <Confirm
            verb="Undo"
            name={`the merge with ${name}`}
            effect="Each has its own history again, with what happened meanwhile."
            act={undo}
          />
        </div>
      )}
    </>
  );
}

function Join({ join }: { join: (email: string) => Promise<boolean> }) {
  const email = useSignal('');
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await join(email.value.trim())) email.value = '';
  };
  return (
    <details>
      <summary>Merge another address</summary>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          Address of the same person
          <input
            type="email"
            required
            maxLength={254}
            value={email}
            onInput={({ currentTarget }) => {
              email.value = currentTarget.value;
            }}
          />
        </label>
        <p class="muted">Nothing is moved: either keeps what was addressed to it, so this can be undone.</p>
        <button type="submit" class="primary">
          Merge
        </button>
      </form>
    </details>
  );
}
