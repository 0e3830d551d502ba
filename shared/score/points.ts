/** Points: interest and fit in weeks. Σ over rules of clamp(Σ over touches of points × decay) (scoring.md §3). */
import type { Model } from '../model';
import { FAMILIES, type Family } from '../signal';
import type { Fit } from './fit';
import { capReason, capRow, exact, iso, type Reason, type Row, reason, sumOf } from './reason';
import type { Tally } from './tally';
import { type Moments, type Term, termsOf } from './terms';

export type Level = 'cold' | 'warm' | 'hot' | 'super_hot';

export interface Points {
  /** The receipt's sum without the receipt; two moments (ms) give a bound, as in `Term`. */
  at(falling: number, rising: number): number;
  reasons(now: number): Reason[];
}

/** In: points and the model. Out: the level; decimals are compared, not rounded. */
export function levelOf(value: number, { levels }: Model): Level {
  if (value > levels.superHot) return 'super_hot';
  if (value > levels.hot) return 'hot';
  return value > levels.warm ? 'warm' : 'cold';
}

/** A rule with its terms and its own cap. */
interface Group {
  row: Row;
  capRow: Row;
  cap: number | null;
  terms: (Term & { seenAt: string | null })[];
}

/** In: what touches come to and their exact moments by signal, what attributes come to, the model. Out: the axis. */
export function pointsOf(tally: Tally, moments: Moments, fit: Fit, model: Model): Points {
  const groups: Group[] = [];
  for (const rule of model.rules) {
    const terms = termsOf(rule, tally, moments, fit.given[rule.id]);
    if (terms.length === 0) continue;
    groups.push({
      row: rule,
      capRow: capRow(rule),
      cap: rule.cap,
      terms: terms.map((term) => ({ ...term, seenAt: term.lastAt === null ? null : iso(term.lastAt) })),
    });
  }
  return {
    reasons: (now) => {
      const lines: Reason[] = [];
      for (const group of groups) addReasons(lines, group, now);
      return withCaps(lines, model);
    },
    at: (falling, rising) => valueAt(groups, model, falling, rising),
  };
}

function addReasons(lines: Reason[], { row, capRow, cap, terms }: Group, now: number): void {
  let sum = 0;
  for (const term of terms) {
    const points = exact(term.at(now, now));
    const peak = exact(term.peak(now));
    if (points === 0 && peak === 0) continue;
    lines.push(reason('points', row, points, peak, term.touches(now), term.seenAt, term.source));
    sum += points;
  }
  const cut = cutBy(cap, exact(sum));
  if (cut !== 0) lines.push(capReason('points', capRow, exact(cut)));
}

/** The bounds of families and of everything, each that bites as a line of its own. */
function withCaps(lines: Reason[], { caps }: Model): Reason[] {
  for (const family of FAMILIES) {
    const cap = caps.families[family] ?? null;
    const cut = cap === null ? 0 : cutBy(cap, sumOf(lines.filter((line) => line.family === family)));
    if (cut !== 0)
      lines.push(
        capReason('points', capRow({ id: `family_${family}`, label: `Family ${family}`, family }), exact(cut)),
      );
  }
  const cut = caps.total === null ? 0 : cutBy(caps.total, sumOf(lines));
  if (cut !== 0) lines.push(capReason('points', capRow({ id: 'total', label: 'Total', family: 'risk' }), exact(cut)));
  return lines;
}

function valueAt(groups: Group[], { caps }: Model, falling: number, rising: number): number {
  const sums = new Map<Family, number>();
  for (const { row, cap, terms } of groups) {
    let sum = 0;
    for (const term of terms) sum += exact(term.at(falling, rising));
    sum = exact(sum);
    sums.set(row.family, (sums.get(row.family) ?? 0) + sum + cutBy(cap, sum));
  }
  let total = 0;
  for (const [family, sum] of sums) total += exact(sum) + cutBy(caps.families[family] ?? null, exact(sum));
  total = exact(total);
  return exact(total + cutBy(caps.total, total));
}

/** In: a cap and a sum. Out: what the cap takes away (or, below zero, gives back). */
function cutBy(cap: number | null, sum: number): number {
  if (cap === null) return 0;
  return (cap >= 0 ? Math.min(sum, cap) : Math.max(sum, cap)) - sum;
}
