/** The small labels of a score. Each says in words what its colour says. */
import type { ScoreAnswer } from '../api';
import { plain, type Tier } from '../words';

type Points = NonNullable<ScoreAnswer['score']>['points'];

export function TierChip({ tier }: { tier: Tier }) {
  if (tier === null) return <span class="chip tier-none">No tier</span>;
  return (
    <span class={`chip tier-${tier}`}>
      <abbr title={`Tier ${tier}`}>T{tier}</abbr>
    </span>
  );
}

export function LevelChip({ level }: { level: Points['level'] }) {
  return <span class={`level level-${level}`}>{plain(level)}</span>;
}

export function Grade({ grade }: { grade: Points['fit']['grade'] }) {
  return <span class="grade">{grade}</span>;
}

export function Stage({ stage }: { stage: string }) {
  return <span class="chip stage">{plain(stage)}</span>;
}
