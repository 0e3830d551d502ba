/** What is known of a lead and its company: each attribute with the source that counts. */
import { type Attributes, best } from '../../../shared/lead';
import type { LeadAnswer } from '../api';
import { capital, counted, moment, plain } from '../words';

export function Known({ record: { record, snapshot } }: { record: LeadAnswer }) {
  return (
    <>
      <Facts of="Person" attributes={snapshot.lead.attributes} />
      {snapshot.account && <Facts of="Company" attributes={snapshot.account.attributes} />}
      <p class="muted">Seen in {counted(record.visitors, 'browser')}.</p>
    </>
  );
}

function Facts({ of, attributes }: { of: string; attributes: Attributes }) {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  return (
    <table class="facts">
      <caption>{of}</caption>
      <tbody>
        {names.map((name) => {
          const seen = best(attributes, name);
          if (seen === undefined) return null;
          return (
            <tr key={name}>
              <th scope="row">{capital(plain(name))}</th>
              <td>
                {Array.isArray(seen.value) ? seen.value.join(', ') : String(seen.value)}
                <span class="detail">
                  {seen.source}, {moment(seen.observedAt)}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
