/** From attributes to points: what is known of a lead and its company, read under a model. */
import { DAY } from '../event';
import { type Account, type AttributeValue, inOrder, type Lead } from '../lead';
import type { Condition, Model, Rule } from '../model';
import { isActive } from '../model/rule';
import { FIELDS, fieldNamed, TITLE } from '../profile/fields';
import { type Known, type Profile, type Note as ProfileNote, profileOf, type Word } from '../profile/profile';
import { type Range, rangeIn } from '../profile/range';
import { plain, said } from '../profile/said';
import { SECTORS } from '../profile/sectors';
import { groupOf } from '../profile/seniority';
import { bandOf } from './band';
import type { Fit, Given } from './fit';
import { glob } from './glob';
import type { Companion, DatedNote } from './note';

type About<K extends Condition['kind']> = Extract<Condition, { kind: K }>;
type AboutAttribute = Extract<Condition, { attribute: string }>;

/** Nobody reads more, and they travel with every copy. */
const MOST_NOTES = 50;

interface Person {
  lead: Lead;
  account: Account | null;
  profile: Profile;
  ranking: readonly string[];
}

/** What attributes come to: points, and what else a score says of them. */
export interface Reading extends Fit {
  /** Kinds of evidence of spam in the address and the name, of those that the model weighs. */
  evidence: string[];
  /** Those of them that rest on more than what a visitor typed. */
  ownEvidence: string[];
  notes: DatedNote[];
  companion: Companion;
}

/** In: a lead, its account, the model. Out: what attributes come to at any moment. The order of sources never matters. */
export function readAttributes(lead: Lead, account: Account | null, model: Model): Reading {
  const profile = profileOf(lead.attributes, account?.attributes ?? {}, lead.email, model.sources);
  const person: Person = { lead, account, profile, ranking: model.sources.ranking };
  const given = model.rules.flatMap(({ id, when }): [string, Given][] => {
    const gives = givenBy(when, person);
    return gives === undefined || gives.points === 0 ? [] : [[id, gives]];
  });
  const kindsOf = (notes: ProfileNote[]) =>
    [...new Set(notes.map(({ kind }) => kind))].filter((kind) => Object.hasOwn(model.spam.evidence, kind)).sort();
  return {
    given: Object.fromEntries(given),
    most: mostFit(model),
    industry: relevanceRow(person, model),
    technologies: profile.fields.technologies?.value ?? [],
    title: titleOf(person),
    who: whoIs(person),
    evidence: kindsOf(profile.notes),
    ownEvidence: kindsOf(profile.notes.filter(({ isTyped }) => isTyped !== true)),
    notes: profile.notes
      .slice(0, MOST_NOTES)
      .map(({ kind, message, after, until }) => ({ kind, count: 1, message, after, until })),
    companion: { reason: textIn(person, 'reason'), nextStep: textIn(person, 'next_step') },
  };
}

/** The most points that the fit family can give; a rule that is switched off can give none. */
function mostFit({ rules, caps }: Model): number {
  const sum = rules.filter(({ family }) => family === 'fit').reduce((total, rule) => total + mostPoints(rule), 0);
  return Math.min(sum, caps.families.fit ?? sum);
}

const mostPoints = ({ when, cap }: Rule): number =>
  Math.max(0, Math.min(mostOf(when), cap === null || cap < 0 ? Infinity : cap));

/** A condition about touches gives nothing to a grade. */
function mostOf(when: Condition): number {
  switch (when.kind) {
    case 'number':
      return Math.max(...when.bands.map((band) => band.points));
    case 'seniority':
      return Math.max(when.executive, when.manager, when.other);
    case 'oneOf':
    case 'matches':
    case 'present':
    case 'fresh':
    case 'mailbox':
      return isActive({ when }) ? when.points : 0;
    case 'touch':
    case 'volume':
    case 'cluster':
    case 'trend':
    case 'inactive':
      return 0;
  }
}

function givenBy(when: Condition, person: Person): Given | undefined {
  const { fields, mailbox } = person.profile;
  switch (when.kind) {
    case 'mailbox': {
      const isMeant = mailbox !== null && (when.is === 'role' ? mailbox.isRole : mailbox.domain === when.is);
      return isMeant ? given(when.points, { source: 'address', observedAt: null }) : undefined;
    }
    case 'seniority':
      return fields.seniority === null ? undefined : given(when[groupOf(fields.seniority.value)], fields.seniority);
    case 'number':
    case 'present':
    case 'oneOf':
    case 'matches':
    case 'fresh':
      return byAttribute(when, person);
    case 'touch':
    case 'volume':
    case 'cluster':
    case 'trend':
    case 'inactive':
      return undefined;
  }
}

