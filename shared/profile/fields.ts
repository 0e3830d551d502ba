/** What a profile holds: each field, the attributes it is read from, who reads it, and when two sources agree on it. */
import type { AttributeValue } from '../lead';
import { type Area, areaOf } from './area';
import { countryOf } from './country';
import { headcountOf } from './headcount';
import { sectorOf } from './industry';
import { type Money, moneyOf } from './money';
import { matchesPostal, postalOf } from './postal';
import { type Range, rangesAgree } from './range';
import { plain } from './said';
import type { Sector } from './sectors';
import type { Seniority } from './seniority';
import { technologiesOf } from './technology';
import { seniorityOf } from './title';

/** Field → its one vocabulary. */
export interface Values {
  seniority: Seniority;
  area: Area;
  country: string;
  postalCode: string;
  budget: Money;
  employees: Range;
  revenue: Money;
  industry: Sector;
  technologies: string[];
  companyCountry: string;
  companyPostalCode: string;
}
export type FieldName = keyof Values;

export interface Field<T> {
  /** Names of attributes, in lower case without blanks, "_" and "-": "jobTitle", "Job Title" and "job_title" are one. */
  lead: string[];
  account: string[];
  read: (value: AttributeValue) => T | undefined;
  agree: (a: T, b: T) => boolean;
  /** Whether the value is the one that a list names. */
  is: (value: T, wanted: string) => boolean;
  /** Whether what is wrong with it is worth a note: of a title one part is enough, and many name no area. */
  isNoted: boolean;
}

/** A title itself is compared as it was said; what it says of level and area are fields. */
export const TITLE = ['title', 'jobtitle', 'position', 'jobposition'];
const POSTAL = ['postalcode', 'postcode', 'zip', 'zipcode', 'plz'];
const EMPLOYEES = ['employees', 'numberofemployees', 'employeecount', 'headcount', 'companysize'];
const REVENUE = ['revenue', 'annualrevenue', 'turnover'];
const TECHNOLOGIES = ['technologies', 'technology', 'techstack', 'tools'];

/** "companyCountry" → "company country". */
export const spoken = (field: FieldName): string => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

type Kind<T> = Omit<Field<T>, 'lead' | 'account'>;

function word<T extends string>(read: (value: unknown) => T | undefined): Kind<T> {
  return {
    read: (value) => read(value) ?? firstReadable(value, read),
    agree: (a, b) => a === b,
    is: (value, wanted) => value === wanted.trim().toLowerCase() || value === read(wanted),
    isNoted: true,
  };
}

function amount<T extends Range>(read: (value: unknown) => T | undefined, agree: (a: T, b: T) => boolean): Kind<T> {
  return {
    read: (value) => read(value) ?? firstReadable(value, read),
    agree,
    is: ({ least }, wanted) => {
      const range = read(wanted);
      return range !== undefined && range.least <= least && least <= (range.most ?? Infinity);
    },
    isNoted: true,
  };
}

const postal: Kind<string> = {
  ...word(postalOf),
  /** A ZIP code with and without its four more digits. */
  agree: (a, b) => a.startsWith(b) || b.startsWith(a),
  is: (value, wanted) => matchesPostal(value, [wanted]),
};

const technologies: Kind<string[]> = {
  read: technologiesOf,
  // A vendor sees a part of what is in use: lists that differ do not contradict each other.
  agree: () => true,
  is: (value, wanted) => technologiesOf(wanted)?.some((name) => value.includes(name)) ?? false,
  isNoted: true,
};

/** What a person says of the company ("company size" in a form) counts beside what is said of the company itself. */
export const FIELDS: { [K in FieldName]: Field<Values[K]> } = {
  seniority: { lead: ['seniority', 'joblevel', ...TITLE], account: [], ...word(seniorityOf) },
  area: { lead: ['area', 'department', 'jobfunction', ...TITLE], account: [], ...word(areaOf), isNoted: false },
  country: { lead: ['country', 'countrycode'], account: [], ...word(countryOf) },
  postalCode: { lead: POSTAL, account: [], ...postal },
  budget: { lead: ['budget'], account: ['budget'], ...amount(moneyOf, moniesAgree) },
  employees: { lead: EMPLOYEES, account: [...EMPLOYEES, 'size'], ...amount(headcountOf, rangesAgree) },
  revenue: { lead: REVENUE, account: REVENUE, ...amount(moneyOf, moniesAgree) },
  industry: {
    lead: ['industry', 'sector'],
    account: ['industry', 'sector', 'naics', 'naicscode'],
    ...word(sectorOf),
  },
  technologies: { lead: TECHNOLOGIES, account: TECHNOLOGIES, ...technologies },
  companyCountry: {
    lead: ['companycountry'],
    account: ['country', 'countrycode', 'hqcountry'],
    ...word(countryOf),
  },
  companyPostalCode: { lead: [], account: POSTAL, ...postal },
};

/** In: whose attribute, its name as a rule writes it. Out: the field that reads it, or undefined when it is compared as it was said. */
export function fieldNamed(of: 'lead' | 'account', attribute: string): FieldName | undefined {
  const name = plain(attribute);
  if (TITLE.includes(name)) return undefined;
  return FIELD_NAMES.find((field) => FIELDS[field][of].includes(name));
}
const FIELD_NAMES = Object.keys(FIELDS).filter((name): name is FieldName => Object.hasOwn(FIELDS, name));

/** Of a list the first word that says something. */
function firstReadable<T>(value: AttributeValue, read: (value: unknown) => T | undefined): T | undefined {
  return Array.isArray(value) ? value.map(read).find((one) => one !== undefined) : undefined;
}

/** Amounts in two currencies cannot be compared here, so they do not contradict each other. */
function moniesAgree(a: Money, b: Money): boolean {
  const isComparable = a.currency === null || b.currency === null || a.currency === b.currency;
  return !isComparable || rangesAgree(a, b);
}
