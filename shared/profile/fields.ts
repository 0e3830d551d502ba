/** What a profile holds: each field, the attributes it is read from, who reads it, and when two sources agree on it. */
import type { AttributeValue } from '../lead';
import { type Area, areaOf } from './area';
import { countryOf } from './country';
import { headcountOf } from './headcount';
import { sectorOf } from './industry';
import { type Money, moneyOf } from './money';
import { postalOf } from './postal';
import { type Range, rangesAgree } from './range';
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
  /** Whether a value that cannot be read is worth a note: a title without an area is none. */
  isNoted: boolean;
}

const TITLE = ['title', 'jobtitle', 'position', 'jobposition'];
const POSTAL = ['postalcode', 'postcode', 'zip', 'zipcode', 'plz'];
const EMPLOYEES = ['employees', 'numberofemployees', 'employeecount', 'headcount', 'companysize'];
const REVENUE = ['revenue', 'annualrevenue', 'turnover'];
const TECHNOLOGIES = ['technologies', 'technology', 'techstack', 'tools'];

/** What a person says of the company ("company size" in a form) counts beside what is said of the company itself. */
export const FIELDS: { [K in FieldName]: Field<Values[K]> } = {
  seniority: field(TITLE, [], seniorityOf, same),
  area: { ...field(TITLE, [], areaOf, same), isNoted: false },
  country: field(['country', 'countrycode'], [], countryOf, same),
  postalCode: field(POSTAL, [], postalOf, isPartOf),
  budget: field(['budget'], ['budget'], moneyOf, moniesAgree),
  employees: field(EMPLOYEES, [...EMPLOYEES, 'size'], headcountOf, rangesAgree),
  revenue: field(REVENUE, REVENUE, moneyOf, moniesAgree),
  industry: field(['industry', 'sector'], ['industry', 'sector', 'naics', 'naicscode'], sectorOf, same),
  // A vendor sees a part of what is in use: lists that differ do not contradict each other.
  technologies: field(TECHNOLOGIES, TECHNOLOGIES, technologiesOf, () => true),
  companyCountry: field(['companycountry'], ['country', 'countrycode', 'hqcountry'], countryOf, same),
  companyPostalCode: field([], POSTAL, postalOf, isPartOf),
};

function field<T>(
  lead: string[],
  account: string[],
  read: (value: unknown) => T | undefined,
  agree: (a: T, b: T) => boolean,
): Field<T> {
  return { lead, account, read: (value) => read(value) ?? firstReadable(value, read), agree, isNoted: true };
}

/** Of a list the first word that says something. */
function firstReadable<T>(value: AttributeValue, read: (value: unknown) => T | undefined): T | undefined {
  return Array.isArray(value) ? value.map(read).find((one) => one !== undefined) : undefined;
}

function same<T extends string>(a: T, b: T): boolean {
  return a === b;
}

/** A ZIP code with and without its four more digits. */
function isPartOf(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** Amounts in two currencies cannot be compared here, so they do not contradict each other. */
function moniesAgree(a: Money, b: Money): boolean {
  const isComparable = a.currency === null || b.currency === null || a.currency === b.currency;
  return !isComparable || rangesAgree(a, b);
}
