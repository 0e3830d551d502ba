/** The queue as a table. On a narrow screen a row becomes three lines, and the columns that can wait are left out. */
import { now } from '../clock';
import type { Row } from '../queue';
import { leadLink } from '../route';
import { decimal } from '../words';
import { Called } from './called';
import { Grade, LevelChip, Stage, TierChip } from './chips';
import { NextChange } from './next-change';

const FRESH = 60_000;

export function QueueTable({ rows }: { rows: Row[] }) {
  return (
    <table class="queue leads">
      <caption class="unseen">Leads, the most urgent first</caption>
      <thead>
        <tr>
          <th scope="col">Lead</th>
          <th scope="col" class="wide">
            Account
          </th>
          <th scope="col" class="amount">
            Balance
          </th>
          <th scope="col" class="amount">
            Points
          </th>
          <th scope="col" class="wide">
            Fit
          </th>
          <th scope="col" class="wide">
            Why
          </th>
          <th scope="col" class="wide">
            Next change
          </th>
          <th scope="col" class="wide">
            Stage
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <QueueRow key={row.lead.id} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function QueueRow({ row: { lead, answer, next, changedAt } }: { row: Row }) {
  const { score } = answer;
  if (score === undefined) return null;
  const { balance, points, summary } = score;
  const isFresh = changedAt !== null && now.value - changedAt < FRESH;
  return (
    <tr>
      <th scope="row">
        <LeadName lead={lead} />
        {isFresh && <span class="fresh">just now</span>}
      </th>
      <td class="wide">{lead.account ?? <span class="muted">none</span>}</td>
      <td class="pair">
        <TierChip tier={balance.tier} /> <span class="figure">{decimal(balance.value)}</span>
      </td>
      <td class="pair">
        <span class="figure">{decimal(points.value)}</span> <LevelChip level={points.level} />
      </td>
      <td class="wide">
        <Grade grade={points.fit.grade} />
      </td>
      <td class="summary">{summary}</td>
      <td class="when">
        <NextChange next={next} now={now.value} />
      </td>
      <td class="wide">
        <Stage stage={lead.stage} />
      </td>
    </tr>
  );
}

/** The link that opens a lead, with the address below the name when both are known. */
export function LeadName({ lead }: { lead: Row['lead'] }) {
  return (
    <>
      <a class="open" href={leadLink(lead.id)}>
        <Called lead={lead} />
      </a>
      {lead.name !== null && lead.email !== null && <span class="email">{lead.email}</span>}
    </>
  );
}
