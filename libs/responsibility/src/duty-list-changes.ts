// What changed between two versions of a duty list, entry by entry, so that a widened or dropped duty is seen before it is approved.
// What is not here: powers, which have their own list.
import { jsonEquals, type JsonValue } from '@quanze/kernel';
import { DUTY_ROLES, type Duty, type DutyList, type DutyRole } from './duty-list.js';

export interface DutyChange {
  readonly role: DutyRole;
  readonly duty: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Keys that differ, in order; empty unless `changed`. */
  readonly keys: readonly string[];
}

interface Entry { readonly role: DutyRole; readonly track: 'duties' | 'supervision'; readonly duty: Duty }

/** Every entry that is in one version only, or differs. A duty that moved to another role is removed there and added here; one that moved
 *  between the duties and the supervision of a role has changed in `track`. */
export function changesBetween(before: DutyList, after: DutyList): readonly DutyChange[] {
  const [old, now] = [entriesOf(before), entriesOf(after)];
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, { role, duty }]): DutyChange => ({ role, duty: duty.id, change: 'removed', keys: [] }));
  const rest = [...now].flatMap(([key, entry]): DutyChange[] => {
    const was = old.get(key);
    const { role, duty } = entry;
    if (was === undefined) return [{ role, duty: duty.id, change: 'added', keys: [] }];
    const keys = differing(was, entry);
    return keys.length === 0 ? [] : [{ role, duty: duty.id, change: 'changed', keys }];
  });
  return [...gone, ...rest];
}

function entriesOf(list: DutyList): ReadonlyMap<string, Entry> {
  const entries = DUTY_ROLES.flatMap((role): Entry[] => {
    const own = list.roles[role];
    return own === undefined ? [] : (['duties', 'supervision'] as const).flatMap((track) => own[track].map((duty) => ({ role, track, duty })));
  });
  return new Map(entries.map((entry) => [`${entry.role} ${entry.duty.id}`, entry]));
}

function differing(was: Entry, now: Entry): readonly string[] {
  const [a, b] = [was.duty, now.duty] as unknown as readonly Readonly<Record<string, JsonValue>>[];
  const keys = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].filter((key) => !jsonEquals(a?.[key] ?? null, b?.[key] ?? null));
  return [...(was.track === now.track ? [] : ['track']), ...keys].sort();
}
