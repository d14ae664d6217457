// Law time: what is read and refused, days and instants against the calendar of the platform, and the edges of a day in Shanghai.
import { addDays, addMs, civilOf, daysBetween, daysInMonth, endOfLawDate, epochDayOf, epochMsOf, instantOfEpochMs, isLeapYear, lawDateOf, localDateOf, localDateOfEpochDay, parseInstant, parseLocalDate, startOfLawDate, weekdayOf, type Instant, type LocalDate } from './index.js';

const MS_PER_DAY = 86_400_000;
const day = (text: string): LocalDate => text as LocalDate;
const at = (text: string): Instant => text as Instant;
const readDay = (text: unknown): string => { const result = parseLocalDate(text); return result.ok ? result.value : result.refusal.code; };
const readInstant = (text: unknown): string => { const result = parseInstant(text); return result.ok ? result.value : result.refusal.code; };

describe('a day', () => {
  it.each(['2026-03-02', '1900-01-01', '2199-12-31', '2024-02-29', '2000-02-29'])('%s is read as it stands', (text) => {
    expect(readDay(text)).toBe(text);
  });

  it.each(['2025-02-29', '1900-02-29', '2026-00-10', '2026-13-01', '2026-04-31', '2026-01-00', '1899-12-31', '2200-01-01', '2026-3-2', '2026-03-02 ', '2026-03-02T00:00', '', 20260302, null, undefined])('%p is refused', (text) => {
    expect(readDay(text)).toBe('DATE.MALFORMED');
  });

  it('has the number, the parts and the weekday that the platform gives it, on every day of the range', () => {
    const [first, last] = [epochDayOf(day('1900-01-01')), epochDayOf(day('2199-12-31'))];
    const wrong: string[] = [];
    for (let number = first; number <= last; number += 1) {
      const platform = new Date(number * MS_PER_DAY);
      const text = platform.toISOString().slice(0, 10);
      const { year, month, day: ofMonth } = civilOf(day(text));
      const same = localDateOfEpochDay(number) === text && epochDayOf(day(text)) === number && weekdayOf(day(text)) === (platform.getUTCDay() || 7)
        && year === platform.getUTCFullYear() && month === platform.getUTCMonth() + 1 && ofMonth === platform.getUTCDate();
      if (!same) wrong.push(text);
    }
    expect([first, last, wrong]).toEqual([-25_567, 84_005, []]);
  });

  it('is moved and measured by whole days, across months and leap days', () => {
    expect([addDays(day('2024-02-28'), 2), addDays(day('2026-01-01'), -1), daysBetween(day('2026-03-02'), day('2026-02-28'))]).toEqual(['2024-03-01', '2025-12-31', -2]);
  });

  it('outside of 1900 to 2199 is a fault, not a date', () => {
    expect(() => localDateOf({ year: 2200, month: 1, day: 1 })).toThrow('year 2200 is outside 1900..2199');
    expect(() => addDays(day('1900-01-01'), -1)).toThrow('FAULT.ASSERTION');
  });
});

describe('a month', () => {
  it('has the days of its year', () => {
    expect(Array.from({ length: 12 }, (_, index) => daysInMonth(2026, index + 1))).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect([1900, 2000, 2023, 2024, 2100].map((year) => [isLeapYear(year), daysInMonth(year, 2)])).toEqual([[false, 28], [true, 29], [false, 28], [true, 29], [false, 28]]);
  });
});

describe('an instant', () => {
  it.each([
    ['2026-03-02T01:00Z', '2026-03-02T01:00:00.000Z'], ['2026-03-02T09:00:30+08:00', '2026-03-02T01:00:30.000Z'], ['2026-03-02T00:30:00.5-05:30', '2026-03-02T06:00:00.500Z'],
    ['2026-03-02T01:00:00.123456789Z', '2026-03-02T01:00:00.123Z'], ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
    ['1992-01-01T00:00:00+08:00', '1991-12-31T16:00:00.000Z'], ['2199-12-31T15:59:59.999Z', '2199-12-31T15:59:59.999Z'],
  ])('%s is read as %s', (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });

  it.each([
    '2026-03-02', '2026-03-02T01:00:00', '2026-03-02 01:00:00Z', '2026-03-02T24:00:00Z', '2026-03-02T01:60:00Z', '2026-03-02T01:00:60Z', '2026-02-30T01:00:00Z', '2026-03-02T01:00:00+15:00',
    '2026-03-02T01:00:00+08:60', '1991-12-31T15:59:59.999Z', '2199-12-31T16:00:00.000Z', '', 1_772_413_200_000, null, undefined,
  ])('%p is refused', (text) => {
    expect(readInstant(text)).toBe('INSTANT.MALFORMED');
  });

  it('has the number of milliseconds that the platform gives it, and comes back from it', () => {
    for (const text of ['1992-02-29T00:00:00.000Z', '2026-03-02T01:02:03.004Z', '2199-12-31T15:59:59.999Z']) {
      expect(epochMsOf(at(text))).toBe(Date.parse(text));
      expect(instantOfEpochMs(Date.parse(text))).toBe(text);
    }
    expect(addMs(at('2026-03-02T23:59:59.999Z'), 1)).toBe('2026-03-03T00:00:00.000Z');
    expect(() => instantOfEpochMs(0.5)).toThrow('whole milliseconds');
  });
});

describe('a day of the law', () => {
  it('begins and ends at midnight in Shanghai', () => {
    expect([startOfLawDate(day('2026-03-02')), endOfLawDate(day('2026-03-02'))]).toEqual(['2026-03-01T16:00:00.000Z', '2026-03-02T16:00:00.000Z']);
    expect(endOfLawDate(day('2026-12-31'))).toBe(startOfLawDate(day('2027-01-01')));
  });

  it('holds its first instant and not its end', () => {
    expect([lawDateOf(startOfLawDate(day('2026-03-02'))), lawDateOf(addMs(endOfLawDate(day('2026-03-02')), -1)), lawDateOf(endOfLawDate(day('2026-03-02')))]).toEqual(['2026-03-02', '2026-03-02', '2026-03-03']);
  });

  it('is not told before 1992, when Shanghai was not at +08:00 throughout', () => {
    expect(lawDateOf(at('1991-12-31T16:00:00.000Z'))).toBe('1992-01-01');
    expect(() => lawDateOf(at('1991-12-31T15:59:59.999Z'))).toThrow('before 1992');
  });
});
