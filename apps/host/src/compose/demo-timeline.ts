// Lays the stories over the weeks before the first start: every step gets its moment, in office hours of a working day, and all
// of them one order. Pure: the same start gives the same moments. What is not here: doing the steps (`demo-walk.ts`).
import { computeDeadline, isWorkingDay, workingDayOnOrAfter, type Calendar, type DeadlineRules } from '@quanze/calendar';
import { addDays, addMs, assert, epochMsOf, instantOfEpochMs, lawDateOf, startOfLawDate, type Instant, type LocalDate } from '@quanze/kernel';
import type { Beginning, DemoStep, DemoStory } from './demo-story.js';

export interface Moment {
  readonly at: Instant;
  readonly story: DemoStory;
  readonly step: DemoStep;
  /** Place of the step in its story, from 0. */
  readonly index: number;
}

export interface LawBooks {
  readonly calendar: Calendar;
  readonly rules: DeadlineRules;
}

const OPENING_MS = 9 * 3_600_000;
const STEP_MS = 11 * 60_000;
// Two stories of one day do not work on the same minute.
const STORY_MS = 37_000;
const WEEKS_BACK_MAX = 60;

/** All steps in order of time. INVARIANT: no step lies after `start`, and the steps of a story keep their order.
 *  @param start the moment of the first start: the present of the demonstration */
export function layOut(stories: readonly DemoStory[], start: Instant, books: LawBooks): readonly Moment[] {
  return stories.flatMap((story, place) => momentsOf(story, place, start, books)).sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

function momentsOf(story: DemoStory, place: number, start: Instant, books: LawBooks): readonly Moment[] {
  const begin = beginningOf(story.begins, lawDateOf(start), books);
  return story.steps.map((step, index) => {
    // Days do not decrease and steps are minutes apart, so each step comes after the one before it.
    const day = workingDayOnOrAfter(books.calendar, addDays(begin, step.day)).date;
    const planned = addMs(startOfLawDate(day), OPENING_MS + index * STEP_MS + place * STORY_MS);
    // What would lie in the future is done now, still one after the other.
    const latest = instantOfEpochMs(epochMsOf(start) - (story.steps.length - index) * 1000);
    return { at: planned > latest ? latest : planned, story, step, index };
  });
}

/** The day a story begins: always a working day. */
export function beginningOf(begins: Beginning, today: LocalDate, { calendar, rules }: LawBooks): LocalDate {
  if ('daysAgo' in begins) return workingDayOnOrBefore(calendar, addDays(today, -begins.daysAgo));
  const rule = rules.rules.get(begins.rule);
  assert(rule !== undefined, `there is no deadline rule ${begins.rule}`);
  const wanted = addDays(today, begins.dueInDays);
  // The latest day whose period has ended by then; periods are not evenly long, so the days are tried.
  for (let back = 0; back <= WEEKS_BACK_MAX * 7; back += 1) {
    const day = addDays(today, -back);
    if (!isWorkingDay(calendar, day).working) continue;
    const due = computeDeadline(rule, day, [{ event: 'custody', in_custody: begins.held }], calendar, { rules });
    if (due.ok && due.value.due <= wanted) return day;
  }
  throw new Error(`no day gives ${begins.rule} an end on ${wanted}`);
}

function workingDayOnOrBefore(calendar: Calendar, day: LocalDate): LocalDate {
  return isWorkingDay(calendar, day).working ? day : workingDayOnOrBefore(calendar, addDays(day, -1));
}