function byAttribute(when: AboutAttribute, person: Person): Given | undefined {
  const field = fieldNamed(when.of, when.attribute);
  const known = field === undefined ? null : person.profile.fields[field];
  const word = known ?? wordFor(when, person);
  if (when.kind === 'present' && !when.isGiven)
    return word === undefined ? given(when.points, { source: 'nobody', observedAt: null }) : undefined;
  if (word === undefined) return undefined;
  if (when.kind === 'present') return given(when.points, word);
  if (when.kind === 'fresh') return given(when.points, word, word.observedAt + when.days * DAY);
  if (when.kind === 'matches') return fitsPattern(when, word) ? given(when.points, word) : undefined;
  // Nobody knows in which band lies what cannot be read, nor outside of which list.
  const isUnread = field !== undefined && known === null;
  if (isUnread && (when.kind === 'number' || !when.isIn)) return undefined;
  const points = when.kind === 'number' ? bandPoints(when, word) : listPoints(when, word, known);
  return points === undefined ? undefined : given(points, word);
}

const given = (
  points: number,
  { source, observedAt }: { source: string; observedAt: number | null },
  until: number | null = null,
): Given => ({ points, source, observedAt, until });

/** What a person said in their own words, or null. */
function textIn(person: Person, attribute: string): string | null {
  const value = wordFor({ of: 'lead', attribute }, person)?.value;
  return typeof value === 'string' ? value : null;
}

/** The word that counts as it was said, under any of the names that the attribute goes by. */
function wordFor(
  { of, attribute }: Pick<AboutAttribute, 'of' | 'attribute'>,
  person: Person,
): Word<AttributeValue> | undefined {
  const field = fieldNamed(of, attribute);
  const own = plain(attribute);
  const names = field === undefined ? (TITLE.includes(own) ? TITLE : [own]) : FIELDS[field][of];
  const [seen] = inOrder(said(person[of]?.attributes ?? {}, names), person.ranking);
  return seen && { ...seen, said: seen.value };
}

function bandPoints({ bands }: About<'number'>, { value }: Word<unknown>): number | undefined {
  const n = numberIn(value);
  return n === undefined ? undefined : bandOf(bands, n);
}

/** In: a range, a number, or text with one. Out: the number; of a range its lower end. */
function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return rangeIn(value, () => true)?.least;
  return isRange(value) ? value.least : undefined;
}

const isRange = (value: unknown): value is Range => typeof value === 'object' && value !== null && 'least' in value;

function listPoints(
  { values, isIn, points }: About<'oneOf'>,
  word: Word<unknown>,
  known: Known<unknown> | null,
): number | undefined {
  if (values.length === 0) return undefined;
  const words = wordsOf(word.said);
  const isMeant = (wanted: string) => words.includes(wanted.trim().toLowerCase()) || known?.is(wanted) === true;
  return values.some(isMeant) === isIn ? points : undefined;
}

const fitsPattern = ({ patterns }: About<'matches'>, word: Word<unknown>): boolean =>
  wordsOf(word.said).some((text) => patterns.some((pattern) => glob(pattern, text)));

const wordsOf = (value: AttributeValue): string[] =>
  (Array.isArray(value) ? value : [value]).map((one) => String(one).trim().toLowerCase());

/** The row of the relevance table that is about this company's industry: in its very words, else in any that mean the same. */
function relevanceRow(person: Person, { balance }: Model): string | null {
  const rows = Object.keys(balance.relevance);
  const { industry } = person.profile.fields;
  const said = industry?.said ?? wordFor({ of: 'account', attribute: 'industry' }, person)?.said;
  if (said === undefined) return null;
  const [word] = wordsOf(said);
  return (
    rows.find((row) => row.trim().toLowerCase() === word) ?? rows.find((row) => industry?.is(row) === true) ?? null
  );
}

function titleOf(person: Person): string | null {
  const value = wordFor({ of: 'lead', attribute: 'title' }, person)?.value;
  return value === undefined ? null : String(value);
}

/** "VP Operations at a 200-person software company", or null when nothing is known. */
function whoIs(person: Person): string | null {
  const { account, profile } = person;
  const title = titleOf(person);
  const { employees, industry } = profile.fields;
  const size = employees === null ? '' : `${people(employees.value)} `;
  const trade = industry === null ? '' : `${spoken(industry.said, SECTORS[industry.value])} `;
  const company = `${size}${trade}` === '' ? (account?.domain ?? null) : `a ${size}${trade}company`;
  if (title === null) return company === null ? null : `works at ${company}`;
  return company === null ? title : `${title} at ${company}`;
}

/** {200, 200} → "200-person", {51, 200} → "51–200-person", {10000, null} → "10,000+ person". */
function people({ least, most }: Range): string {
  if (most === null) return `${thousands(least)}+ person`;
  return `${least === most ? '' : `${thousands(least)}–`}${thousands(most)}-person`;
}

const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** What was said, unless it is a code. `Software` inside a sentence is `software`; `SaaS` and `IT services` stay as they are. */
function spoken(value: AttributeValue, sector: string): string {
  const text = String(Array.isArray(value) ? value[0] : value).trim();
  return (/^[\d\s-]*$/.test(text) ? sector : text).replace(/^[A-Z](?=[a-z]+\b)/, (first) => first.toLowerCase());
}
