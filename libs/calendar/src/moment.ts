// A moment as callers give it: a day, or an instant when the time matters. What is not here: what happens at it (event.ts).
import { epochDayOf, epochMsOf, instantOfEpochMs, localDateOfEpochDay, ok, parseInstant, parseLocalDate, type Instant, type LocalDate, type Result } from '@quanze/kernel';
import type { DeadlineRule } from './rule.js';

/** `day` in days since 1970-01-01, Asia/Shanghai; `ms` since the epoch when a time was given, else null. */
export interface Moment {
  readonly day: number;
  readonly ms: number | null;
}

const MS_PER_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Reads `YYYY-MM-DD` or an instant with offset. Refuses `DATE.MALFORMED` or `INSTANT.MALFORMED`. */
export function readMoment(value: unknown): Result<Moment> {
  if (typeof value === 'string' && value.length === 10) {
    const date = parseLocalDate(value);
    return date.ok ? ok({ day: epochDayOf(date.value), ms: null }) : date;
  }
  const instant = parseInstant(value);
  if (!instant.ok) return instant;
  const ms = epochMsOf(instant.value);
  return ok({ day: lawDayOf(ms), ms });
}

/** The day in Asia/Shanghai that an instant falls on, in days since 1970-01-01. @param ms since the epoch */
export function lawDayOf(ms: number): number {
  return Math.floor((ms + SHANGHAI_OFFSET_MS) / MS_PER_DAY);
}

/** Whether a clock is counted in hours, so that the time of day matters. */
export function countsHours(rule: DeadlineRule): boolean {
  return rule.calendar === 'hours' || rule.calendar === 'hours-exact';
}

/** A moment in the unit its clock is counted in: the Shanghai day, or milliseconds for hour clocks (null without a time). */
export function unitOf(rule: DeadlineRule, moment: Moment): number | null {
  return countsHours(rule) ? moment.ms : moment.day;
}

/** The day in Asia/Shanghai, or for hour clocks the instant where one was given. */
export function showMoment(rule: DeadlineRule, moment: Moment): LocalDate | Instant {
  return countsHours(rule) && moment.ms !== null ? instantOfEpochMs(moment.ms) : localDateOfEpochDay(moment.day);
}
