// The two rules for counting months. What is not here: days, working days, extensions.
import { civilOf, daysInMonth, localDateOf, type LocalDate } from '@quanze/kernel';

/** Which text says how a month is counted: the criminal regime (sticky month end) or the Civil Code (corresponding date). */
export type MonthRule = 'criminal' | 'civil';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Moves a day by whole months in one step (negative: back). The day of the month is kept; where the month reached has no
 *  such day, its last day is taken. Under `criminal` a start on the last day of its month always ends on a last day.
 *  @returns null when the result lies outside 1900..2199.   @source 高法解释 202 (criminal); 民法典 202 (civil) */
export function addMonths(start: LocalDate, months: number, rule: MonthRule): LocalDate | null {
  if (months === 0) return start;
  const { year, month, day } = civilOf(start);
  const reached = year * 12 + (month - 1) + months;
  const [reachedYear, reachedMonth] = [Math.floor(reached / 12), (((reached % 12) + 12) % 12) + 1];
  if (reachedYear < FIRST_YEAR || reachedYear > LAST_YEAR) return null;
  const last = daysInMonth(reachedYear, reachedMonth);
  const sticky = rule === 'criminal' && day === daysInMonth(year, month);
  return localDateOf({ year: reachedYear, month: reachedMonth, day: sticky || day > last ? last : day });
}

/** The article that fixes the month rule. */
export function sourceOfMonthRule(rule: MonthRule): string {
  return rule === 'criminal' ? '高法解释第202条' : '民法典第202条';
}
