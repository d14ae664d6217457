// Random but lawful questions for the comparison with the naive model, used by tests only: from a tape of numbers it makes a
// start and a list of events that the rule allows. What is not here: unlawful events (they are refused, see the unit specs).
import { addDays, type LocalDate } from '@quanze/kernel';
import type { PlainEvent, PlainRule } from './naive-deadline.model.js';

export interface ScenarioRule extends PlainRule {
  readonly fixed?: boolean;
  readonly alt?: unknown;
  readonly extendable: readonly { readonly by?: string; readonly to?: string; readonly open?: unknown; readonly named?: boolean; readonly id: string }[];
  readonly resets_on?: readonly { readonly events?: readonly string[]; readonly same_as?: string }[];
  readonly excluded?: readonly { readonly kind?: string; readonly same_as?: string }[];
  readonly suspended_by?: readonly { readonly kind: string }[];
}

export interface Scenario {
  readonly rule: ScenarioRule;
  readonly start: string;
  readonly events: readonly PlainEvent[];
}

/** Takes numbers from a tape, over and over. */
export class Tape {
  private place = 0;

  constructor(private readonly numbers: readonly number[]) {}

  /** A whole number from 0 to `below` - 1. */
  pick(below: number): number {
    const number = this.numbers[this.place % this.numbers.length] ?? 0;
    this.place += 1;
    return number % below;
  }

  chance(percent: number): boolean {
    return this.pick(100) < percent;
  }
}

/** A question about a rule. @param day the day the clock starts */
export function makeScenario(rule: ScenarioRule, rules: ReadonlyMap<string, ScenarioRule>, day: LocalDate, tape: Tape): Scenario {
  const hours = rule.calendar.startsWith('hours');
  const start = hours || tape.chance(30) ? clockTime(day, tape) : day;
  const events: PlainEvent[] = [];
  if (typeof rule.length !== 'string') events.push({ event: 'chosen_length', length: chooseLength(rule, tape) });
  addCustody(events, day, tape);
  if (hours) return { rule, start, events: [...events, ...hourEvents(rule, start, day, tape)] };
  if (rule.direction === 'backward') return { rule, start, events: tape.chance(50) ? [...events, { event: 'anchor_is_expiry' }] : events };
  const chained = tape.chance(15);
  if (chained) events.push({ event: 'precedes', rule: pickEarlier(rules, tape) });
  if (tape.chance(15)) events.push({ event: 'track_change', to: 'ordinary', at: addDays(day, tape.pick(20)) });
  // An instant late in the evening, UTC, is already the next day in Shanghai.
  return { rule, start, events: [...events, ...clockEvents(rule, rules, start === day ? day : addDays(day, 1), chained, tape)] };
}

function clockTime(day: LocalDate, tape: Tape): string {
  const [hour, minute] = [String(tape.pick(24)).padStart(2, '0'), String(tape.pick(60)).padStart(2, '0')];
  return `${day}T${hour}:${minute}${tape.chance(50) ? ':00+08:00' : ':00Z'}`;
}

function chooseLength(rule: ScenarioRule, tape: Tape): string {
  const length = rule.length as { min?: string; choices?: readonly { length: string }[] };
  if (length.min !== undefined) return `P${6 + tape.pick(7)}M`;
  if (length.choices !== undefined) return length.choices[tape.pick(length.choices.length)]?.length ?? 'P0D';
  return `P${1 + tape.pick(40)}D`;
}

function addCustody(events: PlainEvent[], day: LocalDate, tape: Tape): void {
  for (let count = tape.pick(4); count > 0; count -= 1) {
    const state = { event: 'custody', in_custody: tape.chance(50) };
    events.push(tape.chance(35) ? state : { ...state, at: addDays(day, tape.pick(75)) });
  }
}

