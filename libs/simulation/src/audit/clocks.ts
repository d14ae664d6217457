// I5 as a journal shows it: an end is noted only of a clock that was running and whose time had come, it is noted once, and nothing else makes
// a clock overdue; a warning is given once for each lead time. What is not here: how a due date is computed (the calendar has a model of its own).
import type { JournalEntry } from '@quanze/ledger';
import { isJsonObject, type JsonObject, type JsonValue } from '@quanze/kernel';
import type { Say } from './records.js';

const object = (value: JsonValue | undefined): JsonObject => (isJsonObject(value ?? null) ? (value as JsonObject) : {});
const clocksOf = (state: JsonObject): JsonObject => object(state['clocks']);

export function checkClocks(entry: JournalEntry, before: JsonObject, after: JsonObject, now: string, say: Say): void {
  const [was, is] = [clocksOf(before), clocksOf(after)];
  const input = object(entry.payload['input']);
  const named = typeof input['clock'] === 'string' ? input['clock'] : '';
  if (entry.kind === 'deadline') {
    const clock = object(was[named]);
    if (clock['phase'] !== 'running') say('I5', `the end of ${named} takes effect although the clock is ${String(clock['phase'])}`);
    if (typeof clock['endsAt'] !== 'string' || clock['endsAt'] > now) say('I5', `the end of ${named} is noted before its time`);
    if (object(is[named])['phase'] !== 'overdue') say('I5', `the end of ${named} is noted and the clock is not overdue`);
  }
  if (entry.kind === 'warning') {
    const warned = (object(was[named])['warnedDays'] ?? []) as readonly number[];
    const again = ((input['days'] ?? []) as readonly number[]).filter((days) => warned.includes(days));
    if (again.length > 0) say('I5', `the warning of ${named} is given again: ${again.join()} days`);
  }
  if (was === is) return;
  for (const [name, value] of Object.entries(is)) {
    const [old, next] = [object(was[name]), object(value)];
    if (next['phase'] === 'overdue' && old['phase'] !== 'overdue' && !(entry.kind === 'deadline' && name === named)) say('I5', `${name} becomes overdue by ${String(entry.act)}`);
  }
}

/** Clocks of which the end has passed and was not noted. @param before an instant by which every alarm or sweep has rung */
export function unnoted(state: JsonObject, before: string): readonly string[] {
  return Object.entries(clocksOf(state)).filter(([, value]) => {
    const { phase, endsAt } = object(value) as { readonly phase?: JsonValue; readonly endsAt?: JsonValue };
    return phase === 'running' && typeof endsAt === 'string' && endsAt < before;
  }).map(([name]) => name);
}
