/** One reading of what all sources say of a lead and its account: the word that counts, the words that lost, and what is wrong with them. */
import { DAY } from '../event';
import type { Attributes, AttributeValue, Observation } from '../lead';
import { FIELDS, type Field, type FieldName, type Values } from './fields';
import { type Mailbox, mailboxOf } from './mailbox';
import { type NameFault, nameFault } from './name';
import { inOrder, said } from './said';

/** A normalised value, whose word it is, and the moment it was true (ms). */
export interface Word<T> {
  value: T;
  source: string;
  observedAt: number;
}
export interface Known<T> extends Word<T> {
  /** The words that lost, best first. */
  others: Word<T>[];
}
export type NoteKind = 'conflict' | 'stale' | 'unreadable' | 'gibberish_name' | 'role_address' | 'disposable_mailbox';
export interface Note {
  kind: NoteKind;
  /** The field, or `name` or `email`. */
  attribute: FieldName | 'name' | 'email';
  message: string;
}
export interface Profile {
  /** Null where nobody said anything that can be read. */
  fields: { [K in FieldName]: Known<Values[K]> | null };
  mailbox: Mailbox | null;
  notes: Note[];
}

/** A word is stale when it is older than this (ms). */
export const STALE_AFTER = 365 * DAY;

/**
 * In: the attributes of a lead and of its account, the lead's address, the sources by trust (best first), now and from which age on a
 * word is stale (ms). Out: the profile. Known sources come first in their order, then unknown ones, what visitors typed last; of
 * equal trust the fresher counts. The order in which sources stand in the attributes never matters.
 */
export function profileOf(
  lead: Attributes,
  account: Attributes,
  email: string | null,
  ranking: readonly string[],
  now: number,
  staleAfter = STALE_AFTER,
): Profile {
  const notes: Note[] = [];
  const isFresh = ({ observedAt }: { observedAt: number }): boolean => now - observedAt <= staleAfter;
  const known = <K extends FieldName>(name: K) => weigh(name, { lead, account, ranking, isFresh }, notes);
  const fields = {
    seniority: known('seniority'),
    area: known('area'),
    country: known('country'),
    postalCode: known('postalCode'),
    budget: known('budget'),
    employees: known('employees'),
    revenue: known('revenue'),
    industry: known('industry'),
    technologies: known('technologies'),
    companyCountry: known('companyCountry'),
    companyPostalCode: known('companyPostalCode'),
  };
  const mailbox = mailboxOf(email) ?? null;
  return { fields, mailbox, notes: [...notes, ...nameNotes(lead), ...mailboxNotes(mailbox)] };
}

interface Evidence {
  lead: Attributes;
  account: Attributes;
  ranking: readonly string[];
  isFresh: (word: { observedAt: number }) => boolean;
}

/** A word together with what was really written. */
interface Reading<T> {
  word: Word<T>;
  written: string;
}

/** The word that counts in a field; what is wrong with any of its words goes to the notes. */
function weigh<K extends FieldName>(name: K, evidence: Evidence, notes: Note[]): Known<Values[K]> | null {
  const field: Field<Values[K]> = FIELDS[name];
  const tell = (kind: NoteKind, message: string) => notes.push(note(kind, name, message));
  const given = [...said(evidence.lead, field.lead), ...said(evidence.account, field.account)];
  const readings: Reading<Values[K]>[] = [];
  for (const { value, source, observedAt } of inOrder(given, evidence.ranking)) {
    const read = field.read(value);
    const written = quoted(value);
    if (read !== undefined) readings.push({ word: { value: read, source, observedAt }, written });
    else if (field.isNoted) tell('unreadable', `${source} says ${written}, which cannot be read`);
  }
  const [best, ...others] = readings;
  if (best === undefined) return null;
  const conflict = conflictIn(
    readings.filter(({ word }) => evidence.isFresh(word)),
    field.agree,
  );
  if (conflict !== undefined) tell('conflict', conflict);
  if (!evidence.isFresh(best.word))
    tell('stale', `${best.written} is ${best.word.source}’s word of ${day(best.word.observedAt)}`);
  return { ...best.word, others: others.map(({ word }) => word) };
}

/** Ms → "2026-11-22"; a moment outside of what a date can hold is the first of all days. */
const day = (ms: number): string => new Date(Math.abs(ms) <= 8.64e15 ? ms : 0).toISOString().slice(0, 10);

/** Whoever contradicts the best of the fresh words; two that both agree with it are no conflict. */
function conflictIn<T>([best, ...rest]: Reading<T>[], agree: Field<T>['agree']): string | undefined {
  if (best === undefined) return undefined;
  const against = rest.filter(({ word }) => word.source !== best.word.source && !agree(best.word.value, word.value));
  if (against.length === 0) return undefined;
  return [best, ...against].map(({ word, written }) => `${word.source} says ${written}`).join(', ');
}

const quoted = (value: AttributeValue): string => {
  const text = String(value);
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
};

/** A last name may be one initial, so a source's whole name is judged. */
function nameNotes(lead: Attributes): Note[] {
  const parts = [
    ['name', 'fullname'],
    ['firstname', 'givenname'],
    ['lastname', 'familyname', 'surname'],
  ];
  const [whole = [], first = [], last = []] = parts.map((names) => said(lead, names));
  const sources = [...new Set([...whole, ...first, ...last].map(({ source }) => source))].sort();
  return sources.flatMap((source) => {
    const ofSource = (seen: Observation): boolean => seen.source === source;
    const own = (given: Observation[]): string => String(inOrder(given.filter(ofSource), [])[0]?.value ?? '');
    const name = own(whole) || `${own(first)} ${own(last)}`.trim();
    const fault = nameFault(name);
    const message = `${source} says ${quoted(name)}: ${FAULTS[fault ?? 'empty']}`;
    return fault === null || fault === 'empty' ? [] : [note('gibberish_name', 'name', message)];
  });
}

const FAULTS: Record<NameFault, string> = {
  empty: 'no letters',
  single_letter: 'a single letter',
  address: 'an address',
  digits: 'digits and signs',
  repeated: 'the same letters again and again',
  placeholder: 'a placeholder',
  keyboard: 'neighbours on a keyboard',
  unpronounceable: 'nobody could say it',
};

const mailboxNotes = (mailbox: Mailbox | null): Note[] => [
  ...(mailbox?.isRole ? [note('role_address', 'email', 'The address of a desk, not of a person')] : []),
  ...(mailbox?.domain === 'disposable' ? [note('disposable_mailbox', 'email', 'A throw-away mailbox')] : []),
];

const note = (kind: NoteKind, attribute: Note['attribute'], message: string): Note => ({ kind, attribute, message });
