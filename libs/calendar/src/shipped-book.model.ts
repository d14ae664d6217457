// Opens the shipped documents for tests. What is not here: reading files, which the specs hand in.
import { compileCalendar, type Calendar } from './calendar.js';
import { parseCalendar } from './calendar-document.js';
import { computeDeadline, type DeadlineOptions } from './compute-deadline.js';
import type { Deadline } from './deadline.js';
import type { DeadlineEvent } from './event.js';
import type { Result } from '@quanze/kernel';
import { parseDeadlineRules } from './rule-document.js';
import type { DeadlineRule, DeadlineRules } from './rule.js';

export class ShippedBook {
  readonly rules: DeadlineRules;
  readonly calendar: Calendar;

  constructor(rawRules: unknown, rawCalendar: unknown) {
    const [rules, calendar] = [parseDeadlineRules(rawRules), parseCalendar(rawCalendar)];
    if (!rules.ok) throw new Error(JSON.stringify(rules.refusal));
    if (!calendar.ok) throw new Error(JSON.stringify(calendar.refusal));
    this.rules = rules.value;
    this.calendar = compileCalendar(calendar.value);
  }

  rule(id: string): DeadlineRule {
    const rule = this.rules.rules.get(id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    return rule;
  }

  ask(id: string, start: string, events: readonly DeadlineEvent[] = [], options: DeadlineOptions = {}): Result<Deadline> {
    return computeDeadline(this.rule(id), start, events, this.calendar, { rules: this.rules, ...options });
  }

  /** The due date, or the code of the refusal. */
  due(id: string, start: string, events: readonly DeadlineEvent[] = [], options: DeadlineOptions = {}): string {
    const deadline = this.ask(id, start, events, options);
    return deadline.ok ? (deadline.value.dueAt ?? deadline.value.due) : deadline.refusal.code;
  }
}
