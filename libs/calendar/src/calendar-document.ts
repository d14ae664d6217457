// The calendar document: official rest days and make-up working days, one notice per year. What is not here: answering
// whether a day is worked (calendar.ts).
import { addDays, daysBetween, weekdayOf, type Label, type LocalDate, type Refusal, type Result } from '@quanze/kernel';
import { DocumentReader, HEAD_KEYS, type DocumentHead } from './document-reader.js';

/** Where a year's days come from: the holiday notice of the State Council General Office and its date. */
export interface CalendarNotice {
  readonly title: string;
  readonly issued: LocalDate;
}

/** One year. Without a notice nothing is known about it: it is not covered, and no day of it is guessed. */
export interface CalendarYear {
  readonly year: number;
  readonly notice: CalendarNotice | null;
  readonly off: readonly LocalDate[];
  readonly work: readonly LocalDate[];
  readonly remark: Label | null;
}

export interface CalendarDocument extends DocumentHead {
  readonly years: readonly CalendarYear[];
}

const RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;
const RANGE_DAYS_MAX = 31;

/** Reads and checks a `calendar` document from plain JSON. A notice may reach back into the December before its year.
 *  Refuses with a list, each with `path`: `DEFINITION.UNKNOWN_KEY`, `.MISSING_KEY`, `.WRONG_TYPE`, `.BAD_VALUE`,
 *  `.DUPLICATE` (a year or day twice) and `CALENDAR.NOT_A_WEEKEND` (a make-up working day that is an ordinary weekday). */
export function parseCalendar(value: unknown): Result<CalendarDocument, readonly Refusal[]> {
  const reader = new DocumentReader();
  const fields = reader.object(value, '', [...HEAD_KEYS, 'years'], ['$schema']);
  const head = reader.head(fields, 'calendar');
  const years = reader.list(fields['years'], '/years', (item, path) => readYear(reader, item, path));
  const seen = new Set<number>();
  years.forEach(({ year }, index) => {
    // Year 0 stands for one that could not be read and was refused already.
    if (year !== 0 && seen.has(year)) reader.refuse('DEFINITION.DUPLICATE', `/years/${index}/year`, { value: year });
    seen.add(year);
  });
  return reader.result({ ...head, years });
}

function readYear(reader: DocumentReader, value: unknown, path: string): CalendarYear {
  const fields = reader.object(value, path, ['year', 'notice'], ['off', 'work', 'remark']);
  const year = fields['year'] === undefined ? 0 : reader.count(fields['year'], `${path}/year`);
  const notice = fields['notice'] === null ? null : readNotice(reader, fields['notice'], `${path}/notice`);
  const off = reader.list(fields['off'], `${path}/off`, (item, at) => readDays(reader, item, at, year)).flat();
  const work = reader.list(fields['work'], `${path}/work`, (item, at) => readDays(reader, item, at, year)).flat();
  if (notice === null && off.length + work.length > 0) reader.refuse('DEFINITION.BAD_VALUE', path, { expected: ['no days without a notice'] });
  checkDays(reader, path, off, work);
  const remark = fields['remark'] === undefined ? null : reader.label(fields['remark'], `${path}/remark`);
  return { year, notice, off, work, remark };
}

function readNotice(reader: DocumentReader, value: unknown, path: string): CalendarNotice | null {
  if (value === undefined) return null;
  const fields = reader.object(value, path, ['title', 'issued']);
  const issued = reader.date(fields['issued'], `${path}/issued`);
  return issued === null ? null : { title: reader.text(fields['title'], `${path}/title`), issued };
}

/** One day, or `a..b` with both ends included. */
function readDays(reader: DocumentReader, value: unknown, path: string, year: number): readonly LocalDate[] {
  const range = typeof value === 'string' ? RANGE.exec(value) : null;
  const first = reader.date(range === null ? value ?? null : range[1], path);
  const last = range === null ? first : reader.date(range[2], path);
  if (first === null || last === null) return [];
  const length = daysBetween(first, last);
  const inYear = [first, last].every((day) => day.startsWith(`${year}-`) || day.startsWith(`${year - 1}-12-`));
  if (length < 0 || length >= RANGE_DAYS_MAX || !inYear) {
    reader.refuse('DEFINITION.BAD_VALUE', path, { expected: [`days of ${year}, in order`] });
    return [];
  }
  return Array.from({ length: length + 1 }, (_, index) => addDays(first, index));
}

function checkDays(reader: DocumentReader, path: string, off: readonly LocalDate[], work: readonly LocalDate[]): void {
  const seen = new Set<LocalDate>();
  for (const day of [...off, ...work]) {
    if (seen.has(day)) reader.refuse('DEFINITION.DUPLICATE', path, { value: day });
    seen.add(day);
  }
  for (const day of work) {
    // A weekday is worked anyway; listing it means that the notice was misread.
    if (weekdayOf(day) < 6) reader.refuse('CALENDAR.NOT_A_WEEKEND', `${path}/work`, { value: day });
  }
}
