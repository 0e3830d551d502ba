/** Points: interest and fit in weeks. Σ over rules of clamp(Σ over touches of points × decay) (scoring.md §3). */
import type { Model } from '../model';
import { FAMILIES } from '../signal';
import { type Axis, axisOf, capOf, groupOf } from './axis';
import type { Fit } from './fit';
import type { Verdict } from './spam';
import type { Tally } from './tally';
import { given, type Moments, termsOf } from './terms';

export type Level = 'cold' | 'warm' | 'hot' | 'super_hot';

/** In: points and the model. Out: the level; decimals are compared, not rounded. */
export function levelOf(value: number, { levels }: Model): Level {
  if (value > levels.superHot) return 'super_hot';
  if (value > levels.hot) return 'hot';
  return value > levels.warm ? 'warm' : 'cold';
}

/** In: what touches come to and their exact moments by signal, what attributes come to, the verdict on spam, the model. Out: the axis; its first family is fit. */
export function pointsOf(tally: Tally, moments: Moments, fit: Fit, verdict: Verdict, model: Model): Axis {
  const { rules, caps, spam } = model;
  const families = FAMILIES.map((family) => {
    const groups = rules
      .filter((rule) => rule.family === family)
      .map((rule) => ({ rule, terms: termsOf(rule, tally, moments, fit.given[rule.id]) }))
      .filter(({ terms }) => terms.length > 0)
      .map(({ rule, terms }) => groupOf('points', rule, rule.cap, terms));
    // A suspicious lead keeps its score, less the model's points for that.
    if (family === 'risk' && verdict === 'suspicious') {
      const row = { id: 'spam_suspicious', label: 'Looks like spam', family };
      groups.push(groupOf('points', row, null, [given(spam.suspiciousPoints, null, 'evidence')]));
    }
    const row = { id: `family_${family}`, label: `Family ${family}`, family };
    return { cap: capOf('points', row, caps.families[family]), groups };
  });
  return axisOf(families, capOf('points', { id: 'total', label: 'Total', family: 'risk' }, caps.total));
}
