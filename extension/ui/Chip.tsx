/** The badge among other elements of ours, in a card, the popup or the side panel. */
import type { Score } from '../../shared/score';
import { badgeLabel, badgeText, chipOf } from './badge';

export function Chip({ score }: { score: Score }) {
  return (
    <span role="img" aria-label={badgeLabel(score)} title={score.summary} style={chipOf(score)}>
      {badgeText(score)}
    </span>
  );
}
