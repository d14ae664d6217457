// Folds the events of a question, in their order, into the clock that runs at the end: its start, its length with
// extensions, and the days that do not count. What is not here: counting that length from that start (settle.ts).
import { ok, refused, type Label, type Refusal, type Refused, type Result } from '@quanze/kernel';
import { DerivationStep } from './derivation.js';
import { extend, type RunningLength } from './extension.js';
import type { ReadEvent, RestartName } from './event.js';
import type { Interval } from './interval.js';
import { labelOfPeriod, type Period } from './period.js';
import { showMoment, unitOf, type Moment } from './moment.js';
import type { Activity, DeadlineRule, Restart } from './rule.js';

const NO_USES: readonly number[] = [];

/** `listed`: an interval or restart must be one the rule names, and must lie inside the clock (for the engine, where the
 *  clock is law). `stated`: what the caller states is counted as stated and marked in the derivation (for a calculator). */
export type EventTrust = 'listed' | 'stated';

/** Days or milliseconds that do not count, with what they are. `open` means that the activity has not ended yet. */
export interface ClockInterval extends Interval {
  readonly event: 'exclude' | 'suspend';
  readonly what: Label;
  readonly source: string;
  readonly listed: boolean;
  readonly open: boolean;
}

export interface Clock extends RunningLength {
  readonly start: Moment;
  readonly intervals: readonly ClockInterval[];
  /** When the clock ended by a return that no re-transfer followed, else null. */
  readonly returned: Moment | null;
}

/** Steps of a fold, kept only when somebody reads the derivation: how the clock came to start where it does, and the
 *  extensions of the clock that runs. */
export interface FoldTrace {
  readonly history: DerivationStep[];
  extensions: DerivationStep[];
}

/** What the fold needs to know beside the events. `isOver` says whether a moment lies after the end of a clock. */
export interface FoldContext {
  readonly rule: DeadlineRule;
  readonly length: Period;
  readonly trust: EventTrust;
  readonly asOf: Moment | null;
  readonly isOver: (clock: Clock, moment: Moment) => Result<boolean>;
}

/** The clock while it is folded; it leaves this file as a read-only `Clock`. */
interface Draft {
  start: Moment;
  length: Period;
  uses: readonly number[];
  intervals: ClockInterval[];
  returned: Moment | null;
  returns: number;
}

type Outcome = Refused<Refusal> | null;

/** The clock after all events. A restart gives a new full length with its own right of extension and forgets earlier
 *  extensions, exclusions and pauses; custody, chosen length and chaining are read elsewhere and pass by here.
 *  Refuses the codes of `extend`, and `DEADLINE.EXTENSION_LATE`, `.EVENT_ORDER`, `.EVENT_NOT_APPLICABLE`, `.EVENT_NEEDS_TIME`,
 *  `.RESTART_NOT_ALLOWED`, `.RETURNS_EXHAUSTED`, `.EXCLUSION_NOT_ALLOWED`, `.CLOCK_ENDED`.   @source 规则 346, 351; 2022批复 */
export function foldClock(context: FoldContext, start: Moment, events: readonly ReadEvent[], trace: FoldTrace | null): Result<Clock> {
  const clock: Draft = { start, length: context.length, uses: NO_USES, intervals: [], returned: null, returns: 0 };
  const lastTrackChange = events.findLastIndex((event) => event.event === 'track_change');
  for (let index = 0; index < events.length; index += 1) {
    const refusal = applyEvent(context, clock, events[index] as ReadEvent, index < lastTrackChange, trace);
    if (refusal !== null) return refusal;
  }
  return ok(clock);
}

