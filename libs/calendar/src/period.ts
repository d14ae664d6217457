// Legal periods as amounts: years, months, days or hours, read from ISO 8601 text. What is not here: counting them from a
// day (see months.ts and compute-deadline.ts).
import { ok, refused, type Label, type Result } from '@quanze/kernel';

/** An amount of time in the units the procedure laws know. Hours never mix with the other units; weeks do not exist.
 *  `halfMonth` is one half month, which the criminal regime counts as fifteen days. @source 刑诉法 105; 民诉法 85; 高法解释 202 */
export interface Period {
  readonly years: number;
  readonly months: number;
  readonly halfMonth: boolean;
  readonly days: number;
  readonly hours: number;
}

const DATE_PERIOD = /^P(?:(\d{1,2})Y)?(?:(\d{1,3})(\.5)?M)?(?:(\d{1,4})D)?$/;
const HOUR_PERIOD = /^PT(\d{1,4})H$/;
const HALF_MONTH_DAYS = 15;

/** Reads `P1M`, `P1M15D`, `P2Y`, `P0.5M` or `PT24H`; each number is a whole amount, at most 99 years, 999 months,
 *  9999 days, 9999 hours. Refuses `PERIOD.MALFORMED`. */
export function parsePeriod(text: unknown): Result<Period> {
  if (typeof text !== 'string') return refused('PERIOD.MALFORMED', {});
  const hours = HOUR_PERIOD.exec(text);
  if (hours !== null) return ok({ years: 0, months: 0, halfMonth: false, days: 0, hours: Number(hours[1]) });
  const match = text === 'P' ? null : DATE_PERIOD.exec(text);
  if (match === null) return refused('PERIOD.MALFORMED', {});
  const [years, months, days] = [Number(match[1] ?? 0), Number(match[2] ?? 0), Number(match[4] ?? 0)];
  return ok({ years, months, halfMonth: match[3] !== undefined, days, hours: 0 });
}

/** The ISO 8601 text of a period; `parsePeriod` reads it back to the same amounts. */
export function formatPeriod(period: Period): string {
  if (period.hours > 0) return `PT${period.hours}H`;
  const months = period.months > 0 || period.halfMonth ? `${period.months}${period.halfMonth ? '.5' : ''}M` : '';
  const text = `${period.years > 0 ? `${period.years}Y` : ''}${months}${period.days > 0 ? `${period.days}D` : ''}`;
  return text === '' ? 'P0D' : `P${text}`;
}

/** A period in words: `P1M15D` is 「1个月15日」 and `1 month 15 days`. */
export function labelOfPeriod(period: Period): Label {
  const parts: (readonly [number, string, string])[] = [
    [period.years, '年', 'year'], [period.months, '个月', 'month'], [period.halfMonth ? 1 : 0, '个半月', 'half month'],
    [period.days, '日', 'day'], [period.hours, '小时', 'hour'],
  ];
  const used = parts.filter(([amount]) => amount > 0);
  if (used.length === 0) return { zh: '当日', en: 'the same day' };
  return {
    zh: used.map(([amount, zh]) => (zh === '个半月' ? '半个月' : `${amount}${zh}`)).join(''),
    en: used.map(([amount, , en]) => `${amount} ${en}${amount === 1 ? '' : 's'}`).join(' '),
  };
}

/** The sum of two periods, unit by unit, so that months can later be added in one step; two half months make a month. */
export function addPeriods(a: Period, b: Period): Period {
  const bothHalf = a.halfMonth && b.halfMonth;
  return {
    years: a.years + b.years,
    months: a.months + b.months + (bothHalf ? 1 : 0),
    halfMonth: a.halfMonth !== b.halfMonth,
    days: a.days + b.days,
    hours: a.hours + b.hours,
  };
}

export function monthsOf(period: Period): number {
  return period.years * 12 + period.months;
}

/** Days beside the whole months, half a month included. */
export function daysOf(period: Period): number {
  return period.days + (period.halfMonth ? HALF_MONTH_DAYS : 0);
}

/** Whether a period counts hours; a period of nothing counts none. */
export function isHourPeriod(period: Period): boolean {
  return period.hours > 0;
}

/** Whether nothing at all is in the period. */
export function isEmptyPeriod(period: Period): boolean {
  return monthsOf(period) === 0 && daysOf(period) === 0 && period.hours === 0;
}

/** Whether `a` can never be longer than `b`, from whatever day both are counted. Months last 28 to 31 days, so a
 *  comparison that depends on the start (30 days and a month) answers no in both directions. */
export function isAtMost(a: Period, b: Period): boolean {
  if (a.hours > b.hours) return false;
  const [aMonths, bMonths, aDays, bDays] = [monthsOf(a), monthsOf(b), daysOf(a), daysOf(b)];
  if (aMonths <= bMonths && aDays <= bDays) return true;
  return 31 * aMonths + aDays <= 28 * bMonths + bDays;
}
