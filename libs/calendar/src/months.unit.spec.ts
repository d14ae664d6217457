// Counting months under both rules, with the worked contrast of the two.
import { expectOk, parseLocalDate } from '@quanze/kernel';
import { addMonths } from './months.js';
import { addPeriods, formatPeriod, isAtMost, labelOfPeriod, parsePeriod, type Period } from './period.js';

const date = (text: string) => expectOk(parseLocalDate(text), text);
const period = (text: string): Period => expectOk(parsePeriod(text), text);

describe('a month', () => {
  it.each([
    ['2023-03-15', '2023-04-15', '2023-04-15'],
    ['2023-01-31', '2023-02-28', '2023-02-28'],
    ['2023-01-30', '2023-02-28', '2023-02-28'],
    ['2023-02-28', '2023-03-31', '2023-03-28'],
    ['2022-06-30', '2022-07-31', '2022-07-30'],
    ['2020-02-29', '2020-03-31', '2020-03-29'],
    ['2024-02-28', '2024-03-28', '2024-03-28'],
  ])('from %s ends on %s in criminal and on %s in civil matters', (start, criminal, civil) => {
    expect([addMonths(date(start), 1, 'criminal'), addMonths(date(start), 1, 'civil')]).toEqual([criminal, civil]);
  });

  it('added with others in one step does not drift', () => {
    expect(addMonths(date('2025-10-31'), 3, 'criminal')).toBe('2026-01-31');
    expect(addMonths(date('2025-10-31'), 3, 'civil')).toBe('2026-01-31');
    expect(addMonths(date('2024-01-31'), 13, 'civil')).toBe('2025-02-28');
  });

  it('can be counted back', () => {
    expect(addMonths(date('2025-03-31'), -1, 'civil')).toBe('2025-02-28');
    expect(addMonths(date('2025-01-15'), -13, 'criminal')).toBe('2023-12-15');
  });

  it('outside the range of dates gives nothing', () => {
    expect(addMonths(date('2199-12-01'), 1, 'civil')).toBeNull();
    expect(addMonths(date('1900-01-01'), -1, 'civil')).toBeNull();
  });
});

describe('a period', () => {
  it.each(['P7D', 'P1M', 'P1M15D', 'P2Y', 'P1Y6M2D', 'PT24H', 'P0.5M', 'P1.5M', 'P0D'])('%s is read and written back', (text) => {
    expect(formatPeriod(period(text))).toBe(text);
  });

  it.each(['P', 'PT', '', 'P1W', '1M', 'P-1D', 'P1H', 'PT1D', 'P1.5D', 'P1D1M', 7, null])('refuses %p', (text) => {
    expect(parsePeriod(text)).toMatchObject({ ok: false, refusal: { code: 'PERIOD.MALFORMED' } });
  });

  it('adds unit by unit, and two half months make a month', () => {
    expect(formatPeriod(addPeriods(period('P1M'), period('P15D')))).toBe('P1M15D');
    expect(formatPeriod(addPeriods(period('P0.5M'), period('P1.5M')))).toBe('P2M');
  });

  it.each([
    ['P3D', 'P4D', true], ['P4D', 'P3D', false], ['P28D', 'P1M', true], ['P29D', 'P1M', false], ['P1M', 'P30D', false], ['P1M', 'P31D', true],
    ['P1Y', 'P12M', true], ['PT12H', 'PT24H', true], ['PT25H', 'PT24H', false], ['P0.5M', 'P15D', true], ['P16D', 'P0.5M', false],
  ])('%s is never longer than %s: %p', (a, b, expected) => {
    expect(isAtMost(period(a), period(b))).toBe(expected);
  });

  it('has words in both languages', () => {
    expect(labelOfPeriod(period('P1M15D'))).toEqual({ zh: '1个月15日', en: '1 month 15 days' });
    expect(labelOfPeriod(period('P0.5M'))).toEqual({ zh: '半个月', en: '1 half month' });
    expect(labelOfPeriod(period('P0D'))).toEqual({ zh: '当日', en: 'the same day' });
  });
});
