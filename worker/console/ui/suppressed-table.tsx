/** What the queue leaves out as spam, with the evidence: nothing disappears without a reason that can be read. */
import type { Row } from '../queue';
import { EvidenceList } from './evidence';
import { LeadName } from './queue-table';

export function SuppressedTable({ rows }: { rows: Row[] }) {
  return (
    <table class="queue">
      <caption class="unseen">Leads suppressed as spam</caption>
      <thead>
        <tr>
          <th scope="col">Lead</th>
          <th scope="col">Evidence</th>
          <th scope="col" class="wide">
            Touches that do not count
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ lead, answer: { spam } }) => (
          <tr key={lead.id}>
            <th scope="row">
              <LeadName lead={lead} />
            </th>
            <td>{spam && <EvidenceList spam={spam} />}</td>
            <td class="wide">{spam?.voided ?? 0}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
