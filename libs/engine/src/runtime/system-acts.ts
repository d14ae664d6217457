// What the clock itself does to a case: a period ends, a warning falls due. Done by nobody, decides nothing, and is safe to
// repeat: an end that was already noted, moved or kept gives no outcome (exactly once, through doubled and late jobs).
import { lawDateOf, type Instant } from '@quanze/kernel';
import { addDays, endOfLawDate } from '@quanze/kernel';
import type { CompiledPath } from '../compile/compiled.js';
import { assign } from './facts.js';
import { finish } from './finish.js';
import type { Outcome } from './outcome.js';
import type { CaseSnapshot, ClockState } from './snapshot.js';

/** Notes that a clock ended while it was running. Null when there is nothing to note at this instant.
 *  The ending of a case stops what runs; a clock that an act started afterwards runs like any other. */
export function expireClock(path: CompiledPath, snapshot: CaseSnapshot, name: string, at: Instant): Outcome | null {
  const clock = snapshot.clocks[name];
  if (clock === undefined || clock.phase !== 'running' || clock.endsAt === undefined || clock.endsAt > at) return null;
  const declaration = path.document.clocks[name];
  const clocks = { ...snapshot.clocks, [name]: { ...clock, phase: 'overdue' as const } };
  const set = path.expiryAssignments.get(name) ?? [];
  const facts = assign(path.document, snapshot.facts, set, {});
  const changed = { ...snapshot, clocks, facts: facts.ok ? facts.value : snapshot.facts };
  return finish(path, snapshot, changed, {
    kind: 'deadline', act: `clock.${name}.end`, grant: null, record: null, sealed: [], at,
    input: {
      clock: name, rule: clock.rule, run: clock.run, endedAt: clock.endsAt, custody: declaration?.custody ?? false,
      // The end is noted in any case; facts that could not be set are named, never dropped in silence.
      ...(facts.ok ? {} : { factsRefused: { code: facts.refusal.code, params: facts.refusal.params } }),
    },
  });
}

/** Notes that the end of a clock is near. Null when no lead time has been reached that was not yet noted. */
export function warnClock(path: CompiledPath, snapshot: CaseSnapshot, name: string, at: Instant): Outcome | null {
  const clock = snapshot.clocks[name];
  if (clock === undefined || clock.endsAt === undefined) return null;
  const due = dueWarnings(path, name, clock).filter((warning) => warning.at <= at).map((warning) => warning.days);
  if (due.length === 0) return null;
  const clocks = { ...snapshot.clocks, [name]: { ...clock, warnedDays: [...(clock.warnedDays ?? []), ...due] } };
  return finish(path, snapshot, { ...snapshot, clocks }, {
    kind: 'warning', act: `clock.${name}.warning`, grant: null, record: null, sealed: [], at,
    input: { clock: name, rule: clock.rule, run: clock.run, days: due, endsAt: clock.endsAt },
  });
}

/** Warnings still to come for a running clock: whole days before the end, at the beginning of the day after the lead time. */
export function dueWarnings(path: CompiledPath, name: string, clock: ClockState): readonly { readonly days: number; readonly at: Instant }[] {
  const { endsAt } = clock;
  if (clock.phase !== 'running' || endsAt === undefined) return [];
  const lastDay = addDays(lawDateOf(endsAt), -1);
  return (path.document.clocks[name]?.warnDays ?? [])
    .filter((days) => !(clock.warnedDays ?? []).includes(days))
    .map((days) => ({ days, at: endOfLawDate(addDays(lastDay, -days)) }));
}
