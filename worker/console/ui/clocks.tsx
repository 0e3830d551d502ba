/** The two clocks side by side: urgency that runs out in hours, interest and fit that last for weeks. */
import type { Model } from '../../../shared/model';
import type { ScoreAnswer } from '../api';
import type { Next } from '../cooling';
import { decimal } from '../words';
import { Beam } from './beam';
import { Grade, LevelChip, TierChip } from './chips';
import { NextChange } from './next-change';

type Score = NonNullable<ScoreAnswer['score']>;
interface Props {
  score: Score;
  model: Model | undefined;
  next: Next | null;
  /** ms */
  now: number;
  /** The change over seven days; null where it is not known. */
  trend: { points: number; balance: number } | null;
}

export function Clocks({ score, model, next, now, trend }: Props) {
  const { balance, points } = score;
  return (
    <>
      <div class="clocks">
        <section aria-labelledby="balance">
          <h2 id="balance">
            Balance <span class="muted">the clock of hours: who to call now</span>
          </h2>
          <p class="reading">
            <span class="value">{decimal(balance.value)}</span> <TierChip tier={balance.tier} />
            {next?.axis === 'balance' && <NextChange next={next} now={now} />}
          </p>
          {trend && <Moved by={trend.balance} />}
          {model && <Beam name="Balance" value={balance.value} notches={tierNotches(model)} />}
        </section>
        <section aria-labelledby="points">
          <h2 id="points">
            Points <span class="muted">the clock of weeks: who is worth the time</span>
          </h2>
          <p class="reading">
            <span class="value">{decimal(points.value)}</span> <LevelChip level={points.level} />
            <span>
              fit <Grade grade={points.fit.grade} /> <span class="muted">({decimal(points.fit.points)} points)</span>
            </span>
            {next !== null && next.axis !== 'balance' && <NextChange next={next} now={now} />}
          </p>
          {trend && <Moved by={trend.points} />}
          {model && <Beam name="Points" value={points.value} notches={levelNotches(model)} />}
        </section>
      </div>
      <p class="muted">
        Priority {score.priority} of 16. {origin(score, model)}
      </p>
    </>
  );
}

function Moved({ by }: { by: number }) {
  const word = by > 0 ? 'up' : by < 0 ? 'down' : 'unchanged';
  const amount = by === 0 ? '' : ` ${decimal(Math.abs(by))}`;
  return (
    <p class="muted">
      {word}
      {amount} in 7 days
    </p>
  );
}

const PRESETS = ['default', 'basic', 'simple'];

/** No standard says what a hot lead is: whose numbers these are is part of the score. */
function origin(score: Score, model: Model | undefined): string {
  if (model === undefined) return `Scored by model version ${score.modelVersion}.`;
  const whose = PRESETS.includes(model.name) ? 'this project’s defaults' : 'your workspace’s own';
  return `Cut-offs and weights are ${whose} (model “${model.name}”, version ${score.modelVersion}).`;
}

const tierNotches = ({ balance }: Model) => [
  { at: balance.tier2, label: `T2 ${balance.tier2}` },
  { at: balance.tier1, label: `T1 ${balance.tier1}` },
];

const levelNotches = ({ levels }: Model) => [
  { at: levels.warm, label: `warm ${levels.warm}` },
  { at: levels.hot, label: `hot ${levels.hot}` },
  { at: levels.superHot, label: `super ${levels.superHot}` },
];
