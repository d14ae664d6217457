// Clocks of a case: started, moved and ended by acts, counted by `@quanze/calendar`. A clock never ends a case and never
// decides; when it ends while running it becomes `overdue`, which opens duties and leaves the stage as it is.
import { computeDeadline, RESTART_NAMES, type DeadlineEvent, type DeadlineRule } from '@quanze/calendar';
import { lawDateOf, ok, parseLocalDate, refused, type Instant, type JsonObject, type LocalDate, type Result } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import type { ClockEffect, ClockEventTemplate, FactValue } from '../definition/common.js';
import type { Facts } from './facts.js';
import type { CaseSnapshot, ClockState } from './snapshot.js';
import type { World } from './world.js';

export type Clocks = CaseSnapshot['clocks'];

/** What counting needs of the world: also when nobody acts. */
export type ClockWorld = Pick<World, 'at' | 'calendar'>;

interface Moment {
  readonly path: CompiledPath;
  readonly world: ClockWorld;
  readonly payload: JsonObject;
  readonly facts: Facts;
}

/** Applies the effects of an act to the clocks, in order. Refuses `CLOCK.NOT_RUNNING`, `CLOCK.START_IN_FUTURE`,
 *  `CLOCK.EVENT_IN_FUTURE`, `CLOCK.NO_DATE`
 *  and whatever the calendar refuses (an extension too many, …). */
export function applyClockEffects(clocks: Clocks, effects: readonly ClockEffect[], path: CompiledPath, world: ClockWorld, payload: JsonObject, facts: Facts): Result<Clocks> {
  let next = clocks;
  for (const effect of effects) {
    const changed = applyOne(next, effect, { path, world, payload, facts });
    if (!changed.ok) return changed;
    next = { ...next, ...changed.value };
  }
  return ok(next);
}

function applyOne(clocks: Clocks, effect: ClockEffect, moment: Moment): Result<Clocks> {
  if ('start' in effect) return startClock(clocks, effect, moment);
  const name = 'satisfy' in effect ? effect.satisfy : 'stop' in effect ? effect.stop : effect.event;
  const clock = clocks[name];
  const isCounting = clock !== undefined && (clock.phase === 'running' || clock.phase === 'overdue');
  if ('satisfy' in effect || 'stop' in effect) {
    // A clock that is not running has nothing to keep: an act possible with and without it must not fail.
    if (!isCounting) return ok({});
    return 'satisfy' in effect && effect.at !== undefined ? keptOn(name, clock, effect.at, moment) : ok({ [name]: { ...clock, phase: 'satisfy' in effect ? 'satisfied' : 'stopped' } });
  }
  if (clock === undefined) return refused('CLOCK.NOT_RUNNING', { clock: name });
  const event = fillTemplate(effect.add, moment);
  if (!event.ok) return event;
  const future = futureDateOf(event.value, lawDateOf(moment.world.at));
  if (future !== undefined) return refused('CLOCK.EVENT_IN_FUTURE', { clock: name, at: future });
  // A restart brings a kept or ended clock back to life; other events move only a clock that counts.
  const revives = (RESTART_NAMES as readonly string[]).includes(event.value.event);
  if (!isCounting && !revives) return refused('CLOCK.NOT_RUNNING', { clock: name });
  return recount(name, { ...clock, events: [...withoutOpen(clock.events, event.value), event.value], phase: 'running' }, moment);
}

/** Kept on the day on which it was done, which may lie before the day it becomes known: an application of the last day is in time, whenever
 *  it is examined. What was done after the last day keeps nothing, and the clock ends as it would have ended. */
function keptOn(name: string, clock: ClockState, at: string, moment: Moment): Result<Clocks> {
  const day = startOf(at, false, moment);
  if (!day.ok) return day;
  if (day.value > lawDateOf(moment.world.at)) return refused('CLOCK.EVENT_IN_FUTURE', { clock: name, at: day.value });
  return ok(clock.due !== undefined && clock.paused !== true && day.value > clock.due ? {} : { [name]: { ...clock, phase: 'satisfied' } });
}

/** The end of an activity takes the place of its beginning: left beside it, the open interval would keep the clock still for good. */
function withoutOpen(events: readonly DeadlineEvent[], added: DeadlineEvent): readonly DeadlineEvent[] {
  if (!isInterval(added) || added.to === undefined) return events;
  return events.filter((event) => !(isInterval(event) && event.to === undefined && event.event === added.event && event.kind === added.kind && event.from === added.from));
}

function isInterval(event: DeadlineEvent): event is Extract<DeadlineEvent, { readonly event: 'exclude' | 'suspend' }> {
  return event.event === 'exclude' || event.event === 'suspend';
}

/** What has not happened yet cannot move a clock: an appraisal said to end next month would lengthen the period today. */
function futureDateOf(event: DeadlineEvent, today: LocalDate): string | undefined {
  const { at, received_at: received, from, to } = event as Partial<Record<'at' | 'received_at' | 'from' | 'to', unknown>>;
  return [at, received, from, to].filter((value): value is string => parseLocalDate(value).ok).find((date) => date > today);
}

