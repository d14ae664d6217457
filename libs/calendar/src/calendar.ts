// Working-day questions over a compiled calendar. What is not here: the document it is compiled from, and periods.
import { addDays, epochDayOf, localDateOf, localDateOfEpochDay, type LocalDate } from '@quanze/kernel';
import type { CalendarDocument } from './calendar-document.js';

/** A calendar ready for questions. Days are counted in whole days since 1970-01-01; `exceptions` holds only days that
 *  differ from plain weekday logic or are confirmed by a notice. */
export interface Calendar {
  readonly id: string;
  readonly version: string;
  readonly coveredYears: readonly number[];
  readonly exceptions: ReadonlyMap<number, boolean>;
  readonly coveredDays: readonly (readonly [first: number, last: number])[];
}

/** Whether a day is worked. `provisional`: its year has no published notice, so the answer is weekday logic only. */
export interface DayAnswer {
  readonly working: boolean;
  readonly provisional: boolean;
}

/** A day found by walking the calendar. `provisional`: some day passed on the way, or the day itself, is not covered. */
export interface DayFound {
  readonly date: LocalDate;
  readonly provisional: boolean;
}

/** Prepares a calendar document for questions. INVARIANT: a year is covered exactly when it has a notice. */
export function compileCalendar(document: CalendarDocument): Calendar {
  const exceptions = new Map<number, boolean>();
  const covered = document.years.filter((year) => year.notice !== null).map((year) => year.year).sort((a, b) => a - b);
  for (const { off, work } of document.years) {
    for (const day of off) exceptions.set(epochDayOf(day), false);
    for (const day of work) exceptions.set(epochDayOf(day), true);
  }
  const coveredDays = covered.map((year) => [
    epochDayOf(localDateOf({ year, month: 1, day: 1 })),
    epochDayOf(localDateOf({ year, month: 12, day: 31 })),
  ] as const);
  return { id: document.id, version: document.version, coveredYears: covered, exceptions, coveredDays };
}

/** Whether a notice covers the day. @param day days since 1970-01-01 */
export function coversEpochDay(calendar: Calendar, day: number): boolean {
  for (const [first, last] of calendar.coveredDays) if (day >= first && day <= last) return true;
  return false;
}

/** Whether the day is worked: a make-up day, or Monday to Friday and not a day off. @param day days since 1970-01-01 */
export function isWorkingEpochDay(calendar: Calendar, day: number): boolean {
  // 1970-01-01 was a Thursday, the fourth day of the week.
  return calendar.exceptions.get(day) ?? (((day + 3) % 7) + 7) % 7 < 5;
}

/** Whether people work on a day. @source 国务院办公厅 holiday notices; 刑诉法 105(4) */
export function isWorkingDay(calendar: Calendar, date: LocalDate): DayAnswer {
  const day = epochDayOf(date);
  return { working: isWorkingEpochDay(calendar, day), provisional: !coversEpochDay(calendar, day) };
}

/** The first working day on or after a day: where a period that ends on a rest day is moved to. */
export function workingDayOnOrAfter(calendar: Calendar, date: LocalDate): DayFound {
  let day = epochDayOf(date);
  let provisional = !coversEpochDay(calendar, day);
  while (!isWorkingEpochDay(calendar, day)) {
    day += 1;
    provisional ||= !coversEpochDay(calendar, day);
  }
  return { date: localDateOfEpochDay(day), provisional };
}

/** The first working day after a day, the day itself not considered. */
export function nextWorkingDay(calendar: Calendar, date: LocalDate): DayFound {
  return workingDayOnOrAfter(calendar, addDays(date, 1));
}

/** The n-th working day after a day, the day itself not counted. @param count 0..9999; 0 gives the day itself. @source 刑诉法 105(2) */
export function addWorkingDays(calendar: Calendar, date: LocalDate, count: number): DayFound {
  let day = epochDayOf(date);
  let provisional = !coversEpochDay(calendar, day);
  for (let left = count; left > 0;) {
    day += 1;
    provisional ||= !coversEpochDay(calendar, day);
    if (isWorkingEpochDay(calendar, day)) left -= 1;
  }
  return { date: localDateOfEpochDay(day), provisional };
}
