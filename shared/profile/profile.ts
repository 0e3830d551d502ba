/** One reading of what all sources say of a lead and its account: the word that counts, the words that lost, and what is wrong with them. */
import { DAY } from '../event';
import { type Attributes, type AttributeValue, inOrder, isClaim } from '../lead';
import { FIELDS, type Field, type FieldName, spoken, type Values } from './fields';
import { type Mailbox, mailboxOf } from './mailbox';
import { NAMES, type NameFault, nameFault, wholeName } from './name';
import { said } from './said';

/** A normalised value, what was really said, whose word it is, and the moment it was true (ms). */
export interface Word<T> {
  value: T;
  said: AttributeValue;
  source: string;
  observedAt: number;
}
export interface Known<T> extends Word<T> {
  /** The words that lost, best first. */
  others: Word<T>[];
  /** In: a word of a list, in any vocabulary. Out: whether it means this value. */
  is(wanted: string): boolean;
}
export type NoteKind = 'conflict' | 'stale' | 'unreadable' | 'gibberish_name' | 'role_address' | 'disposable_mailbox';
export interface Note {
  kind: NoteKind;
  /** The field, or `name` or `email`. */
  attribute: FieldName | 'name' | 'email';
  message: string;
  /** It rests on what a visitor typed. */
  isTyped?: true;
  /** It holds after this moment and until that one (ms); null: no bound. */
  after: number | null;
  until: number | null;
}
export interface Profile {
  /** Null where nobody said anything that can be read. */
  fields: { [K in FieldName]: Known<Values[K]> | null };
  mailbox: Mailbox | null;
  notes: Note[];
}

/** How sources are weighed: by trust (best first), and after which age (days) a word is stale. */
export interface Sources {
  ranking: readonly string[];
  staleDays: number;
}

/**
 * In: the attributes of a lead and of its account, the lead's address, how sources are weighed. Out: the profile, good for any moment.
 * Known sources come first in their order, then unknown ones, what visitors typed last; of equal trust the fresher counts. The
 * order in which sources stand in the attributes never matters.
 */
export function profileOf(lead: Attributes, account: Attributes, email: string | null, sources: Sources): Profile {
  const notes: Note[] = [];
  const known = <K extends FieldName>(name: K) => weigh(name, { lead, account, sources }, notes);
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
  return { fields, mailbox, notes: [...notes, ...nameNotes(lead, sources), ...mailboxNotes(mailbox)] };
}

interface Records {
  lead: Attributes;
  account: Attributes;
  sources: Sources;
}

/** The word that counts in a field; what is wrong with any of its words goes to the notes. */
function weigh<K extends FieldName>(
  name: K,
  { lead, account, sources }: Records,
  notes: Note[],
): Known<Values[K]> | null {
  const field: Field<Values[K]> = FIELDS[name];
  const tell = (
    kind: NoteKind,
    message: string,
    more: Partial<Pick<Note, 'isTyped' | 'after' | 'until'>> = {},
  ): void => {
    if (field.isNoted) notes.push({ ...note(kind, name, `${capital(spoken(name))}: ${message}`), ...more });
  };
  const lifetime = sources.staleDays * DAY;
  const words: Word<Values[K]>[] = [];
  for (const seen of inOrder([...said(lead, field.lead), ...said(account, field.account)], sources.ranking)) {
    const value = field.read(seen.value);
    if (value === undefined) tell('unreadable', `${says(seen.source, seen.value)}, which cannot be read`);
    else words.push({ value, said: seen.value, source: seen.source, observedAt: seen.observedAt });
  }
  const [best, ...others] = words;
  if (best === undefined) return null;
  for (const other of others.filter((word) => contradicts(best, word, field))) {
    const message = `${says(best.source, best.said)}, ${says(other.source, other.said)}`;
    tell('conflict', message, { ...typedIn(other), until: other.observedAt + lifetime });
  }
  tell('stale', `${quoted(best.said)} is ${best.source}’s word of ${day(best.observedAt)}`, {
    after: best.observedAt + lifetime,
  });
  return { ...best, others, is: (wanted) => field.is(best.value, wanted) };
}

/** Two that both agree with the word that counts are no conflict, nor is a source that has changed its mind. */
const contradicts = <T>(best: Word<T>, other: Word<T>, { agree }: Field<T>): boolean =>
  other.source !== best.source && !agree(best.value, other.value);

/** Ms → "2026-11-22"; a moment outside of what a date can hold is the first of all days. */
const day = (ms: number): string => new Date(Math.abs(ms) <= 8.64e15 ? ms : 0).toISOString().slice(0, 10);

const says = (source: string, value: AttributeValue): string => `${source} says ${quoted(value)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const quoted = (value: AttributeValue): string => {
  const text = String(value);
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
};

/** The name that counts, as its source has it whole: a last name alone may be one initial. */
function nameNotes(lead: Attributes, { ranking }: Sources): Note[] {
  const given = (names: string[]) => inOrder(said(lead, names), ranking);
  const source = given(Object.values(NAMES).flat())[0]?.source;
  const ofSource = (names: string[]) => given(names).find((seen) => seen.source === source)?.value;
  const name = wholeName((names) => String(ofSource(names) ?? ''));
  const fault = nameFault(name);
  if (source === undefined || fault === null || fault === 'empty') return [];
  const message = `Name: ${says(source, name)}: ${FAULTS[fault]}`;
  return [{ ...note('gibberish_name', 'name', message), ...typedIn({ source }) }];
}

const typedIn = (word: { source: string }): Pick<Note, 'isTyped'> => (isClaim(word) ? { isTyped: true } : {});

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

const note = (kind: NoteKind, attribute: Note['attribute'], message: string): Note => ({
  kind,
  attribute,
  message,
  after: null,
  until: null,
});
