// The machine contract of one deadline question: JSON in, JSON out, and other spellings of events that callers use. What
// is not here: counting (compute-deadline.ts) and reading the stream (the command line).
import { isJsonObject, refused, type Instant, type LocalDate, type Result } from '@quanze/kernel';
import type { Calendar } from './calendar.js';
import { computeDeadline } from './compute-deadline.js';
import type { Deadline } from './deadline.js';
import type { EventTrust } from './clock.js';
import { deadlineMessage } from './deadline-message.js';
import type { StepRecord } from './derivation.js';
import { EVENT_NAMES, type DeadlineEvent } from './event.js';
import type { DeadlineRules } from './rule.js';

/** The answer to one question. `paused` and `ended` appear only when true. */
export interface DeadlineAnswer {
  readonly id: string | number | null;
  readonly due: LocalDate;
  readonly dueAt?: Instant;
  readonly provisional: boolean;
  readonly paused?: true;
  readonly ended?: true;
  readonly derivation: readonly StepRecord[];
}

export interface DeadlineFailure {
  readonly id: string | number | null;
  readonly error: { readonly code: string; readonly message: string };
}

/** What questions are answered from. `trust` defaults to `stated`: a calculator counts what it is told and says so. */
export interface DeadlineBook {
  readonly rules: DeadlineRules;
  readonly calendar: Calendar;
  readonly trust?: EventTrust;
  readonly asOf?: LocalDate | Instant;
}

/** The field a bare value stands for in the short form `{"precedes": "pil.admin.reply"}`. */
const SHORT_FIELDS: Readonly<Record<string, string>> = {
  custody: 'in_custody', retransferred: 'at', returned: 'at', jurisdiction_changed: 'received_at', joined_later_case: 'received_at',
  new_major_crime: 'at', track_change: 'to', chosen_length: 'length', precedes: 'rule',
};

/** Answers one question `{id, rule, start, events?}`. A malformed question gives `error` and never throws; other keys of the
 *  question are ignored. Refuses `DEADLINE.ITEM_MALFORMED` and the codes of `computeDeadline`. */
export function computeItem(item: unknown, book: DeadlineBook): DeadlineAnswer | DeadlineFailure {
  const fields = isJsonObject(item) ? item : {};
  const id = typeof fields['id'] === 'string' || typeof fields['id'] === 'number' ? fields['id'] : null;
  const deadline = answerFields(fields, book);
  if (!deadline.ok) return { id, error: { code: deadline.refusal.code, message: deadlineMessage(deadline.refusal) } };
  const { due, dueAt, provisional, paused, ended, derivation } = deadline.value;
  return {
    id,
    due,
    ...(dueAt === undefined ? {} : { dueAt }),
    provisional,
    ...(paused ? { paused } : {}),
    ...(ended ? { ended } : {}),
    derivation: derivation.map((step) => step.toJSON()),
  };
}

function answerFields(fields: Readonly<Record<string, unknown>>, book: DeadlineBook): Result<Deadline> {
  const { rule: name, start, events = [] } = fields;
  if (typeof name !== 'string' || typeof start !== 'string' || !Array.isArray(events)) return refused('DEADLINE.ITEM_MALFORMED', {});
  const rule = book.rules.rules.get(name);
  if (rule === undefined) return refused('DEADLINE.RULE_UNKNOWN', { rule: name });
  const options = { rules: book.rules, trust: book.trust ?? 'stated', ...(book.asOf === undefined ? {} : { asOf: book.asOf }) };
  // The events are read and checked by computeDeadline; the type only names what it expects.
  return computeDeadline(rule, start, events.map(spellEvent) as DeadlineEvent[], book.calendar, options);
}

/** Brings the spellings in use to the one of the vocabulary: the name under `event`, `type` or `kind`, as the only key with
 *  the fields or the main value below it, or bare. What is none of these passes through and is refused as unknown. */
export function spellEvent(event: unknown): unknown {
  if (typeof event === 'string') return { event };
  if (!isJsonObject(event) || event['event'] !== undefined) return nested(event);
  for (const key of ['type', 'kind']) {
    const name = event[key];
    if (typeof name !== 'string' || !EVENT_NAMES.includes(name)) continue;
    const { [key]: _, ...rest } = event;
    return nested({ event: name, ...rest });
  }
  const [name, ...others] = Object.keys(event);
  if (name === undefined || others.length > 0 || !EVENT_NAMES.includes(name)) return event;
  const value = event[name];
  if (isJsonObject(value)) return nested({ event: name, ...value });
  const field = SHORT_FIELDS[name];
  return field === undefined ? { event: name } : { event: name, [field]: value };
}

/** The receipt of a case may be given as `at`; events of an earlier clock are spelled in the same ways. */
function nested(event: unknown): unknown {
  if (!isJsonObject(event)) return event;
  const { at, ...rest } = event;
  const received = event['event'] === 'jurisdiction_changed' || event['event'] === 'joined_later_case';
  if (received && at !== undefined && event['received_at'] === undefined) return { ...rest, received_at: at };
  return Array.isArray(event['events']) ? { ...event, events: event['events'].map(spellEvent) } : event;
}
