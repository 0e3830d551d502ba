/** What is known of a lead and its company: each attribute with the source that counts, those that lost, and what is in doubt. */
import { type Attributes, type AttributeValue, inOrder } from '../../../shared/lead';
import type { Note } from '../../../shared/score';
import type { LeadAnswer } from '../api';
import { capital, counted, moment, plain } from '../words';

/** `ranking`: the sources by trust, as the model has them. */
export function Known({ record, notes, ranking }: { record: LeadAnswer; notes: Note[]; ranking: string[] }) {
  const { record: known, snapshot } = record;
  return (
    <>
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map(({ kind, message }) => (
            <li key={`${kind} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      <Facts of="Person" attributes={snapshot.lead.attributes} ranking={ranking} />
      {snapshot.account && <Facts of="Company" attributes={snapshot.account.attributes} ranking={ranking} />}
      <p class="muted">
        {known.visitors === 0 ? 'Never seen in a browser.' : `Seen in ${counted(known.visitors, 'browser')}.`}
      </p>
    </>
  );
}

function Facts({ of, attributes, ranking }: { of: string; attributes: Attributes; ranking: string[] }) {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  return (
    <table class="facts">
      <caption>{of}</caption>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{capital(plain(name))}</th>
            <td>
              {inOrder(attributes[name] ?? [], ranking).map(({ value, source, observedAt }, i) => (
                <div key={source} class={i === 0 ? undefined : 'lost'}>
                  {words(value)}
                  <span class="detail">
                    {source}, {moment(observedAt)}
                  </span>
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const words = (value: AttributeValue): string => (Array.isArray(value) ? value.join(', ') : String(value));
