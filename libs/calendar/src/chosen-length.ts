// The length a clock starts with: that of its rule, or one chosen where the rule leaves a choice. What is not here:
// extensions of it (extension.ts).
import { ok, refused, type Refused, type Refusal, type Result } from '@quanze/kernel';
import type { ReadEvent } from './event.js';
import { countsHours } from './moment.js';
import { formatPeriod, isAtMost, isHourPeriod, monthsOf, type Period } from './period.js';
import type { AlternativeLength, DeadlineRule, RuleLength } from './rule.js';

/** The full length of a clock. A chosen length is taken from the last `chosen_length` event and must be one the rule
 *  allows: inside its range, one of its choices, its alternative, or anything where an act or practice fixes it.
 *  Refuses `DEADLINE.NO_STATUTORY_LENGTH` (no length in the law and none chosen; `within` names the clock it lies in),
 *  `DEADLINE.LENGTH_NOT_ALLOWED` (chosen, but not one the rule allows). */
export function fullLength(rule: DeadlineRule, events: readonly ReadEvent[]): Result<{ readonly length: Period; readonly chosen: boolean }> {
  let chosen: Period | null = null;
  for (const event of events) if (event.event === 'chosen_length') chosen = event.length;
  const { length } = rule;
  if (chosen === null) return length.kind === 'period' ? ok({ length: length.period, chosen: false }) : withoutLength(rule);
  if (length.kind === 'within') return withoutLength(rule);
  const inUnit = countsHours(rule) === isHourPeriod(chosen);
  const countable = (rule.calendar !== 'working' || monthsOf(chosen) === 0) && (rule.monthRule === 'criminal' || !chosen.halfMonth);
  return inUnit && countable && allows(length, rule.alt, chosen) ? ok({ length: chosen, chosen: true }) : refused('DEADLINE.LENGTH_NOT_ALLOWED', { rule: rule.id, length: formatPeriod(chosen) }, rule.source);
}

function withoutLength(rule: DeadlineRule): Refused<Refusal> {
  const within = rule.length.kind === 'within' ? { within: rule.length.rule } : {};
  return refused('DEADLINE.NO_STATUTORY_LENGTH', { rule: rule.id, kind: rule.length.kind, ...within }, rule.source);
}

function allows(length: Exclude<RuleLength, { readonly kind: 'within' }>, alt: AlternativeLength | null, chosen: Period): boolean {
  const same = (period: Period) => formatPeriod(period) === formatPeriod(chosen);
  switch (length.kind) {
    case 'period':
      if (same(length.period)) return true;
      return alt !== null && (alt.length === null ? isAtMost(chosen, length.period) : same(alt.length));
    case 'range':
      return isAtMost(length.min, chosen) && isAtMost(chosen, length.max);
    case 'choices':
      return length.choices.some((choice) => same(choice.length));
    case 'fixed_by':
    case 'none':
      return true;
  }
}
