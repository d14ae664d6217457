// From a rule, a start and events to a due date with its derivation. What is not here: the single operators (clock.ts,
// settle.ts, settle-hours.ts) and the shape of the command line (deadline-item.ts).
import { assert, epochDayOf, instantOfEpochMs, localDateOfEpochDay, ok, refused, type Instant, type LocalDate, type Result } from '@quanze/kernel';
import { coversEpochDay, type Calendar } from './calendar.js';
import { fullLength } from './chosen-length.js';
import { foldClock, type Clock, type EventTrust, type FoldContext, type FoldTrace } from './clock.js';
import { custodyChangesOf } from './custody.js';
import { Deadline, type DeadlineEnd } from './deadline.js';
import { DerivationStep } from './derivation.js';
import { readEvents, type DeadlineEvent, type ReadEvent } from './event.js';
import { countsHours, lawDayOf, readMoment, showMoment, type Moment } from './moment.js';
import { labelOfPeriod } from './period.js';
import type { DeadlineRule, DeadlineRules } from './rule.js';
import { settleDays, type SettleContext } from './settle.js';
import { settleHours } from './settle-hours.js';

/** `rules`: needed only for `precedes` and `track_change`. `trust`: default `listed`. `asOf`: where open intervals are cut. */
export interface DeadlineOptions {
  readonly rules?: DeadlineRules;
  readonly trust?: EventTrust;
  readonly asOf?: LocalDate | Instant;
}

const CHAIN_MAX = 8;

interface Question {
  readonly rule: DeadlineRule;
  readonly calendar: Calendar;
  readonly rules: DeadlineRules | null;
  readonly trust: EventTrust;
  readonly asOf: Moment | null;
}

/** The due date of a clock. Order of work: start after the last restart; years and months of length and extensions in one
 *  step by the month rule; days; excluded and paused days; custody and roll-over once. A backward clock is its anchor minus
 *  the length. With `precedes`, the top-level events belong to this clock, those inside the event to the earlier one;
 *  custody is a fact about the person and is known to both.
 *  @param start `YYYY-MM-DD` or an instant with offset (hour clocks need the instant)
 *  @param events in the order they happened; list order decides which clock they belong to
 *  Refuses `DEADLINE.START_MALFORMED`, `.EVENT_UNKNOWN`, `.EVENT_MALFORMED`, `.RULE_UNKNOWN` and the codes of `fullLength`,
 *  `foldClock`, `settleDays`, `settleHours`.   INVARIANT: an extension never gives an earlier day.
 *  @source 刑诉法 105; 民诉法 85; 高法解释 202; 民法典 202, 203; 规则 346, 351; 2022批复 */
export function computeDeadline(rule: DeadlineRule, start: string, events: readonly DeadlineEvent[], calendar: Calendar, options: DeadlineOptions = {}): Result<Deadline> {
  const begin = readMoment(start);
  if (!begin.ok) return refused('DEADLINE.START_MALFORMED', { rule: rule.id });
  const asOf = options.asOf === undefined ? null : readMoment(options.asOf);
  if (asOf !== null && !asOf.ok) return asOf;
  const read = readEvents(events);
  if (!read.ok) return read;
  const question = { rule, calendar, rules: options.rules ?? null, trust: options.trust ?? 'listed', asOf: asOf === null ? null : asOf.value };
  return answer(question, begin.value, read.value, 0);
}

function answer(question: Question, given: Moment, events: readonly ReadEvent[], depth: number): Result<Deadline> {
  return run(question, given, events, depth, null);
}

/** One run over a question. The derivation is not wanted by most callers, so the first run keeps no steps; reading the
 *  derivation runs again with `steps`, which gives the same answer because nothing here has a memory. */
function run(question: Question, given: Moment, events: readonly ReadEvent[], depth: number, steps: DerivationStep[] | null): Result<Deadline> {
  const { rule, calendar, trust } = question;
  const earlier = findEarlier(question, given, events, depth);
  if (!earlier.ok) return earlier;
  const start = earlier.value === null ? given : momentOfEnd(earlier.value);
  const full = fullLength(rule, events);
  if (!full.ok) return full;
  const settling: SettleContext = { rule, calendar, trust, custody: custodyChangesOf(events) };
  const folding: FoldContext = { rule, trust, asOf: question.asOf, length: full.value.length, isOver: (clock, moment) => isOver(settling, clock, moment) };
  const trace: FoldTrace | null = steps === null ? null : { history: [], extensions: [] };
  const clock = foldClock(folding, start, events, trace);
  if (!clock.ok) return clock;
  const track = findTrackChange(question, events);
  if (steps !== null && trace !== null) {
    steps.push(...startSteps(question, given, start, earlier.value));
    if (track !== null) steps.push(trackStep(question, track));
    steps.push(...trace.history, new DerivationStep(full.value.chosen ? 'chosen-length' : 'length', rule.source, { what: labelOfPeriod(full.value.length) }), ...trace.extensions);
  }
  const end = settle(settling, clock.value, earlier.value?.provisional === true, steps);
  if (!end.ok) return end;
  const open = clock.value.intervals.some((interval) => interval.open);
  const ended = clock.value.returned !== null || track?.superseded === true || earlier.value?.ended === true;
  const paused = !ended && (open || earlier.value?.paused === true);
  return ok(new Deadline(rule.id, showMoment(rule, clock.value.start), end.value, paused, ended, () => derive(question, given, events, depth)));
}

function derive(question: Question, given: Moment, events: readonly ReadEvent[], depth: number): readonly DerivationStep[] {
  const steps: DerivationStep[] = [];
  run(question, given, events, depth, steps);
  return steps;
}

