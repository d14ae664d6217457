// The moment a question about responsibility is asked for: now, an instant, or the end of a day. What is not here: what was known then.
import { addMs, endOfLawDate, lawDateOf, ok, parseInstant, parseLocalDate, refused, type Instant, type Result } from '@quanze/kernel';
import type { Deps } from '../deps.js';

/** Refuses `RESPONSIBILITY.DATE_MALFORMED`, and `RESPONSIBILITY.DATE_IN_FUTURE` for a moment of which nobody knows anything yet; today is
 *  now. @param text an instant with offset, or a date of the law's time zone */
export function asOfMoment(deps: Pick<Deps, 'clock'>, text: string | undefined): Result<Instant> {
  const now = deps.clock.now();
  if (text === undefined) return ok(now);
  const day = parseLocalDate(text);
  if (day.ok && day.value === lawDateOf(now)) return ok(now);
  const moment = day.ok ? ok(addMs(endOfLawDate(day.value), -1)) : parseInstant(text);
  if (!moment.ok) return refused('RESPONSIBILITY.DATE_MALFORMED');
  return moment.value <= now ? moment : refused('RESPONSIBILITY.DATE_IN_FUTURE', { at: moment.value });
}