function hourEvents(rule: ScenarioRule, start: string, day: LocalDate, tape: Tape): readonly PlainEvent[] {
  const events: PlainEvent[] = [];
  if (rule.extendable.length > 0 && tape.chance(50)) events.push({ event: 'extension', to: `PT${13 + tape.pick(12)}H` });
  if (rule.suspended_by !== undefined && tape.chance(60)) {
    // In the hour after midnight: not before the first full hour of any start, and before the end of its 24 hours.
    const from = `${addDays(day, start.endsWith('Z') && start.slice(11, 13) >= '16' ? 2 : 1)}T00:${10 + tape.pick(50)}:00+08:00`;
    const to = `${addDays(day, 3 + tape.pick(4))}T0${tape.pick(10)}:${String(10 + tape.pick(50))}:00+08:00`;
    events.push({ event: 'suspend', kind: rule.suspended_by[0]?.kind ?? '', from, to });
  }
  return events;
}

function pickEarlier(rules: ReadonlyMap<string, ScenarioRule>, tape: Tape): string {
  const earlier = [...rules.values()].filter((rule) => typeof rule.length === 'string' && !rule.calendar.startsWith('hours') && rule.direction !== 'backward');
  return earlier[tape.pick(earlier.length)]?.id ?? '';
}

/** Restarts one after another, each clock with its own extensions and days that do not count. */
function clockEvents(rule: ScenarioRule, rules: ReadonlyMap<string, ScenarioRule>, day: LocalDate, chained: boolean, tape: Tape): readonly PlainEvent[] {
  const events = segmentEvents(rule, rules, day, chained, tape);
  const restarts = restartsOf(rule, rules);
  if (chained || restarts.length === 0) return events;
  let start = addDays(day, 1);
  let returns = 0;
  for (let count = tape.pick(4); count > 0; count -= 1) {
    const name = restarts[tape.pick(restarts.length)] as string;
    if (name === 'retransferred' && (returns += 1) > 2) continue;
    start = addDays(start, tape.pick(25));
    if (name === 'retransferred') events.push({ event: 'returned', round: returns, at: start });
    start = addDays(start, tape.pick(30));
    events.push(name === 'retransferred' || name === 'new_major_crime' ? { event: name, at: start } : { event: name, received_at: start });
    events.push(...segmentEvents(rule, rules, start, false, tape));
  }
  return events;
}

function segmentEvents(rule: ScenarioRule, rules: ReadonlyMap<string, ScenarioRule>, start: LocalDate, chained: boolean, tape: Tape): PlainEvent[] {
  const events: PlainEvent[] = [];
  for (const grant of rule.extendable) {
    if (!tape.chance(40)) continue;
    if (grant.by !== undefined) events.push({ event: 'extension', by: grant.by, ground: grant.id });
    else if (grant.to !== undefined) events.push({ event: 'extension', to: grant.to });
    else events.push({ event: 'extension', by: `P${1 + tape.pick(3)}M`, ground: grant.id });
  }
  const excluded = (rule.excluded ?? []).flatMap(({ kind, same_as: same }) => (same === undefined ? [kind] : (rules.get(same)?.excluded ?? []).map((entry) => entry.kind)));
  const kinds = [...excluded.map((kind) => ['exclude', kind] as const), ...(rule.suspended_by ?? []).map(({ kind }) => ['suspend', kind] as const)];
  const room = typeof rule.length === 'string' && /\d+M|P30D/.test(rule.length) ? 27 : 6;
  for (let count = chained || kinds.length === 0 ? 0 : tape.pick(4); count > 0; count -= 1) {
    const [event, kind] = kinds[tape.pick(kinds.length)] as readonly ['exclude' | 'suspend', string | undefined];
    const from = addDays(start, tape.pick(room));
    events.push({ event, kind: kind ?? '', from, to: addDays(from, tape.pick(30)) });
  }
  return events;
}

function restartsOf(rule: ScenarioRule, rules: ReadonlyMap<string, ScenarioRule>): readonly string[] {
  return (rule.resets_on ?? []).flatMap((restart) => (restart.same_as === undefined ? (restart.events ?? []) : restartsOf(rules.get(restart.same_as) as ScenarioRule, rules)));
}
