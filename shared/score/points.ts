/** Points: interest and fit in weeks. Σ over rules of clamp(Σ over touches of points × decay) (scoring.md §3). */
import type { Model, Rule } from '../model';
import { FAMILIES } from '../signal';
import type { Fit } from './fit';
import { capReason, capRow, exact, iso, type Reason, type Row, reason } from './reason';
import type { Verdict } from './spam';
import type { Tally } from './tally';
import { type Moments, type Term, termsOf } from './terms';

export type Level = 'cold' | 'warm' | 'hot' | 'super_hot';

export interface Points {
  /** The receipt's sum without the receipt; two moments (ms) give a bound, as in `Term`. */
  at(falling: number, rising: number): number;
  /** Adds the receipt's lines of a moment (ms) to a list. Out: their sum. */
  addReasons(to: Reason[], now: number): number;
  /** The fit points at a moment (ms), of what was true since another one; what no source said is always true. */
  fitAt(now: number, since: number): number;
  /** Whether any part can rise with time. */
  canRise: boolean;
}

/** In: points and the model. Out: the level; decimals are compared, not rounded. */
export function levelOf(value: number, { levels }: Model): Level {
  if (value > levels.superHot) return 'super_hot';
  if (value > levels.hot) return 'hot';
  return value > levels.warm ? 'warm' : 'cold';
}

/** A bound, and the line of the receipt that it makes when it bites. */
interface Cap {
  most: number | null;
  row: Row;
}
/** A rule with its terms and its own cap. */
interface Group {
  row: Row;
  cap: Cap;
  terms: (Term & { seenAt: string | null })[];
}
interface FamilyGroups {
  cap: Cap;
  groups: Group[];
}

/** In: what touches come to and their exact moments by signal, what attributes come to, the verdict on spam, the model. Out: the axis. */
export function pointsOf(tally: Tally, moments: Moments, fit: Fit, verdict: Verdict, model: Model): Points {
  const { rules, caps } = model;
  const groupOf = (rule: Rule): Group => ({
    row: rule,
    cap: { most: rule.cap, row: capRow(rule) },
    terms: termsOf(rule, tally, moments, fit.given[rule.id]).map((term) => ({
      ...term,
      seenAt: term.lastAt === null ? null : iso(term.lastAt),
    })),
  });
  const families = FAMILIES.map((family): FamilyGroups => {
    const row = capRow({ id: `family_${family}`, label: `Family ${family}`, family });
    const groups = rules.filter((rule) => rule.family === family).map(groupOf);
    if (family === 'risk' && verdict === 'suspicious') groups.push(suspicion(model.spam.suspiciousPoints));
    return {
      cap: { most: caps.families[family] ?? null, row },
      groups: groups.filter(({ terms }) => terms.length > 0),
    };
  });
  const total: Cap = { most: caps.total, row: capRow({ id: 'total', label: 'Total', family: 'risk' }) };
  return {
    addReasons: (to, now) => addReasons(to, families, total, now),
    at: (falling, rising) => valueAt(families, total, falling, rising),
    fitAt: (now, since) => familyAt(families[0], now, now, since),
    canRise: families.some(({ groups }) => groups.some(({ terms }) => terms.some(({ canRise }) => canRise))),
  };
}

/** A suspicious lead keeps its score, less the model's points for that. */
function suspicion(points: number): Group {
  const row: Row = { id: 'spam_suspicious', label: 'Looks like spam', family: 'risk' };
  const value = () => points;
  const term: Term = { at: value, peak: value, touches: () => 0, canRise: false, lastAt: null, source: 'evidence' };
  return { row, cap: { most: null, row }, terms: [{ ...term, seenAt: null }] };
}

function addReasons(to: Reason[], families: FamilyGroups[], total: Cap, now: number): number {
  let value = 0;
  for (const { groups, cap } of families) {
    let sum = 0;
    for (const group of groups) sum += addGroup(to, group, now);
    value += addCap(to, cap, exact(sum));
  }
  return addCap(to, total, exact(value));
}

/** Out: what the group gives under its cap. */
function addGroup(to: Reason[], { row, cap, terms }: Group, now: number): number {
  let sum = 0;
  for (const term of terms) {
    const points = exact(term.at(now, now));
    const peak = term.peak(now);
    if (points === 0 && peak === 0) continue;
    to.push(reason('points', row, points, peak, term.touches(now), term.seenAt, term.source));
    sum += points;
  }
  return addCap(to, cap, exact(sum));
}

/** Adds the line of a cap that bites. Out: what it leaves of a sum. */
function addCap(to: Reason[], { most, row }: Cap, sum: number): number {
  const left = under(most, sum);
  if (left !== sum) to.push(capReason('points', row, exact(left - sum)));
  return left;
}

/** The receipt's sum without the receipt. */
function valueAt(families: FamilyGroups[], total: Cap, falling: number, rising: number): number {
  let value = 0;
  for (const family of families) value += familyAt(family, falling, rising, Number.NEGATIVE_INFINITY);
  return under(total.most, exact(value));
}

/** A family under its cap; of rules only what was true since a moment (ms), each under its own. */
function familyAt(family: FamilyGroups | undefined, falling: number, rising: number, since: number): number {
  let value = 0;
  for (const { cap, terms } of family?.groups ?? []) {
    let sum = 0;
    for (const term of terms) if ((term.lastAt ?? since) >= since) sum += exact(term.at(falling, rising));
    value += under(cap.most, exact(sum));
  }
  return under(family?.cap.most ?? null, exact(value));
}

/** In: a cap and a sum. Out: what is left of the sum: a cap below 0 bounds a loss. */
const under = (cap: number | null, sum: number): number =>
  cap === null ? sum : cap >= 0 ? Math.min(sum, cap) : Math.max(sum, cap);