/** The deadline of the clock that runs before this one, when an event names it. */
function findEarlier(question: Question, given: Moment, events: readonly ReadEvent[], depth: number): Result<Deadline | null> {
  let named: Extract<ReadEvent, { event: 'precedes' }> | null = null;
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index] as ReadEvent;
    if (event.event !== 'precedes') continue;
    if (named !== null || depth >= CHAIN_MAX) return refused('DEADLINE.EVENT_MALFORMED', { index, field: 'precedes' });
    named = event;
  }
  if (named === null) return ok(null);
  const rule = question.rules?.rules.get(named.rule);
  if (rule === undefined) return refused('DEADLINE.RULE_UNKNOWN', { rule: named.rule });
  const own = readEvents(named.events);
  if (!own.ok) return own;
  const custody = events.filter((event) => event.event === 'custody');
  return answer({ ...question, rule }, given, [...custody, ...own.value], depth + 1);
}

function momentOfEnd(deadline: Deadline): Moment {
  const at = deadline.dueAt === undefined ? null : readMoment(deadline.dueAt);
  return at !== null && at.ok ? at.value : { day: epochDayOf(deadline.due), ms: null };
}

/** Whether a moment lies after the end the clock has so far. */
function isOver(settling: SettleContext, clock: Clock, moment: Moment): Result<boolean> {
  if (!countsHours(settling.rule)) {
    const ending = settleDays(settling, clock, null);
    return ending.ok ? ok(moment.day > ending.value.due) : ending;
  }
  const ending = settleHours(settling, clock, null);
  if (!ending.ok) return ending;
  return ok(moment.ms === null ? moment.day > lawDayOf(ending.value.due) : moment.ms > ending.value.due);
}

function startSteps(question: Question, given: Moment, start: Moment, earlier: Deadline | null): DerivationStep[] {
  const { rule } = question;
  const what = rule.from ?? { zh: '起算事由', en: 'the start event' };
  const from = showMoment(rule, start);
  const own = rule.backward
    ? new DerivationStep('anchor', rule.source, { from, what })
    : new DerivationStep('start', sourceOfStart(rule), { from, what, flag: rule.countsStart });
  if (earlier === null) return [own];
  const previous = question.rules?.rules.get(earlier.rule);
  assert(previous !== undefined, `the earlier clock ${earlier.rule} was counted without its rule`);
  const facts = { from: showMoment(rule, given), to: earlier.dueAt ?? earlier.due, rule: earlier.rule, what: previous.stage };
  return [new DerivationStep('chain', previous.source, facts), own];
}

/** The article that leaves the starting hour and day out of account; an exact clock rests on its own article. */
function sourceOfStart(rule: DeadlineRule): string {
  if (rule.countsStart) return rule.source;
  return rule.monthRule === 'criminal' ? '刑诉法第105条第2款' : '民诉法第85条第2款';
}

interface TrackChange {
  readonly event: Extract<ReadEvent, { event: 'track_change' }>;
  readonly superseded: boolean;
}

/** A change of track leaves the start alone; the clock asked about is over when the new track has a clock of its own. */
function findTrackChange(question: Question, events: readonly ReadEvent[]): TrackChange | null {
  const event = events.findLast((candidate) => candidate.event === 'track_change');
  if (event === undefined) return null;
  return { event, superseded: event.to !== question.rule.id && question.rules?.rules.has(event.to) === true };
}

function trackStep({ rule }: Question, { event, superseded }: TrackChange): DerivationStep {
  const facts = { what: { zh: event.to, en: event.to }, flag: superseded };
  return new DerivationStep('track-change', rule.source, event.at === null ? facts : { ...facts, from: showMoment(rule, event.at) });
}

function settle(settling: SettleContext, clock: Clock, provisionalBefore: boolean, steps: DerivationStep[] | null): Result<DeadlineEnd> {
  const { rule, calendar } = settling;
  if (!countsHours(rule)) {
    const ending = settleDays(settling, clock, steps);
    if (!ending.ok) return ending;
    const due = localDateOfEpochDay(ending.value.due);
    const provisional = provisionalBefore || ending.value.provisional;
    if (provisional) steps?.push(provisionalStep(calendar, due));
    steps?.push(new DerivationStep('due', '民法典第203条', { to: due }));
    const nominal = ending.value.nominal === ending.value.due ? due : localDateOfEpochDay(ending.value.nominal);
    return ok({ due, nominal, provisional, hours: null });
  }
  const ending = settleHours(settling, clock, steps);
  if (!ending.ok) return ending;
  const due = localDateOfEpochDay(lawDayOf(ending.value.due));
  const dueAt = instantOfEpochMs(ending.value.due);
  const provisional = provisionalBefore || !coversEpochDay(calendar, lawDayOf(ending.value.due));
  if (provisional) steps?.push(provisionalStep(calendar, due));
  steps?.push(new DerivationStep('due', rule.source, { to: dueAt, flag: true }));
  return ok({ due, nominal: due, provisional, hours: { dueAt, exactAt: instantOfEpochMs(ending.value.exact) } });
}

function provisionalStep(calendar: Calendar, due: LocalDate): DerivationStep {
  const year = due.slice(0, 4);
  const what = coversEpochDay(calendar, epochDayOf(due)) ? { zh: '此前的日期', en: 'by a day before it' } : { zh: `届满日在${year}年`, en: `the end falls in ${year}` };
  return new DerivationStep('provisional', '国务院办公厅年度节假日安排', { what });
}
