// Counts a clock to its end: months, then days, then the days that do not count, then custody and roll-over once.
// What is not here: how the clock came to be (clock.ts) and hours (settle-hours.ts).
import { epochDayOf, localDateOfEpochDay, ok, refused, type Result } from '@quanze/kernel';
import { addWorkingDays, coversEpochDay, workingDayOnOrAfter, type Calendar } from './calendar.js';
import type { Clock, ClockInterval, EventTrust } from './clock.js';
import { isHeldOn, type CustodyChange } from './custody.js';
import { DerivationStep } from './derivation.js';
import { countUnion } from './interval.js';
import { addMonths, sourceOfMonthRule } from './months.js';
import { daysOf, labelOfPeriod, monthsOf, type Period } from './period.js';
import type { DeadlineRule } from './rule.js';

/** Where a clock ends: days since 1970-01-01. `nominal` is the last day before roll-over. */
export interface Ending {
  readonly nominal: number;
  readonly due: number;
  readonly provisional: boolean;
}

export interface SettleContext {
  readonly rule: DeadlineRule;
  readonly custody: readonly CustodyChange[];
  readonly calendar: Calendar;
  readonly trust: EventTrust;
}

const FIRST_DAY = -25_567; // 1900-01-01
const LAST_DAY = 84_005; // 2199-12-31

/** Counts a clock of days, months or working days. Steps are appended to `steps`.
 *  Refuses `DEADLINE.OUT_OF_RANGE` (outside 1900..2199) and, when only listed events are trusted,
 *  `DEADLINE.INTERVAL_OUTSIDE_CLOCK` (an interval that begins before the clock or after its end).
 *  @source 刑诉法 105; 民诉法 85; 高法解释 202; 民法典 202, 203 */
export function settleDays(context: SettleContext, clock: Clock, steps: DerivationStep[] | null): Result<Ending> {
  const { rule, calendar } = context;
  const counted = countLength(context, clock.start.day, clock.length, steps);
  if (!counted.ok) return counted;
  let { day } = counted.value;
  for (const { interval, added } of countUnion(clock.intervals)) {
    if (context.trust === 'listed' && (interval.from < clock.start.day || interval.from >= rollOver(context, day, null).day)) {
      return refused('DEADLINE.INTERVAL_OUTSIDE_CLOCK', { rule: rule.id, event: interval.event }, rule.source);
    }
    day += added;
    steps?.push(stepOfInterval(interval, added, localDateOfEpochDay));
  }
  if (!isInRange(day)) return outOfRange(rule);
  const rolled = rollOver(context, day, steps);
  if (!isInRange(rolled.day)) return outOfRange(rule);
  const provisional = counted.value.provisional || rolled.provisional || !coversEpochDay(calendar, rolled.day);
  return ok({ nominal: day, due: rolled.day, provisional });
}

/** The step of one interval. @param show words a number of the clock's unit */
export function stepOfInterval(interval: ClockInterval, days: number, show: (unit: number) => string): DerivationStep {
  const from = show(interval.from) as ReturnType<typeof localDateOfEpochDay>;
  if (interval.open && days === 0) return new DerivationStep('paused', interval.source, { from, what: interval.what });
  const to = show(interval.to) as ReturnType<typeof localDateOfEpochDay>;
  return new DerivationStep(interval.event, interval.source, { from, to, days, what: interval.what, flag: interval.listed });
}

function countLength(context: SettleContext, start: number, length: Period, steps: DerivationStep[] | null): Result<{ readonly day: number; readonly provisional: boolean }> {
  const { rule, calendar } = context;
  const first = localDateOfEpochDay(start);
  const months = monthsOf(length);
  const days = daysOf(length);
  if (rule.calendar === 'working') {
    if (start + days * 3 > LAST_DAY - 366) return outOfRange(rule);
    const found = addWorkingDays(calendar, first, days);
    steps?.push(new DerivationStep('working-days', rule.source, { from: first, to: found.date, days }));
    return ok({ day: epochDayOf(found.date), provisional: found.provisional });
  }
  const sign = rule.backward ? -1 : 1;
  const reached = addMonths(first, sign * months, rule.monthRule);
  if (reached === null) return outOfRange(rule);
  const day = epochDayOf(reached) + sign * days;
  if (!isInRange(day)) return outOfRange(rule);
  if (rule.backward) {
    steps?.push(new DerivationStep('backward', rule.source, { from: first, to: localDateOfEpochDay(day), what: labelOfPeriod(length) }));
    return ok({ day, provisional: false });
  }
  if (months > 0) {
    const what = labelOfPeriod({ ...length, halfMonth: false, days: 0 });
    steps?.push(new DerivationStep('months', sourceOfMonthRule(rule.monthRule), { from: first, to: reached, what }));
  }
  if (days > 0 || months === 0) steps?.push(new DerivationStep('days', rule.source, { from: reached, to: localDateOfEpochDay(day), days }));
  return ok({ day, provisional: false });
}

/** Moves the last day, once. Custody is asked about on the nominal last day. */
function rollOver(context: SettleContext, nominal: number, steps: DerivationStep[] | null): { readonly day: number; readonly provisional: boolean } {
  const { rule, calendar, custody } = context;
  if (rule.rollover === 'none' || rule.rollover === 'n/a') return { day: nominal, provisional: false };
  const from = localDateOfEpochDay(nominal);
  const source = rule.monthRule === 'criminal' ? '刑诉法第105条第4款' : '民诉法第85条第3款';
  if (rule.rollover === 'unless-in-custody') {
    const held = isHeldOn(custody, nominal);
    steps?.push(new DerivationStep('custody', source, { from, flag: held }));
    if (held) return { day: nominal, provisional: false };
  }
  const found = workingDayOnOrAfter(calendar, from);
  steps?.push(found.date === from ? new DerivationStep('keep', source, { from }) : new DerivationStep('roll-over', source, { from, to: found.date, days: epochDayOf(found.date) - nominal }));
  return { day: epochDayOf(found.date), provisional: found.provisional };
}

function isInRange(day: number): boolean {
  // A margin of a year leaves room to walk to the next working day inside the range of dates.
  return day >= FIRST_DAY && day <= LAST_DAY - 366;
}

function outOfRange<T>(rule: DeadlineRule): Result<T> {
  return refused('DEADLINE.OUT_OF_RANGE', { rule: rule.id }, rule.source);
}
