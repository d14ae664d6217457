// A caller's moment shown in the unit of a clock. What is not here: reading it (event.ts).
import { instantOfEpochMs, localDateOfEpochDay, type Instant, type LocalDate } from '@quanze/kernel';
import type { Moment } from './event.js';
import type { DeadlineRule } from './rule.js';

/** Whether a clock is counted in hours, so that the time of day matters. */
export function countsHours(rule: DeadlineRule): boolean {
  return rule.calendar === 'hours' || rule.calendar === 'hours-exact';
}

/** The day in Asia/Shanghai, or for hour clocks the instant where one was given. */
export function showMoment(rule: DeadlineRule, moment: Moment): LocalDate | Instant {
  return countsHours(rule) && moment.ms !== null ? instantOfEpochMs(moment.ms) : localDateOfEpochDay(moment.day);
}
