// Counts an hour clock to its end. What is not here: clocks of days and months (settle.ts).
import { instantOfEpochMs, ok, refused, type Instant, type Result } from '@quanze/kernel';
import type { Clock } from './clock.js';
import { DerivationStep } from './derivation.js';
import { countUnion } from './interval.js';
import { labelOfPeriod } from './period.js';
import { stepOfInterval, type SettleContext } from './settle.js';

const MS_PER_HOUR = 3_600_000;
const MS_PER_DAY = 24 * MS_PER_HOUR;
const LAST_MS = 7_258_000_000_000; // a day before 2200

/** Where an hour clock ends, in milliseconds since the epoch. `exact` counts from the minute of the event: it is never
 *  later than `due`, and safe where somebody doubts whether the starting hour counts. */
export interface HourEnding {
  readonly due: number;
  readonly exact: number;
}

/** Counts an hour clock. `hours`: the hour of the event is not counted, the period begins at the next full hour (10:20 and
 *  10:00 both begin at 11:00). `hours-exact`: from the instant of the event. Rest days and custody never move it.
 *  Refuses `DEADLINE.EVENT_NEEDS_TIME` (the start is a day without time), `DEADLINE.INTERVAL_OUTSIDE_CLOCK` as for days,
 *  `DEADLINE.OUT_OF_RANGE`.   @source 刑诉法 105(2); 民诉法解释 125; 规则 83 */
export function settleHours(context: SettleContext, clock: Clock, steps: DerivationStep[] | null): Result<HourEnding> {
  const { rule } = context;
  const start = clock.start.ms;
  if (start === null) return refused('DEADLINE.EVENT_NEEDS_TIME', { rule: rule.id, event: 'start' }, rule.source);
  const begins = rule.calendar === 'hours' ? (Math.floor(start / MS_PER_HOUR) + 1) * MS_PER_HOUR : start;
  const length = clock.length.hours * MS_PER_HOUR;
  let end = begins + length;
  if (begins !== start) steps?.push(new DerivationStep('first-hour', '刑诉法第105条第2款', { from: show(start), to: show(begins) }));
  steps?.push(new DerivationStep('hours', rule.source, { from: show(begins), to: show(end), what: labelOfPeriod(clock.length) }));
  for (const { interval, added } of countUnion(clock.intervals)) {
    if (context.trust === 'listed' && (interval.from < start || interval.from >= end)) {
      return refused('DEADLINE.INTERVAL_OUTSIDE_CLOCK', { rule: rule.id, event: interval.event }, rule.source);
    }
    end += added;
    steps?.push(stepOfInterval(interval, added / MS_PER_DAY, show));
  }
  if (end > LAST_MS) return refused('DEADLINE.OUT_OF_RANGE', { rule: rule.id }, rule.source);
  return ok({ due: end, exact: end - (begins - start) });
}

function show(ms: number): Instant {
  return instantOfEpochMs(ms);
}
