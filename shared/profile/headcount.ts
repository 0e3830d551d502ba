/** How many people a company has, as forms, vendors and spreadsheets write it → a range. */
import { type Range, rangeIn } from './range';

/** In: 200, "51-200", "1,001–5,000 employees", "10K+", "self-employed", or "Nov-50" (a spreadsheet's "11-50"). Out: people, or undefined. */
export function headcountOf(value: unknown): Range | undefined {
  if (typeof value === 'number') return plausible({ least: value, most: value });
  if (typeof value !== 'string') return undefined;
  const text = value.slice(0, 1000).trim().toLowerCase();
  if (ALONE.test(text)) return { least: 1, most: 1 };
  return plausible(fromSpreadsheet(text) ?? rangeIn(text, (word) => WORDS.has(word)));
}

const ALONE =
  /^(self[ -]?employed|freelance[r]?|sole (proprietor|trader|owner)|solo|(just|only) me|me|myself( only)?|einzelunternehmer(in)?|selbst(st)?ändig|indépendante?|autónom[oa]|zzp( ?er)?)$/;
const WORDS = new Set(
  (
    'employees employee people persons person personen staff workers fte ftes team members headcount emp mitarbeiter mitarbeitende ' +
    'mitarbeiterinnen beschäftigte angestellte salariés salarié employés collaborateurs personnes empleados trabajadores ' +
    'personas dipendenti addetti persone medewerkers werknemers funcionários colaboradores'
  ).split(' '),
);

/** The largest employer there is has 2.3 million. */
function plausible(range: Range | undefined): Range | undefined {
  if (range === undefined || !(range.least >= 0) || !((range.most ?? range.least) <= 1e7)) return undefined;
  const { least, most } = range;
  return most === 0 ? undefined : { least: Math.round(least), most: most === null ? null : Math.round(most) };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Spreadsheets take "2-10" for the tenth of February ("10-Feb", "Feb-10") and "11-50" for November 1950 ("Nov-50"). */
function fromSpreadsheet(text: string): Range | undefined {
  const match = /^(?:(\d{1,2})-([a-z]{3})|([a-z]{3})-(\d{1,2}))$/.exec(text);
  const month = MONTHS.indexOf(match?.[2] ?? match?.[3] ?? '') + 1;
  const other = Number(match?.[1] ?? match?.[4]);
  return match === null || month === 0 ? undefined : { least: Math.min(month, other), most: Math.max(month, other) };
}
