// Law time. An Instant is a UTC moment; a LocalDate is a day in Asia/Shanghai. Both are strings that sort, never `Date`.
// What is not here: the clock (a port) and working days (`@quanze/calendar`).
import { assert, ok, refused, type Result } from './result.js';

/** `YYYY-MM-DDTHH:mm:ss.sssZ`, always UTC, always with milliseconds, so that text order is time order. */
export type Instant = string & { readonly __brand: 'Instant' };

/** `YYYY-MM-DD`, a day without time in Asia/Shanghai, 1900-01-01..2199-12-31. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

const MS_PER_DAY = 86_400_000;
// Asia/Shanghai has been UTC+8 without summer time since 1991-09-15; no act recorded here is older.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const FIRST_INSTANT_MS = 694_195_200_000; // 1992-01-01T00:00+08:00
const LAST_INSTANT_MS = 7_258_089_600_000; // 2200-01-01T00:00+08:00
const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month, 28..31. @param month 1..12 */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Reads a date. Refuses `DATE.MALFORMED` for a wrong shape, a day that does not exist or a year outside 1900..2199. */
export function parseLocalDate(text: unknown): Result<LocalDate> {
  const match = typeof text === 'string' ? DATE_PATTERN.exec(text) : null;
  if (match === null) return refused('DATE.MALFORMED', {});
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const real = year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return real ? ok(text as LocalDate) : refused('DATE.MALFORMED', {});
}

/** Reads an instant with an explicit offset (`Z` or `+08:00`) and gives it in UTC with milliseconds (finer digits are cut).
 *  Refuses `INSTANT.MALFORMED`: wrong shape, no offset, or outside 1992..2199. */
export function parseInstant(text: unknown): Result<Instant> {
  const match = typeof text === 'string' ? INSTANT_PATTERN.exec(text) : null;
  if (match === null) return refused('INSTANT.MALFORMED', {});
  const date = parseLocalDate(match[1]);
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const offset = offsetMinutes(match[6] as string);
  if (!date.ok || hour > 23 || minute > 59 || second > 59 || offset === null) return refused('INSTANT.MALFORMED', {});
  const ms = Number((match[5] ?? '').slice(0, 3).padEnd(3, '0'));
  const epochMs = epochDayOf(date.value) * MS_PER_DAY + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
  return epochMs < FIRST_INSTANT_MS || epochMs >= LAST_INSTANT_MS ? refused('INSTANT.MALFORMED', {}) : ok(instantOfEpochMs(epochMs));
}

function offsetMinutes(text: string): number | null {
  if (text === 'Z') return 0;
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))];
  if (hours > 14 || minutes > 59) return null;
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Whole days since 1970-01-01 of a date; negative before it. */
export function epochDayOf(date: LocalDate): number {
  const { year, month, day } = civilOf(date);
  // Days from the civil calendar, counted in eras of 400 years that start in March, so that a leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

export function localDateOfEpochDay(epochDay: number): LocalDate {
  const z = epochDay + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return localDateOf({ year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 });
}

export function civilOf(date: LocalDate): CivilDate {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

export function localDateOf({ year, month, day }: CivilDate): LocalDate {
  assert(year >= 1900 && year <= 2199, `year ${year} is outside 1900..2199`);
  return `${year}-${pad2(month)}-${pad2(day)}` as LocalDate;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return localDateOfEpochDay(epochDayOf(date) + days);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** 1 = Monday .. 7 = Sunday. */
export function weekdayOf(date: LocalDate): number {
  return ((((epochDayOf(date) + 3) % 7) + 7) % 7) + 1;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochMsOf(instant: Instant): number {
  const day = epochDayOf(instant.slice(0, 10) as LocalDate);
  const [hour, minute, second, ms] = [Number(instant.slice(11, 13)), Number(instant.slice(14, 16)), Number(instant.slice(17, 19)), Number(instant.slice(20, 23))];
  return day * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

export function instantOfEpochMs(epochMs: number): Instant {
  assert(Number.isSafeInteger(epochMs), `an instant needs whole milliseconds, got ${epochMs}`);
  const day = Math.floor(epochMs / MS_PER_DAY);
  const rest = epochMs - day * MS_PER_DAY;
  const time = `${pad2(Math.floor(rest / 3_600_000))}:${pad2(Math.floor(rest / 60_000) % 60)}:${pad2(Math.floor(rest / 1000) % 60)}`;
  return `${localDateOfEpochDay(day)}T${time}.${String(rest % 1000).padStart(3, '0')}Z` as Instant;
}

/** The day in Asia/Shanghai that an instant falls on: the day the law counts with. */
export function lawDateOf(instant: Instant): LocalDate {
  const epochMs = epochMsOf(instant);
  assert(epochMs >= FIRST_INSTANT_MS, `${instant} is before 1992, when Shanghai time was not UTC+8 throughout`);
  return localDateOfEpochDay(Math.floor((epochMs + SHANGHAI_OFFSET_MS) / MS_PER_DAY));
}

/** The instant at which a day ends: 24:00 Asia/Shanghai, that is the first instant of the next day. @source 民法典 203 */
export function endOfLawDate(date: LocalDate): Instant {
  return instantOfEpochMs((epochDayOf(date) + 1) * MS_PER_DAY - SHANGHAI_OFFSET_MS);
}

/** The instant at which a day begins: 00:00 Asia/Shanghai. */
export function startOfLawDate(date: LocalDate): Instant {
  return instantOfEpochMs(epochDayOf(date) * MS_PER_DAY - SHANGHAI_OFFSET_MS);
}

export function addMs(instant: Instant, ms: number): Instant {
  return instantOfEpochMs(epochMsOf(instant) + ms);
}

function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
