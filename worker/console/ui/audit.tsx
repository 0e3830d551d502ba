/** The audit log, newest first: who did what, when, and from which key. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { type AuditEntry, api } from '../api';
import { createList } from '../list';
import { moment, plain } from '../words';
import { Section } from './section';

export function Audit() {
  const cursor = useSignal<string | null>(null);
  const list = useMemo(() => {
    const page = async (query: Record<string, string>) => {
      const answer = await api.audit({ limit: '20', ...query });
      cursor.value = answer.cursor;
      return answer.entries;
    };
    const known = createList(() => page({}));
    return { ...known, more: () => known.extend(() => page({ cursor: cursor.value ?? '' })) };
  }, []);
  return (
    <Section id="audit" title="Audit log" list={list}>
      <table>
        <caption class="unseen">What was done, newest first</caption>
        <thead>
          <tr>
            {['When', 'Who', 'What', 'To what'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.items.value?.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
      <div class="actions">
        <button type="button" onClick={() => void list.reload()}>
          Look again
        </button>
        {cursor.value !== null && (
          <button type="button" onClick={() => void list.more()}>
            Older ones
          </button>
        )}
      </div>
    </Section>
  );
}

function Row({ entry: { at, actor, action, target, detail } }: { entry: AuditEntry }) {
  return (
    <tr>
      <td class="when">{moment(at)}</td>
      <td>
        {actor.name}
        <span class="detail">{actor.kind === 'session' ? `${actor.id}, in the console` : actor.id}</span>
      </td>
      <td>{plain(action)}</td>
      <td>
        {target}
        {Object.entries(detail).map(([name, value]) => (
          <span key={name} class="detail">
            {name}: {said(value)}
          </span>
        ))}
      </td>
    </tr>
  );
}

function said(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return value === null ? 'none' : String(value);
}
