// The vocabulary of events that move a clock, and reading it from JSON. What is not here: what an event does (clock.ts).
import { ok, refused, type Result } from '@quanze/kernel';
import { readMoment, type Moment } from './moment.js';
import { isEmptyPeriod, parsePeriod, type Period } from './period.js';

/** Events which end the running clock and start a new full one from their own day. */
export const RESTART_NAMES = ['retransferred', 'jurisdiction_changed', 'joined_later_case', 'new_major_crime'] as const;
export type RestartName = (typeof RESTART_NAMES)[number];

/** What happened to a clock. Days are `YYYY-MM-DD` or an instant with offset; for clocks of days and months only the day in
 *  Asia/Shanghai counts. `note`, `reason`, `approver` and `source` may be added to any event and change nothing.
 *  `extension.ground` names the ground by its id in the rule; `precedes.events` are the events of the earlier clock. */
export type DeadlineEvent = { readonly note?: string; readonly reason?: string; readonly approver?: string; readonly source?: string } & (
  | { readonly event: 'custody'; readonly in_custody: boolean; readonly at?: string }
  | { readonly event: 'extension'; readonly by: string; readonly at?: string; readonly ground?: string }
  | { readonly event: 'extension'; readonly to: string; readonly at?: string; readonly ground?: string }
  | { readonly event: 'returned'; readonly at: string; readonly round?: number }
  | { readonly event: 'retransferred'; readonly at: string }
  | { readonly event: 'jurisdiction_changed' | 'joined_later_case'; readonly received_at: string }
  | { readonly event: 'new_major_crime'; readonly at: string }
  | { readonly event: 'track_change'; readonly to: string; readonly at?: string }
  | { readonly event: 'exclude' | 'suspend'; readonly kind: string; readonly from: string; readonly to?: string }
  | { readonly event: 'chosen_length'; readonly length: string }
  | { readonly event: 'precedes'; readonly rule: string; readonly events?: readonly DeadlineEvent[] }
  | { readonly event: 'anchor_is_expiry' });

/** An event after reading. */
export type ReadEvent =
  | { readonly event: 'custody'; readonly held: boolean; readonly at: Moment | null }
  | { readonly event: 'extension'; readonly form: 'by' | 'to'; readonly amount: Period; readonly at: Moment | null; readonly ground: string | null }
  | { readonly event: 'returned'; readonly at: Moment; readonly round: number | null }
  | { readonly event: RestartName; readonly at: Moment }
  | { readonly event: 'track_change'; readonly to: string; readonly at: Moment | null }
  | { readonly event: 'exclude' | 'suspend'; readonly kind: string; readonly from: Moment; readonly to: Moment | null }
  | { readonly event: 'chosen_length'; readonly length: Period }
  | { readonly event: 'precedes'; readonly rule: string; readonly events: readonly unknown[] }
  | { readonly event: 'anchor_is_expiry' };

const FREE_KEYS = new Set(['event', 'note', 'reason', 'approver', 'source']);
type EventName = DeadlineEvent['event'];
/** Keys by event: required ones first, then `?`-marked optional ones. */
const KEYS: Readonly<Record<EventName, readonly string[]>> = {
  custody: ['in_custody', '?at'],
  extension: ['?by', '?to', '?at', '?ground'],
  returned: ['at', '?round'],
  retransferred: ['at'],
  jurisdiction_changed: ['received_at'],
  joined_later_case: ['received_at'],
  new_major_crime: ['at'],
  track_change: ['to', '?at'],
  exclude: ['from', '?to', '?kind'],
  suspend: ['from', '?to', '?kind'],
  chosen_length: ['length'],
  precedes: ['rule', '?events'],
  anchor_is_expiry: [],
};

/** Every name of the vocabulary. */
export const EVENT_NAMES: readonly string[] = Object.keys(KEYS);

/** Reads the events of a question in their order. Refuses `DEADLINE.EVENT_UNKNOWN` (no such event) and
 *  `DEADLINE.EVENT_MALFORMED` (a key missing, unknown or of the wrong shape), with `index` and the `field`. */
export function readEvents(values: unknown): Result<readonly ReadEvent[]> {
  if (!Array.isArray(values)) return refused('DEADLINE.EVENT_MALFORMED', { index: null, field: 'events' });
  const events: ReadEvent[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const event = readEvent(values[index], index);
    if (!event.ok) return event;
    events.push(event.value);
  }
  return ok(events);
}