function applyEvent(context: FoldContext, clock: Draft, event: ReadEvent, beforeTrackChange: boolean, trace: FoldTrace | null): Outcome {
  switch (event.event) {
    case 'custody':
    case 'chosen_length':
    case 'precedes':
    case 'track_change':
      return null;
    case 'anchor_is_expiry':
      return context.rule.backward || context.trust === 'stated' ? null : notApplicable(context, event.event);
    default:
  }
  // A backward clock is a fixed distance from its anchor: nothing lengthens, stops or restarts it.
  if (context.rule.backward) return notApplicable(context, event.event);
  switch (event.event) {
    case 'extension':
      return clock.returned === null ? applyExtension(context, clock, event, beforeTrackChange, trace) : afterEnd(context, event.event, '延长', 'extension', trace);
    case 'exclude':
    case 'suspend':
      return clock.returned === null ? applyInterval(context, clock, event, trace) : afterEnd(context, event.event, event.kind, event.kind, trace);
    case 'returned':
      return applyReturn(context, clock, event, trace);
    default:
      return applyRestart(context, clock, event.event, event.at, trace);
  }
}

function notApplicable(context: FoldContext, event: string): Refused<Refusal> {
  return refused('DEADLINE.EVENT_NOT_APPLICABLE', { rule: context.rule.id, event }, context.rule.source);
}

/** Between a return and the re-transfer no clock runs; what is recorded there changes nothing. */
function afterEnd(context: FoldContext, event: string, zh: string, en: string, trace: FoldTrace | null): Outcome {
  if (context.trust === 'listed') return refused('DEADLINE.CLOCK_ENDED', { rule: context.rule.id, event }, context.rule.source);
  trace?.history.push(new DerivationStep('dropped', context.rule.source, { what: { zh, en } }));
  return null;
}

function applyExtension(context: FoldContext, clock: Draft, event: Extract<ReadEvent, { event: 'extension' }>, beforeTrackChange: boolean, trace: FoldTrace | null): Outcome {
  const { rule } = context;
  if (event.at !== null) {
    if (event.at.day < clock.start.day) return refused('DEADLINE.EVENT_ORDER', { rule: rule.id, event: event.event }, rule.source);
    const over = context.isOver(clock, event.at);
    if (!over.ok) return over;
    if (over.value) return refused('DEADLINE.EXTENSION_LATE', { rule: rule.id, at: showMoment(rule, event.at) }, rule.source);
  }
  const longer = extend(rule, clock, event);
  if (!longer.ok) {
    // Before a change of track the clock was that of the other track; its extensions do not pass over to this one.
    if (!beforeTrackChange) return longer;
    trace?.history.push(new DerivationStep('dropped', rule.source, { what: wordExtension(event) }));
    return null;
  }
  const { length, uses, grant } = longer.value;
  clock.length = length;
  clock.uses = uses;
  trace?.extensions.push(new DerivationStep('extension', rule.source, { what: wordExtension(event, grant.when) }));
  return null;
}

function wordExtension({ form, amount }: Extract<ReadEvent, { event: 'extension' }>, when?: Label): Label {
  const { zh, en } = labelOfPeriod(amount);
  return { zh: `${form === 'to' ? '至' : ''}${zh}${when === undefined ? '' : `（${when.zh}）`}`, en: `${form} ${en}${when === undefined ? '' : ` (${when.en})`}` };
}

function applyInterval(context: FoldContext, clock: Draft, event: Extract<ReadEvent, { event: 'exclude' | 'suspend' }>, trace: FoldTrace | null): Outcome {
  const { rule } = context;
  const idle = findActivity(rule.general.withoutEffect, event.kind);
  if (idle !== null) {
    trace?.history.push(new DerivationStep('no-effect', idle.source ?? rule.source, { what: idle.text }));
    return null;
  }
  const activity = activityOf(rule, event, context.trust);
  if (activity === null) return refused('DEADLINE.EXCLUSION_NOT_ALLOWED', { rule: rule.id, event: event.event, kind: event.kind }, rule.source);
  const open = event.to === null;
  const from = unitOf(rule, event.from);
  const to = event.to !== null ? unitOf(rule, event.to) : context.asOf === null ? from : unitOf(rule, context.asOf);
  if (from === null || to === null) return refused('DEADLINE.EVENT_NEEDS_TIME', { rule: rule.id, event: event.event }, rule.source);
  const { what, source, listed } = activity;
  clock.intervals.push({ from, to, event: event.event, what, source, listed, open });
  return null;
}

