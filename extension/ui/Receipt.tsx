/** The receipt: what made the score, the strongest lines first, every line on demand. */
import type { Score } from '../../shared/score';
import { AXES, RECEIPT } from '../english/surfaces';
import { ago, figure, signed } from './words';

/** Lines shown on each side before the rep asks for all. */
const SHOWN = 5;
type Line = Score['reasons'][number];

/** In: a score and now (ms). Out: per axis its five largest lines up and down, and a table with all of them. */
export function Receipt({ score, now }: { score: Score; now: number }) {
  return (
    <div class="receipt">
      <Axis name={AXES.balance} lines={score.reasons.filter(({ axis }) => axis === 'balance')} now={now} />
      <Axis name={AXES.points} lines={score.reasons.filter(({ axis }) => axis === 'points')} now={now} />
      <AllLines lines={score.reasons} now={now} />
    </div>
  );
}

function Axis({ name, lines, now }: { name: string; lines: Line[]; now: number }) {
  const ups = lines.filter(({ points }) => points >= 0).sort((a, b) => b.points - a.points);
  const downs = lines.filter(({ points }) => points < 0).sort((a, b) => a.points - b.points);
  const lost = lines.reduce((sum, { lostToDecay }) => sum + lostToDecay, 0);
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>
        {name}
        {figure(lost) !== '0' && <small>{RECEIPT.lost(figure(lost))}</small>}
      </h3>
      <ul>
        {[...ups.slice(0, SHOWN), ...downs.slice(0, SHOWN)].map((line) => (
          <li key={line.rule + line.source + line.peak}>
            <span class="label">{line.label}</span>
            <span class={line.points < 0 ? 'points down' : 'points'}>{worth(line)}</span>
            <span class="when">{line.lastAt === null || line.touches === 0 ? '' : ago(line.lastAt, now)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function AllLines({ lines, now }: { lines: Line[]; now: number }) {
  return (
    <details>
      <summary>{RECEIPT.all(lines.length)}</summary>
      <table>
        <thead>
          <tr>
            {RECEIPT.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.axis + line.rule + line.source + line.peak}>
              <th scope="row">
                {line.label} <small>{line.axis}</small>
              </th>
              <td>{line.touches || '–'}</td>
              <td>{signed(line.peak)}</td>
              <td>{signed(line.points)}</td>
              <td>{line.lastAt === null ? '–' : ago(line.lastAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** `+15 → +9` when decay took something that one can see, else `+15`. */
function worth({ points, peak }: Line): string {
  return figure(peak) === figure(points) ? signed(points) : `${signed(peak)} → ${signed(points)}`;
}
