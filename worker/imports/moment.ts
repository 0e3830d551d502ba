/** Moments as tables write them: ISO, day and month in either order, names of months, Excel's day numbers, Unix time. */
import { DAY, HOUR, MINUTE } from '../../shared/event';

export type DateOrder = 'dmy' | 'mdy';

/** Excel counts days from here (its 1 January 1900 is day 1, and it believes in 29 February 1900). */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
/** A bare number is read by its size: days of Excel (1954–2173), seconds or milliseconds (2000–2286). */
const EXCEL_DAYS = [20_000, 100_000] as const;
const SECONDS = [946_684_800, 10_000_000_000] as const;

const YMD = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const NUMERIC = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const DAY_NAMED = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4})$/i;
const MONTH_NAMED = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i;
const WITH_CLOCK = /^(.*?\d)(?:T|,? at |,? +)(\d{1,2}:\d\d.*)$/i;
const CLOCK =
  /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\.?)?(?: ?(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d)))?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** In: text, how to read 03/04/2026. Out: the moment (ms); a time without a zone is UTC, a day its first moment. Or what is wrong. */
export function momentIn(text: string, order: DateOrder | undefined): number | { refused: string } {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) return ofNumber(Number(trimmed));
  const [, day = trimmed, clock] = WITH_CLOCK.exec(trimmed) ?? [];
  const midnight = dayIn(day, order);
  const sinceMidnight = clock === undefined ? 0 : clockIn(clock);
  if (typeof midnight === 'object') return midnight;
  return midnight === undefined || sinceMidnight === undefined ? NO_MOMENT : midnight + sinceMidnight;
}
const NO_MOMENT = { refused: 'is no moment that we can read' };

/** In: text. Out: the order of day and month that it can only have; undefined when either will do or it has none. */
export function orderIn(text: string): DateOrder | undefined {
  const [, first, , second] = NUMERIC.exec(text.trim().split(/[ T,]/)[0] ?? '') ?? [];
  if (Number(first) > 12) return 'dmy';
  return Number(second) > 12 ? 'mdy' : undefined;
}

function ofNumber(number: number): number | { refused: string } {
  const within = ([least, most]: readonly [number, number], value: number) => value >= least && value < most;
  if (within(EXCEL_DAYS, number)) return EXCEL_EPOCH + Math.round(number * DAY);
  if (within(SECONDS, number)) return Math.round(number * 1000);
  return within(SECONDS, number / 1000) ? Math.round(number) : NO_MOMENT;
}

function dayIn(text: string, order: DateOrder | undefined): number | undefined | { refused: string } {
  const ymd = YMD.exec(text);
  if (ymd !== null) return dayOf(ymd[1], ymd[3], ymd[4]);
  const dayNamed = DAY_NAMED.exec(text);
  if (dayNamed !== null) return dayOf(dayNamed[3], monthNamed(dayNamed[2]), dayNamed[1]);
  const monthFirst = MONTH_NAMED.exec(text);
  if (monthFirst !== null) return dayOf(monthFirst[3], monthNamed(monthFirst[1]), monthFirst[2]);
  const numeric = NUMERIC.exec(text);
  if (numeric === null) return undefined;
  const [, first = '', mark, second = '', year = ''] = numeric;
  // Where a dot parts them the day comes first everywhere.
  const known = order ?? (mark === '.' ? 'dmy' : (orderIn(text) ?? (first === second ? 'dmy' : undefined)));
  if (known === undefined) return { refused: 'may be day/month or month/day: say which with dateOrder' };
  const full = year.length === 2 ? `20${year}` : year;
  return known === 'dmy' ? dayOf(full, second, first) : dayOf(full, first, second);
}

/** A day that is in the calendar (30 February is not). */
function dayOf(year = '', month = '', day = ''): number | undefined {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(at);
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? at : undefined;
}

const monthNamed = (name = ''): string => String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);

function clockIn(text: string): number | undefined {
  const [, hour, minute, second = '0', fraction = '', half, sign, zoneHour = '0', zoneMinute = '0'] =
    CLOCK.exec(text) ?? [];
  if (hour === undefined || (half !== undefined && (Number(hour) < 1 || Number(hour) > 12))) return undefined;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const zone = (sign === '-' ? -1 : 1) * (Number(zoneHour) * HOUR + Number(zoneMinute) * MINUTE);
  const millis = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  return hours * HOUR + Number(minute) * MINUTE + Number(second) * 1000 + millis - zone;
}
