// Whether the person is held on a day, from the custody events of a question. What is not here: what that does to the
// last day of a period (settle.ts).
import type { ReadEvent } from './event.js';

export interface CustodyChange {
  readonly day: number;
  readonly held: boolean;
}

/** The changes of custody in a list of events; an event without a day states the beginning. */
export function custodyChangesOf(events: readonly ReadEvent[]): readonly CustodyChange[] {
  const changes: CustodyChange[] = [];
  for (const event of events) {
    if (event.event === 'custody') changes.push({ day: event.at?.day ?? Number.NEGATIVE_INFINITY, held: event.held });
  }
  return changes;
}

/** Whether the person is held on a day: the latest change on or before it, the later in the list where two are of one day.
 *  Not held when nothing is reported. @param day days since 1970-01-01   @source 刑诉法 105(4) */
export function isHeldOn(changes: readonly CustodyChange[], day: number): boolean {
  let held = false;
  let latest = Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    if (change.day <= day && change.day >= latest) {
      latest = change.day;
      held = change.held;
    }
  }
  return held;
}