function startClock(clocks: Clocks, effect: Extract<ClockEffect, { readonly start: string }>, moment: Moment): Result<Clocks> {
  const name = effect.start;
  const rule = moment.path.rules.get(name) as DeadlineRule;
  const byHours = rule.calendar === 'hours' || rule.calendar === 'hours-exact';
  const start = startOf(effect.at, byHours, moment);
  if (!start.ok) return start;
  if (!rule.backward && !byHours && start.value > lawDateOf(moment.world.at)) return refused('CLOCK.START_IN_FUTURE', { clock: name, start: start.value });
  const events: DeadlineEvent[] = [];
  for (const template of effect.events ?? []) {
    const event = fillTemplate(template, moment);
    if (!event.ok) return event;
    events.push(event.value);
  }
  const held = heldOf(moment.path, moment.facts);
  if (held !== null) events.push({ event: 'custody', in_custody: held });
  return recount(name, { rule: rule.id, run: (clocks[name]?.run ?? 0) + 1, start: start.value, events, phase: 'running' }, moment);
}

function startOf(at: string | undefined, byHours: boolean, moment: Moment): Result<LocalDate | Instant> {
  if (at === undefined || at === 'now') return ok(byHours ? moment.world.at : lawDateOf(moment.world.at));
  const value = valueOf(at, moment);
  const date = parseLocalDate(value);
  return date.ok ? date : refused('CLOCK.NO_DATE', { at });
}

/** Counts a clock anew and remembers when it ends. A rule without a statutory length runs without an end. */
function recount(name: string, clock: ClockState, moment: Moment): Result<Clocks> {
  const rule = moment.path.rules.get(name) as DeadlineRule;
  const { calendar, at } = moment.world;
  const computed = computeDeadline(rule, clock.start, clock.events, calendar, { rules: moment.path.ruleSet, asOf: lawDateOf(at) });
  const { due: _due, endsAt: _endsAt, provisional: _provisional, paused: _paused, warnedDays: _warned, ...bare } = clock;
  if (!computed.ok) {
    return computed.refusal.code === 'DEADLINE.NO_STATUTORY_LENGTH' ? ok({ [name]: bare }) : computed;
  }
  const { due, endsAt, provisional, paused, ended } = computed.value;
  // Returned for supplementary work: this clock has ended, a re-transfer starts a new one (Rules 346).
  if (ended) return ok({ [name]: { ...bare, phase: 'stopped' } });
  // An event recorded late may put the end into the past. The clock stays `running` until its end is noted as an entry of its
  // own (system-acts), so that what follows from the end – facts, duties – is never skipped.
  return ok({ [name]: { ...bare, due, ...(paused ? { paused } : { endsAt }), ...(provisional ? { provisional } : {}) } });
}

/** The same clocks after custody changed: every counting clock learns it from this day on (CPL 105). */
export function applyCustodyChange(clocks: Clocks, before: Facts, after: Facts, path: CompiledPath, world: ClockWorld): Result<Clocks> {
  const [was, is] = [heldOf(path, before), heldOf(path, after)];
  if (was === is || is === null) return ok(clocks);
  const event: DeadlineEvent = { event: 'custody', in_custody: is, at: lawDateOf(world.at) };
  const next: Record<string, ClockState> = { ...clocks };
  for (const [name, clock] of Object.entries(clocks)) {
    if (clock.phase !== 'running' && clock.phase !== 'overdue') continue;
    const changed = recount(name, { ...clock, events: [...clock.events, event] }, { path, world, payload: {}, facts: after });
    if (!changed.ok) return changed;
    Object.assign(next, changed.value);
  }
  return ok(next);
}

/** Whether the suspect is held, by the path's custody fact; null when the path has none. */
export function heldOf(path: CompiledPath, facts: Facts): boolean | null {
  const { custody } = path.document;
  return custody === undefined ? null : custody.held.includes(String(facts[custody.fact] ?? ''));
}

function valueOf(text: string, moment: Moment): FactValue {
  if (text === 'now') return lawDateOf(moment.world.at);
  if (text.startsWith('payload.')) return (moment.payload[text.slice('payload.'.length)] as FactValue | undefined) ?? null;
  if (text.startsWith('fact.')) return moment.facts[text.slice('fact.'.length)] ?? null;
  return text;
}

function fillTemplate(template: ClockEventTemplate, moment: Moment): Result<DeadlineEvent> {
  const event: Record<string, FactValue> = {};
  for (const [key, raw] of Object.entries(template)) {
    const value = typeof raw === 'string' ? valueOf(raw, moment) : raw;
    if (value === null) return refused('CLOCK.NO_DATE', { at: String(raw) });
    event[key] = value;
  }
  return ok(event as unknown as DeadlineEvent);
}
