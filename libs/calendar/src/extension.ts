// Whether an extension is allowed and what length it gives. What is not here: when it may be asked for (clock.ts) and
// which person approves it (authority).
import { ok, refused, type Result } from '@quanze/kernel';
import type { ReadEvent } from './event.js';
import { addPeriods, formatPeriod, isAtMost, isHourPeriod, type Period } from './period.js';
import type { DeadlineRule, Grant } from './rule.js';

type ExtensionEvent = Extract<ReadEvent, { event: 'extension' }>;

/** The length of a running clock and how often each ground of its rule (same order as `rule.extendable`) was used on it. */
export interface RunningLength {
  readonly length: Period;
  readonly uses: readonly number[];
}

/** Applies an extension to the length so far. An amount below the maximum of its ground is allowed (the law says "one to
 *  three days"). An amount equal to that of a ground uses that ground and no larger one. Where the rule knows only one form,
 *  the other is converted. The result never exceeds a cap of the rule.
 *  Refuses `DEADLINE.EXTENSION_NOT_ALLOWED` (no such ground), `DEADLINE.EXTENSION_TOO_LONG`, `DEADLINE.EXTENSION_EXHAUSTED`
 *  (each fitting ground used up), `DEADLINE.EXTENSION_SHORTENS` (a cap below the length reached).
 *  INVARIANT: the new length is never shorter.   @source the rule's own article */
export function extend(rule: DeadlineRule, running: RunningLength, event: ExtensionEvent): Result<RunningLength & { readonly grant: Grant }> {
  const asked = { rule: rule.id, [event.form]: formatPeriod(event.amount) };
  const refuse = (code: string) => refused(code, asked, rule.source);
  const named = rule.extendable.filter((grant) => (event.ground === null ? !grant.named : grant.id === event.ground));
  if (named.length === 0) return refuse('DEADLINE.EXTENSION_NOT_ALLOWED');
  if (isHourPeriod(event.amount) !== isHourPeriod(running.length)) return refuse('DEADLINE.EXTENSION_NOT_ALLOWED');
  if (event.amount.halfMonth && rule.monthRule === 'civil') return refuse('DEADLINE.LENGTH_NOT_ALLOWED');
  if (event.form === 'to' && !isAtMost(running.length, event.amount)) return refuse('DEADLINE.EXTENSION_SHORTENS');
  const length = event.form === 'to' ? event.amount : addPeriods(running.length, event.amount);
  const fitting = fittingGrants(rule, named, running.length, event);
  if (fitting.length === 0 || !withinCaps(rule, length)) return refuse('DEADLINE.EXTENSION_TOO_LONG');
  const grant = fitting.find((candidate) => candidate.max === null || (running.uses[rule.extendable.indexOf(candidate)] ?? 0) < candidate.max);
  if (grant === undefined) return refuse('DEADLINE.EXTENSION_EXHAUSTED');
  const used = rule.extendable.indexOf(grant);
  return ok({ length, uses: rule.extendable.map((_, index) => (running.uses[index] ?? 0) + (index === used ? 1 : 0)), grant });
}

function fittingGrants(rule: DeadlineRule, named: readonly Grant[], length: Period, event: ExtensionEvent): readonly Grant[] {
  const open = named.filter((grant) => grant.amount.form === 'open');
  const exact = named.filter(({ amount }) => amount.form === event.form && formatPeriod(amount.period) === formatPeriod(event.amount));
  if (exact.length > 0) return [...exact, ...open];
  const hasForm = rule.extendable.some((grant) => grant.amount.form === event.form);
  const fits = ({ amount }: Grant): boolean => {
    if (amount.form === 'open') return true;
    if (amount.form === event.form) return isAtMost(event.amount, amount.period);
    if (hasForm) return false;
    return event.form === 'by' ? isAtMost(addPeriods(length, event.amount), amount.period) : isAtMost(event.amount, addPeriods(length, amount.period));
  };
  return named.filter(fits);
}

/** A `to` is the longest the clock may ever run, so nothing added afterwards may pass the widest one; open grounds lift it. */
function withinCaps(rule: DeadlineRule, length: Period): boolean {
  const caps = rule.extendable.flatMap(({ amount }) => (amount.form === 'to' ? [amount.period] : []));
  const open = rule.extendable.some(({ amount }) => amount.form === 'open');
  return open || caps.length === 0 || caps.some((cap) => isAtMost(length, cap));
}