function readEvent(value: unknown, index: number): Result<ReadEvent> {
  const malformed = (field: string) => refused('DEADLINE.EVENT_MALFORMED', { index, field });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return malformed('event');
  const fields = value as Readonly<Record<string, unknown>>;
  const name = fields['event'];
  if (!isEventName(name)) return refused('DEADLINE.EVENT_UNKNOWN', { index, event: typeof name === 'string' ? name : null });
  const keys = KEYS[name];
  for (const key of keys) if (!key.startsWith('?') && (fields[key] === undefined || fields[key] === null)) return malformed(key);
  for (const key in fields) if (!FREE_KEYS.has(key) && !keys.includes(key) && !keys.includes(`?${key}`)) return malformed(key);
  const read = new FieldReader(fields);
  const event = shapeOf(name, read);
  return read.wrong === null ? ok(event) : malformed(read.wrong);
}

function isEventName(name: unknown): name is EventName {
  return typeof name === 'string' && Object.hasOwn(KEYS, name);
}

/** Reads single fields and remembers the first one of a wrong shape. */
class FieldReader {
  wrong: string | null = null;

  constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  has(key: string): boolean {
    return this.fields[key] !== undefined && this.fields[key] !== null;
  }

  moment(key: string): Moment {
    const moment = readMoment(this.fields[key]);
    if (moment.ok) return moment.value;
    this.wrong ??= key;
    return { day: 0, ms: null };
  }

  optionalMoment(key: string): Moment | null {
    return this.has(key) ? this.moment(key) : null;
  }

  text(key: string): string {
    const value = this.fields[key];
    if (typeof value !== 'string') this.wrong ??= key;
    return typeof value === 'string' ? value : '';
  }

  flag(key: string): boolean {
    if (typeof this.fields[key] !== 'boolean') this.wrong ??= key;
    return this.fields[key] === true;
  }

  round(): number | null {
    if (!this.has('round')) return null;
    const value = this.fields['round'];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 1) return value;
    this.wrong ??= 'round';
    return null;
  }

  period(key: string): Period {
    const period = parsePeriod(this.fields[key]);
    if (period.ok) return period.value;
    this.wrong ??= key;
    return { years: 0, months: 0, halfMonth: false, days: 0, hours: 0 };
  }

  events(): readonly unknown[] {
    const value = this.fields['events'];
    if (this.has('events') && !Array.isArray(value)) this.wrong ??= 'events';
    return Array.isArray(value) ? value : [];
  }
}

function shapeOf(name: EventName, read: FieldReader): ReadEvent {
  switch (name) {
    case 'custody':
      return { event: name, held: read.flag('in_custody'), at: read.optionalMoment('at') };
    case 'extension':
      return shapeOfExtension(read);
    case 'returned':
      return { event: name, at: read.moment('at'), round: read.round() };
    case 'retransferred':
    case 'new_major_crime':
      return { event: name, at: read.moment('at') };
    case 'jurisdiction_changed':
    case 'joined_later_case':
      return { event: name, at: read.moment('received_at') };
    case 'track_change':
      return { event: name, to: read.text('to'), at: read.optionalMoment('at') };
    case 'exclude':
    case 'suspend':
      return shapeOfInterval(name, read);
    case 'chosen_length':
      return { event: name, length: read.period('length') };
    case 'precedes':
      return { event: name, rule: read.text('rule'), events: read.events() };
    case 'anchor_is_expiry':
      return { event: name };
  }
}

function shapeOfExtension(read: FieldReader): ReadEvent {
  const form = read.has('by') ? 'by' : 'to';
  if (read.has('by') === read.has('to')) read.wrong ??= 'by';
  const amount = read.period(form);
  if (isEmptyPeriod(amount)) read.wrong ??= form;
  return { event: 'extension', form, amount, at: read.optionalMoment('at'), ground: read.has('ground') ? read.text('ground') : null };
}

function shapeOfInterval(event: 'exclude' | 'suspend', read: FieldReader): ReadEvent {
  const [from, to] = [read.moment('from'), read.optionalMoment('to')];
  const backwards = to !== null && (to.day < from.day || (to.ms !== null && from.ms !== null && to.ms < from.ms));
  if (backwards) read.wrong ??= 'to';
  return { event, kind: read.has('kind') ? read.text('kind') : '', from, to };
}
