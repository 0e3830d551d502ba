/** What a column can fill: the fields of each kind, how their cells are read, and the headers of other systems that mean them. */
import { ALIAS_KINDS } from '../../shared/wire';
import type { ImportKind } from '../../shared/wire/transfer';

/** How a cell becomes a value. `word` is a name of ours, however it is spelled; `attribute` may be typed. */
export type Reading = 'text' | 'plain' | 'word' | 'moment' | 'number' | 'json' | 'attribute';
interface Field {
  reading: Reading;
  /** Headers that mean it, in lower case without blanks and marks. */
  means: string;
}

const EMAIL: Field = {
  reading: 'plain',
  means:
    'email emailaddress mail emailadresse primaryemail workemail businessemail personemailwork contactemail adresseemail',
};
const AT = 'date timestamp time datetime when datum zeitpunkt';

const OBSERVED: Record<string, Field> = {
  source: { reading: 'text', means: 'originalsource leadsource quelle' },
  observedAt: {
    reading: 'moment',
    means: 'lastmodifieddate lastmodified updatetime updated updatedat modified modifieddate aktualisiert',
  },
};

const FIELDS: Record<ImportKind, Record<string, Field>> = {
  leads: {
    email: EMAIL,
    ...OBSERVED,
    ...Object.fromEntries(ALIAS_KINDS.map((kind) => [`aliases.${kind}`, { reading: 'plain' as const, means: '' }])),
  },
  accounts: {
    domain: {
      reading: 'plain',
      means: 'companydomain companydomainname website websiteurl emaildomain internetdomain firmendomain',
    },
    ...OBSERVED,
  },
  touches: {
    id: { reading: 'plain', means: 'eventid touchid activityid' },
    email: EMAIL,
    lead: { reading: 'plain', means: '' },
    domain: { reading: 'plain', means: 'companydomain companydomainname website' },
    type: { reading: 'word', means: 'event eventtype eventname activity activitytype signal typ' },
    occurredAt: { reading: 'moment', means: `${AT} eventdate activitydate occurred occurreddate duedate datum` },
    url: { reading: 'text', means: 'pageurl link' },
    title: { reading: 'text', means: 'subject betreff' },
    sentAt: { reading: 'moment', means: 'sent sentdate senddate' },
    consent: { reading: 'word', means: '' },
    amount: { reading: 'number', means: 'value revenue price total betrag wert' },
    currency: { reading: 'plain', means: 'currencycode wahrung' },
    source: { reading: 'text', means: 'quelle' },
    properties: { reading: 'json', means: '' },
    // Of what a page reported; a row that has it is refused.
    visitor: { reading: 'plain', means: '' },
    details: { reading: 'json', means: '' },
  },
  outcomes: {
    email: EMAIL,
    lead: { reading: 'plain', means: '' },
    outcome: { reading: 'word', means: 'result dealstage stage status stagename dealstatus ergebnis' },
    at: { reading: 'moment', means: `${AT} closedate closed closedat wontime losttime` },
    value: { reading: 'number', means: 'amount dealvalue dealamount value revenue betrag wert' },
    note: { reading: 'text', means: 'notes comment comments reason lostreason closedlostreason notiz' },
    by: { reading: 'text', means: '' },
  },
};

/** An attribute's own name, and the headers of other systems that mean it. */
const OF_LEADS: Record<string, string> = {
  name: 'fullname personname contactname leadname',
  first_name: 'firstname givenname vorname',
  last_name: 'lastname surname familyname nachname',
  title: 'jobtitle position personjobtitle jobposition rolle',
  phone: 'phonenumber mobile mobilephone mobilephonenumber telefon workphone personphonework businessphone',
  company: 'companyname accountname organization organisation associatedcompany firma unternehmen',
  employees: 'numberofemployees employeecount companysize headcount noofemployees mitarbeiter',
  revenue: 'annualrevenue umsatz',
  industry: 'branche sector',
  country: 'countryregion mailingcountry land countryterritory',
  city: 'mailingcity ort stadt',
  postal_code: 'zip zipcode postcode mailingpostalcode mailingzippostalcode plz postalcode',
  department: 'abteilung',
  owner: 'contactowner leadowner accountowner owneralias dealowner',
  website: 'websiteurl companydomainname',
};

/** The same of companies. */
const OF_ACCOUNTS: Record<string, string> = {
  name: 'companyname accountname company organization organisation firma unternehmen',
  employees: OF_LEADS.employees ?? '',
  revenue: OF_LEADS.revenue ?? '',
  industry: OF_LEADS.industry ?? '',
  country: 'countryregion billingcountry land countryterritory',
  city: 'billingcity ort stadt',
  postal_code: 'zip zipcode postcode billingpostalcode plz postalcode',
  technologies: 'technology webtechnologies techstack stack',
  founded: 'yearfounded foundedyear',
  owner: 'companyowner accountowner owneralias',
};
const ATTRIBUTES: Partial<Record<ImportKind, Record<string, string>>> = { leads: OF_LEADS, accounts: OF_ACCOUNTS };

/** What a file must tell row by row; of a list one. */
const REQUIRED: Record<ImportKind, string[][]> = {
  leads: [['email']],
  accounts: [['domain']],
  touches: [['email', 'lead', 'domain'], ['type'], ['occurredAt']],
  outcomes: [['email', 'lead'], ['outcome'], ['at']],
};

/** Names that every object has are no attributes. */
const ATTRIBUTE = /^attributes\.(?!(?:__proto__|constructor|prototype)$).{1,64}$/s;

/** In: a kind. Out: what a column can fill; of leads and accounts also the attributes that other systems have. */
export const fieldsOf = (kind: ImportKind): string[] => [
  ...Object.keys(FIELDS[kind]).filter((field) => field !== 'visitor' && field !== 'details'),
  ...Object.keys(ATTRIBUTES[kind] ?? {}).map((name) => `attributes.${name}`),
];

/** In: a kind, a field. Out: how its cells are read; undefined when it is no field of that kind. */
export function readingOf(kind: ImportKind, field: string): Reading | undefined {
  if (ATTRIBUTES[kind] !== undefined && ATTRIBUTE.test(field)) return 'attribute';
  return Object.hasOwn(FIELDS[kind], field) ? FIELDS[kind][field]?.reading : undefined;
}

/** In: a kind, the fields that are filled. Out: of what is required and is not, the names that would do. */
export const missingIn = (kind: ImportKind, filled: string[]): string[][] =>
  REQUIRED[kind].filter((names) => !names.some((name) => filled.includes(name)));

/** In: a kind, a column's header. Out: the field that it most likely fills, or null. */
export function fieldMeant(kind: ImportKind, header: string): string | null {
  if (readingOf(kind, header) !== undefined) return header;
  const plain = header
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '');
  const own = Object.entries(FIELDS[kind]).find(([name, { means }]) => isMeant(plain, name, means));
  if (own !== undefined) return own[0];
  const attribute = Object.entries(ATTRIBUTES[kind] ?? {}).find(([name, means]) => isMeant(plain, name, means));
  return attribute === undefined ? null : `attributes.${attribute[0]}`;
}

const isMeant = (plain: string, name: string, means: string): boolean =>
  plain === name.toLowerCase().replace('aliases.', '').replaceAll('_', '') || means.split(' ').includes(plain);
