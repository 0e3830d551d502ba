/** What a score says beside its figures: what to do, what the person said, what is in doubt. */
import type { Model } from '../../shared/model';
import type { Score } from '../../shared/score';
import { ADVICE } from '../english/surfaces';

const TIERS = { 1: 'tier1', 2: 'tier2', 3: 'tier3' } as const;

/** In: a score and its model. Out: the playbook's words for its tier and level, and the person's own. */
export function Advice({ score, model }: { score: Score; model: Model }) {
  const { tier } = score.balance;
  const { tiers, levels } = model.playbook;
  const { reason, nextStep } = score.companion;
  const lines = [
    { what: ADVICE.tier, words: tiers[tier === null ? 'none' : TIERS[tier]] },
    { what: ADVICE.level, words: levels[score.points.level] },
    { what: ADVICE.reason, words: reason },
    { what: ADVICE.nextStep, words: nextStep },
  ].filter(({ words }) => words);
  if (lines.length === 0) return null;
  return (
    <dl class="advice">
      {lines.map(({ what, words }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}

/** In: a score. Out: the evidence of spam, and what was left out or rests on something doubtful; nothing when all is well. */
export function Doubts({ score }: { score: Score }) {
  const { evidence, verdict } = score.spam;
  const spam = evidence.map(({ label, count }) => (count > 1 ? ADVICE.times(label, count) : label));
  const lines = [...spam, ...score.notes.map(({ message }) => message)];
  if (lines.length === 0) return null;
  return (
    <section class="doubts">
      <h3>{verdict === 'suspicious' ? ADVICE.spam : ADVICE.doubt}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
