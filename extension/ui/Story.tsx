/** How a lead came here: its points day by day, its last touches, its company, what was said of it before. */
import { SIGNALS } from '../../shared/signal';
import { SPANS, STORY } from '../english/surfaces';
import type { Story } from '../sync/story';
import { ago, figure, signed } from './words';

const WIDTH = 120;
const HEIGHT = 24;

/** In: a story. Out: its points as a line, and in words what a line cannot say to everybody. */
export function Trend({ trend, history }: Pick<Story, 'trend' | 'history'>) {
  const known = history.filter((value) => value !== null);
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) return null;
  const most = Math.max(...known, 1);
  const least = Math.min(...known, 0);
  const step = WIDTH / (history.length - 1);
  const y = (value: number) => HEIGHT - 2 - ((value - least) / (most - least)) * (HEIGHT - 4);
  const points = history.flatMap((value, day) =>
    value === null ? [] : `${(day * step).toFixed(1)},${y(value).toFixed(1)}`,
  );
  const words = STORY.trend(history.length, figure(Math.round(first)), figure(Math.round(last)));
  return (
    <p class="trend">
      <svg role="img" aria-label={words} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} focusable="false">
        <line x2={WIDTH} y1={HEIGHT - 2} y2={HEIGHT - 2} />
        <polyline points={points.join(' ')} />
      </svg>
      <span class="note">
        {trend === null ? SPANS.days(history.length) : STORY.week(signed(Math.round(trend.points)))}
      </span>
    </p>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** In: a touch. Out: its signal's words, else its type's, and the page it happened on. */
function touchWords({ type, title }: Story['touches'][number]): string {
  const label = Object.entries(SIGNALS).find(([name]) => name === type)?.[1].label;
  return [label ?? capital(type.replaceAll('_', ' ')), title].filter(Boolean).join(': ');
}

/** In: a story, now (ms). Out: the last touches, what was said before, the company. Nothing of what there is none of. */
export function Before({ story, now }: { story: Story; now: number }) {
  const { touches, outcomes, company } = story;
  return (
    <div class="before">
      {company !== null && company.people > 1 && (
        <p>
          {STORY.company(company.engaged, company.people, figure(company.value))}
          {company.others.length > 0 && STORY.others(company.others.join(', '))}
        </p>
      )}
      <Lines
        title={STORY.touches}
        lines={touches.map((touch) => [touch.id, touchWords(touch), touch.occurredAt])}
        now={now}
      />
      <Lines
        title={STORY.outcomes}
        lines={outcomes.map(({ outcome, at, note }) => [
          at + outcome,
          [capital(outcome), note].filter(Boolean).join(': '),
          at,
        ])}
        now={now}
      />
    </div>
  );
}

type Line = [id: string, words: string, at: string];

function Lines({ title, lines, now }: { title: string; lines: Line[]; now: number }) {
  if (lines.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {lines.map(([id, words, at]) => (
          <li key={id}>
            <span>{words}</span>{' '}
            <time class="note" dateTime={at}>
              {ago(at, now)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
