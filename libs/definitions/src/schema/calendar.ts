// The schema of a calendar. The meaning belongs to `@quanze/calendar`; this mirrors the shape.
import { closed, documentSchema, plainHead, listOf, PATTERNS, ref, text, whole, word } from './parts.js';

const DAY = PATTERNS.date.slice(1, -1);
const DAYS = word(`^${DAY}([.][.]${DAY})?$`, 'A day, or first..last with both included.', 22);

const HEAD = plainHead('calendar');
const HEAD_KEYS = Object.keys(HEAD);

export const CALENDAR_SCHEMA = documentSchema(
  'calendar',
  'Calendar',
  closed('Official rest days and make-up working days.', [...HEAD_KEYS, 'years'], {
    ...HEAD,
    years: listOf(ref('year'), 'Years.', { min: 1, max: 300 }),
  }),
  {
    year: closed('One year. Without a notice the year is not covered, and no day of it is guessed.', ['year', 'notice'], {
      year: whole(1990, 2199, 'Year.'),
      notice: {
        type: ['object', 'null'],
        description: 'The holiday notice of the State Council General Office; null = none yet.',
        required: ['title', 'issued'],
        properties: { title: text('Title of the notice.', 400), issued: word(PATTERNS.date, 'Day of issue.', 10) },
        additionalProperties: false,
      },
      off: listOf(DAYS, 'Rest days.', { max: 120 }),
      work: listOf(DAYS, 'Weekend days that are worked.', { max: 60 }),
      remark: ref('label'),
    }),
  },
);
