/** Rules about who somebody is: attributes of the person and of the company, constant in time. */
import { domainOf } from '../id';
import { type Account, type Attributes, best, type Lead } from '../lead';
import type { Condition, Model, Rule } from '../model';
import { isFreeMailbox } from './mailbox';
import { seniorityOf } from './title';

export type Grade = 'A' | 'B' | 'C' | 'D';
export interface Known {
  lead: Lead;
  account: Account | null;
}
/** What an attribute gives: points, whose word it is, and the moment that word was true (ms). */
export interface Given {
  points: number;
  source: string;
  observedAt: number | null;
}

/** In: a condition on attributes, what is known. Out: what it gives, or undefined when it does not apply or is about touches. */
export function givenBy(when: Condition, known: Known): Given | undefined {
  if (when.kind === 'freeMailbox') {
    const isFree = known.lead.email !== null && isFreeMailbox(domainOf(known.lead.email));
    return isFree ? { points: when.points, source: 'address', observedAt: null } : undefined;
  }
  if (when.kind === 'seniority') return fromTitle(when, known.lead.attributes);
  if (when.kind !== 'number' && when.kind !== 'present' && when.kind !== 'oneOf') return undefined;
  const seen = best((when.of === 'lead' ? known.lead : known.account)?.attributes ?? {}, when.attribute);
  if (seen === undefined) return undefined;
  const points = when.kind === 'number' ? bandPoints(when, seen.value) : wordPoints(when, seen.value);
  return points === undefined || points === 0
    ? undefined
    : { points, source: seen.source, observedAt: seen.observedAt };
}

/** In: a rule. Out: the most points it can give by attributes; 0 when it is switched off or about touches. */
export function mostPoints({ when, cap }: Rule): number {
  return Math.max(0, Math.min(mostOf(when), cap === null || cap < 0 ? Infinity : cap));
}

/** In: fit points and the model. Out: the grade by their share of the fit family's maximum (A ≥ 75 %, B ≥ 50, C ≥ 25). */
export function gradeOf(points: number, model: Model): Grade {
  const most = model.rules.filter(({ family }) => family === 'fit').reduce((sum, rule) => sum + mostPoints(rule), 0);
  const percent = most === 0 ? 0 : (100 * points) / most;
  const { a, b, c } = model.grades;
  return percent >= a ? 'A' : percent >= b ? 'B' : percent >= c ? 'C' : 'D';
}

function mostOf(when: Condition): number {
  if (when.kind === 'number') return Math.max(...when.bands.map((band) => band.points));
  if (when.kind === 'seniority') return Math.max(when.executive, when.manager, when.other);
  if (when.kind === 'oneOf') return when.values.length === 0 ? 0 : when.points;
  return when.kind === 'present' || when.kind === 'freeMailbox' ? when.points : 0;
}

function fromTitle(when: Extract<Condition, { kind: 'seniority' }>, attributes: Attributes): Given | undefined {
  const seen = best(attributes, 'title');
  if (typeof seen?.value !== 'string' || seen.value.trim() === '') return undefined;
  return { points: when[seniorityOf(seen.value)], source: seen.source, observedAt: seen.observedAt };
}

function bandPoints(when: Extract<Condition, { kind: 'number' }>, value: unknown): number | undefined {
  const n = numberIn(value);
  if (n === undefined) return undefined;
  return when.bands.find(({ atLeast, below }) => n >= (atLeast ?? -Infinity) && n < (below ?? Infinity))?.points;
}

function wordPoints(when: Extract<Condition, { kind: 'present' | 'oneOf' }>, value: unknown): number | undefined {
  const isGiven = value !== '' && value !== false;
  if (when.kind === 'present') return isGiven ? when.points : undefined;
  if (when.values.length === 0 || !isGiven) return undefined;
  const words = (Array.isArray(value) ? value : [value]).map((word) => String(word).trim().toLowerCase());
  const isIn = when.values.some((wanted) => words.includes(wanted.trim().toLowerCase()));
  return isIn === when.isIn ? when.points : undefined;
}

/** In: 200, "200", "51-200", "1,000+", "1K+". Out: the number; of a range its lower end. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const match = /(\d+(?:\.\d+)?)\s*([kKmM]?)/.exec(value.replace(/(\d)[,\s](?=\d{3}\b)/g, '$1'));
  if (match === null) return undefined;
  return Number(match[1]) * (/k/i.test(match[2] ?? '') ? 1e3 : /m/i.test(match[2] ?? '') ? 1e6 : 1);
}
