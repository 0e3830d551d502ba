/** The badge among other elements of ours, in a card, the popup or the side panel. */
import { badgeLabel, badgeText, chipOf } from './badge';
import type { Standing } from './reading';

export function Chip({ score }: { score: Standing }) {
  return (
    <span role="img" aria-label={badgeLabel(score)} title={score.summary} style={chipOf(score)}>
      {badgeText(score)}
    </span>
  );
}
