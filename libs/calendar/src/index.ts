// What other libraries may use: calendars, deadline rules, and the due date of a clock with its derivation.
export { parseCalendar, type CalendarDocument, type CalendarNotice, type CalendarYear } from './calendar-document.js';
export { addWorkingDays, compileCalendar, isWorkingDay, nextWorkingDay, workingDayOnOrAfter, type Calendar, type DayAnswer, type DayFound } from './calendar.js';
export { type EventTrust } from './clock.js';
export { computeDeadline, type DeadlineOptions } from './compute-deadline.js';
export { isFiledInTime, type Deadline, type DeadlineRecord } from './deadline.js';
export { computeItem, type DeadlineAnswer, type DeadlineBook, type DeadlineFailure } from './deadline-item.js';
export { DEADLINE_CODES, deadlineMessage } from './deadline-message.js';
export { DerivationStep, renderDerivation, type StepFacts, type StepOp, type StepRecord } from './derivation.js';
export { describeRule } from './describe-rule.js';
export { type DocumentHead } from './document-reader.js';
export { RESTART_NAMES, type DeadlineEvent, type RestartName } from './event.js';
export { addMonths, type MonthRule } from './months.js';
export { formatPeriod, labelOfPeriod, parsePeriod, type Period } from './period.js';
export { parseDeadlineRules } from './rule-document.js';
export type { Activity, AlternativeLength, CountingUnit, DeadlineRule, DeadlineRules, GeneralActivities, Grant, LengthChoice, Restart, RollOver, RuleLength } from './rule.js';
