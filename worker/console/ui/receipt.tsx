/** The receipt: every line of one axis, what decay took from it, what caps cut, and the total that they add up to. */
import type { ScoreAnswer } from '../api';
import { ago, decimal, settled } from '../words';

type Reason = NonNullable<ScoreAnswer['score']>['reasons'][number];

interface Props {
  axis: Reason['axis'];
  title: string;
  reasons: Reason[];
  /** Rule → its rationale. Balance has none: its lines are signals, not rules. */
  why?: Map<string, string>;
  /** ms */
  now: number;
}

export function Receipt({ axis, title, reasons, why, now }: Props) {
  const lines = inOrder(reasons.filter((reason) => reason.axis === axis));
  const points = settled(lines.map((line) => line.points));
  const peaks = settled(lines.map((line) => line.peak));
  const total = (values: number[]) => Math.round(values.reduce((sum, value) => sum + value, 0) * 10) / 10;
  return (
    <div class="sheet">
      <table class="receipt">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col" class="number">
              Peak
            </th>
            <th scope="col" class="number">
              Lost to decay
            </th>
            <th scope="col" class="number">
              Now
            </th>
            <th scope="col" class="number minor">
              Touches
            </th>
            <th scope="col" class="minor">
              Last
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <Line
              key={`${line.rule} ${line.label} ${line.source}`}
              line={line}
              peak={peaks[i] ?? 0}
              points={points[i] ?? 0}
              why={why?.get(line.rule)}
              now={now}
            />
          ))}
          {lines.length === 0 && (
            <tr>
              <td colSpan={6} class="muted">
                Nothing counts at this moment.
              </td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Total</th>
            <td class="number">{decimal(total(peaks))}</td>
            <td class="number">{lost(total(peaks) - total(points))}</td>
            <td class="number">
              <strong>{decimal(total(points))}</strong>
            </td>
            <td class="minor" />
            <td class="minor" />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface LineProps {
  line: Reason;
  peak: number;
  points: number;
  why: string | undefined;
  now: number;
}

function Line({ line, peak, points, why, now }: LineProps) {
  const { label, family, touches, lastAt } = line;
  return (
    <tr class={isCap(line) ? 'cap' : undefined}>
      <th scope="row">
        {label} {!isCap(line) && <span class="family">{family}</span>}
        {why !== undefined && <span class="why">{why}</span>}
      </th>
      <td class="number">{decimal(peak)}</td>
      <td class="number">{lost(peak - points)}</td>
      <td class={points < 0 ? 'number negative' : 'number'}>{decimal(points)}</td>
      <td class="number minor">{touches === 0 ? '–' : touches}</td>
      <td class="minor">{lastAt === null ? '–' : <time dateTime={lastAt}>{ago(Date.parse(lastAt), now)}</time>}</td>
    </tr>
  );
}

const lost = (amount: number): string => (Math.round(amount * 10) === 0 ? '–' : decimal(-amount));

const isCap = ({ rule }: Reason): boolean => rule.startsWith('cap:');

/** The rule that counts most first; its cap right below it. */
function inOrder(reasons: Reason[]): Reason[] {
  const groups = Map.groupBy(reasons, ({ rule }) => rule.replace(/^cap:/, ''));
  const worth = (group: Reason[]) => group.reduce((sum, { points }) => sum + points, 0);
  return [...groups.values()].sort((a, b) => worth(b) - worth(a)).flat();
}
