/** Rules about who somebody is: attributes of the person and of the company, constant in time. */
import { DAY } from '../event';
import { type Account, best, type Lead, type Observation } from '../lead';
import type { Condition, Model, Rule } from '../model';
import { glob } from './glob';

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
  /** The last moment (ms) at which it gives this. */
  until: number;
}

type About<K extends Condition['kind']> = Extract<Condition, { kind: K }>;

/** In: a condition on attributes, what is known. Out: what it gives, or undefined when it does not apply or is about touches. */
export function givenBy(when: Condition, known: Known): Given | undefined {
  if (when.kind === 'freeMailbox') {
    return given(known.lead.profile.mailbox === 'free' ? when.points : undefined, undefined, 'address');
  }
  if (when.kind === 'seniority') return fromTitle(when, known.lead);
  if (!('attribute' in when)) return undefined;
  const seen = best((when.of === 'lead' ? known.lead : known.account)?.attributes ?? {}, when.attribute);
  if (when.kind === 'present' && !when.isGiven)
    return given(isSaid(seen?.value) ? undefined : when.points, undefined, 'nobody');
  if (seen === undefined || !isSaid(seen.value)) return undefined;
  const until = when.kind === 'fresh' ? seen.observedAt + when.days * DAY : Number.POSITIVE_INFINITY;
  return given(pointsFor(when, seen.value), seen, seen.source, until);
}

function pointsFor(
  when: About<'number' | 'present' | 'oneOf' | 'matches' | 'fresh'>,
  value: unknown,
): number | undefined {
  if (when.kind === 'number') return bandPoints(when, value);
  if (when.kind === 'oneOf') return listPoints(when, value);
  if (when.kind !== 'matches') return when.points;
  return wordsOf(value).some((word) => when.patterns.some((pattern) => glob(pattern, word))) ? when.points : undefined;
}

function given(
  points: number | undefined,
  seen: Observation | undefined,
  source: string,
  until = Number.POSITIVE_INFINITY,
) {
  if (points === undefined || points === 0) return undefined;
  return { points, source, observedAt: seen?.observedAt ?? null, until };
}

const isSaid = (value: unknown): boolean => value !== undefined && value !== '' && value !== false;
const wordsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).map((word) => String(word).trim().toLowerCase());

/** In: a rule. Out: the most points it can give by attributes; 0 when it is switched off or about touches. */
export function mostPoints({ when, cap }: Rule): number {
  return Math.max(0, Math.min(mostOf(when), cap === null || cap < 0 ? Infinity : cap));
}

/** In: fit points and the model. Out: the grade by their share of the fit family's maximum (A ≥ 75 %, B ≥ 50, C ≥ 25). */
export function gradeOf(points: number, model: Model): Grade {
  const sum = model.rules.filter(({ family }) => family === 'fit').reduce((total, rule) => total + mostPoints(rule), 0);
  const most = Math.min(sum, model.caps.families.fit ?? sum);
  const percent = most === 0 ? 0 : (100 * points) / most;
  const { a, b, c } = model.grades;
  return percent >= a ? 'A' : percent >= b ? 'B' : percent >= c ? 'C' : 'D';
}

function mostOf(when: Condition): number {
  if (when.kind === 'number') return Math.max(...when.bands.map((band) => band.points));
  if (when.kind === 'seniority') return Math.max(when.executive, when.manager, when.other);
  if (when.kind === 'oneOf') return when.values.length === 0 ? 0 : when.points;
  if (when.kind === 'matches') return when.patterns.length === 0 ? 0 : when.points;
  return when.kind === 'present' || when.kind === 'fresh' || when.kind === 'freeMailbox' ? when.points : 0;
}

function fromTitle(when: About<'seniority'>, { attributes, profile }: Lead): Given | undefined {
  const seen = best(attributes, 'title');
  return profile.seniority === null || seen === undefined
    ? undefined
    : given(when[profile.seniority], seen, seen.source);
}

function bandPoints(when: About<'number'>, value: unknown): number | undefined {
  const n = numberIn(value);
  if (n === undefined) return undefined;
  return when.bands.find(({ atLeast, below }) => n >= (atLeast ?? -Infinity) && n < (below ?? Infinity))?.points;
}

function listPoints({ values, isIn, points }: About<'oneOf'>, value: unknown): number | undefined {
  if (values.length === 0) return undefined;
  const words = wordsOf(value);
  return values.some((wanted) => words.includes(wanted.trim().toLowerCase())) === isIn ? points : undefined;
}

/** In: 200, "200", "51-200", "1,000+", "1K+". Out: the number; of a range its lower end. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const match = /(\d+(?:\.\d+)?)\s*([kKmM]?)/.exec(value.replace(/(\d)[,\s](?=\d{3}\b)/g, '$1'));
  if (match === null) return undefined;
  return Number(match[1]) * (/k/i.test(match[2] ?? '') ? 1e3 : /m/i.test(match[2] ?? '') ? 1e6 : 1);
}