function activityOf(rule: DeadlineRule, event: Extract<ReadEvent, { event: 'exclude' | 'suspend' }>, trust: EventTrust): Pick<ClockInterval, 'what' | 'source' | 'listed'> | null {
  const everywhere = event.event === 'exclude' ? findActivity(rule.general.excluded, event.kind) : null;
  const own = findActivity(event.event === 'exclude' ? rule.excluded : rule.suspendedBy, event.kind);
  const found = own ?? everywhere;
  if (found !== null) return { what: found.text, source: found.source ?? rule.source, listed: true };
  if (rule.fixed || trust === 'listed') return null;
  const name = event.kind === '' ? { zh: '未注明事由', en: 'unnamed activity' } : { zh: event.kind, en: event.kind };
  return { what: name, source: rule.source, listed: false };
}

/** Finds an activity by its kind, or by its words in either language. */
function findActivity(activities: readonly Activity[], kind: string): Activity | null {
  const wanted = kind.trim().toLowerCase();
  return activities.find(({ kind: id, text }) => id === wanted || text.zh === wanted || text.en.toLowerCase() === wanted) ?? null;
}

function applyReturn(context: FoldContext, clock: Draft, event: Extract<ReadEvent, { event: 'returned' }>, trace: FoldTrace | null): Outcome {
  const { rule } = context;
  const restart = restartOf(rule, 'retransferred');
  if (rule.fixed || (context.trust === 'listed' && restart === null)) return notApplicable(context, event.event);
  clock.returns += 1;
  const max = restart?.max ?? rule.maxRounds?.count ?? null;
  const source = restart?.source ?? rule.source;
  const round = event.round ?? clock.returns;
  if (max !== null && (clock.returns > max || round > max)) return refused('DEADLINE.RETURNS_EXHAUSTED', { rule: rule.id, max }, source);
  if (event.at.day < clock.start.day || clock.returned !== null) return refused('DEADLINE.EVENT_ORDER', { rule: rule.id, event: event.event }, rule.source);
  clock.returned = event.at;
  trace?.history.push(new DerivationStep('returned', source, { from: showMoment(rule, event.at), what: { zh: `（第${round}次）`, en: ` (round ${round})` } }));
  return null;
}

function applyRestart(context: FoldContext, clock: Draft, event: RestartName, at: Moment, trace: FoldTrace | null): Outcome {
  const { rule } = context;
  const restart = restartOf(rule, event);
  if (rule.fixed || (restart === null && context.trust === 'listed')) return refused('DEADLINE.RESTART_NOT_ALLOWED', { rule: rule.id, event }, rule.source);
  const earliest = clock.returned?.day ?? clock.start.day;
  if (at.day < earliest) return refused('DEADLINE.EVENT_ORDER', { rule: rule.id, event }, rule.source);
  if (unitOf(rule, at) === null) return refused('DEADLINE.EVENT_NEEDS_TIME', { rule: rule.id, event }, rule.source);
  clock.start = at;
  clock.length = context.length;
  clock.uses = NO_USES;
  clock.intervals = [];
  clock.returned = null;
  if (trace !== null) {
    trace.extensions = [];
    trace.history.push(new DerivationStep('restart', restart?.source ?? rule.source, { from: showMoment(rule, at), what: restart?.text ?? { zh: event, en: event } }));
  }
  return null;
}

function restartOf(rule: DeadlineRule, event: RestartName): Restart | null {
  return rule.resetsOn.find((restart) => restart.events.includes(event)) ?? null;
}
