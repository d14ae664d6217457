// Working-day questions over the shipped calendar, and what the calendar reader refuses.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { expectOk, parseLocalDate } from '@quanze/kernel';
import { addWorkingDays, compileCalendar, isWorkingDay, nextWorkingDay, parseCalendar, workingDayOnOrAfter } from './index.js';

const read = (path: string): unknown => parse(readFileSync(resolve(import.meta.dirname, '../../../workflows', path), 'utf8'));
const raw = read('calendars/china.yaml') as { years: unknown[] };
const parsed = parseCalendar(raw);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
const calendar = compileCalendar(parsed.value);
const date = (text: string) => expectOk(parseLocalDate(text), text);
const working = (text: string) => isWorkingDay(calendar, date(text));

describe('the shipped calendar', () => {
  it('covers exactly the years with a notice', () => {
    expect(calendar.coveredYears).toEqual([2024, 2025, 2026]);
    expect(parsed.value.years.map(({ year, notice }) => [year, notice?.issued ?? null])).toEqual([[2024, '2023-10-25'], [2025, '2024-11-12'], [2026, '2025-11-04'], [2027, null]]);
  });

  it('holds the days of the three notices', () => {
    expect(parsed.value.years.map(({ off, work }) => [off.length, work.length])).toEqual([[28, 8], [28, 5], [33, 6], [0, 0]]);
  });

  it('knows the eve of the new year as worked in 2024 and as a rest day from 2025', () => {
    expect([working('2024-02-09').working, working('2025-01-28').working, working('2026-02-16').working]).toEqual([true, false, false]);
  });

  it('takes make-up weekends as worked, other weekends and shifted days off as rest', () => {
    expect(['2025-04-27', '2026-02-28', '2025-04-26', '2025-05-05', '2025-05-06'].map((day) => working(day).working)).toEqual([true, true, false, false, true]);
  });

  it('answers outside the covered years by weekday, flagged provisional', () => {
    expect([working('2027-10-01'), working('2027-10-02'), working('2023-12-29'), working('2026-12-31')]).toEqual([
      { working: true, provisional: true }, { working: false, provisional: true }, { working: true, provisional: true }, { working: true, provisional: false },
    ]);
  });

  it('finds the first working day on or after, and strictly after, a day', () => {
    expect(workingDayOnOrAfter(calendar, date('2024-02-10'))).toEqual({ date: '2024-02-18', provisional: false });
    expect(workingDayOnOrAfter(calendar, date('2024-02-18')).date).toBe('2024-02-18');
    expect(nextWorkingDay(calendar, date('2024-02-18')).date).toBe('2024-02-19');
    expect(workingDayOnOrAfter(calendar, date('2023-12-31'))).toEqual({ date: '2024-01-02', provisional: true });
  });

  it('counts working days after a day', () => {
    expect(addWorkingDays(calendar, date('2025-04-30'), 3).date).toBe('2025-05-08');
    expect(addWorkingDays(calendar, date('2025-05-03'), 1).date).toBe('2025-05-06');
    expect(addWorkingDays(calendar, date('2025-05-03'), 0).date).toBe('2025-05-03');
    expect(addWorkingDays(calendar, date('2026-12-31'), 1)).toEqual({ date: '2027-01-01', provisional: true });
  });
});

describe('a calendar that ends on a rest day', () => {
  it('answers provisionally for the working day after it', () => {
    const short = { ...parsed.value, years: [{ year: 2022, notice: { title: '通知', issued: date('2021-10-25') }, off: [], work: [], remark: null }] };
    expect(workingDayOnOrAfter(compileCalendar(short), date('2022-12-31'))).toEqual({ date: '2023-01-02', provisional: true });
  });
});

describe('reading a calendar', () => {
  const head = { kind: 'calendar', id: 'x', version: '1', label: { zh: '历', en: 'calendar' }, source: 's', status: 'verified' };
  const notice = { title: '通知', issued: '2023-10-25' };
  const refusals = (...years: unknown[]) => {
    const result = parseCalendar({ ...head, years });
    return result.ok ? [] : result.refusal.map(({ code, params }) => [code, params['path']]);
  };

  it('refuses a day out of the year, a backward or endless range and a day that does not exist', () => {
    expect(refusals({ year: 2024, notice, off: ['2025-01-01'] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0/off/0']]);
    expect(refusals({ year: 2024, notice, off: ['2024-01-03..2024-01-01'] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0/off/0']]);
    expect(refusals({ year: 2024, notice, off: ['2024-01-01..2024-03-01'] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0/off/0']]);
    expect(refusals({ year: 2023, notice, off: ['2023-02-29'] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0/off/0']]);
    expect(refusals({ year: 2024, notice, off: [20240101] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0/off/0']]);
    expect(refusals({ year: 2024, notice, off: [undefined] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0/off/0']]);
  });

  it('lets a notice reach back into the December before', () => {
    expect(refusals({ year: 2023, notice, off: ['2022-12-31..2023-01-02'] })).toEqual([]);
  });

  it('refuses a year twice, a day twice, and a make-up day that is a weekday', () => {
    expect(refusals({ year: 2024, notice }, { year: 2024, notice })).toEqual([['DEFINITION.DUPLICATE', '/years/1/year']]);
    expect(refusals({ year: 2024, notice, off: ['2024-02-04'], work: ['2024-02-04'] })).toEqual([['DEFINITION.DUPLICATE', '/years/0']]);
    expect(refusals({ year: 2024, notice, work: ['2024-02-05'] })).toEqual([['CALENDAR.NOT_A_WEEKEND', '/years/0/work']]);
  });

  it('refuses a notice without its day, which is no notice', () => {
    expect(refusals({ year: 2024, notice: { title: '通知' } })).toEqual([['DEFINITION.MISSING_KEY', '/years/0/notice']]);
  });

  it('refuses days of a year without a notice', () => {
    expect(refusals({ year: 2027, notice: null, off: ['2027-01-01'] })).toEqual([['DEFINITION.BAD_VALUE', '/years/0']]);
  });

  it('refuses unknown and missing keys and wrong shapes, all at once', () => {
    expect(refusals({ year: 2024, notice, 'o~f/f': [] }, { notice }, 7)).toEqual([
      ['DEFINITION.UNKNOWN_KEY', '/years/0/o~0f~1f'], ['DEFINITION.MISSING_KEY', '/years/1'], ['DEFINITION.WRONG_TYPE', '/years/2'],
    ]);
    expect(parseCalendar({ ...head, kind: 'deadline-rules', years: [] })).toMatchObject({ ok: false, refusal: [{ code: 'DEFINITION.BAD_VALUE', params: { path: '/kind' } }] });
    expect(refusals({ year: '2024', notice: { title: '', issued: 5 }, off: 'x', remark: { zh: '注' } })).toEqual([
      ['DEFINITION.WRONG_TYPE', '/years/0/year'], ['DEFINITION.BAD_VALUE', '/years/0/notice/issued'], ['DEFINITION.WRONG_TYPE', '/years/0/off'], ['DEFINITION.MISSING_KEY', '/years/0/remark'],
    ]);
  });
});
