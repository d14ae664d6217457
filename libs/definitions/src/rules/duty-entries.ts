// All entries of a duty list with the role, the track and the JSON pointer of each. What is not here: rules.
import { DUTY_ROLES, type Duty, type DutyList, type DutyRole } from '@quanze/responsibility';
import { pointerTo } from '../places.js';

export interface DutyEntry {
  readonly role: DutyRole;
  readonly track: 'duties' | 'supervision';
  readonly duty: Duty;
  readonly pointer: string;
}

export function entriesOf(list: DutyList): readonly DutyEntry[] {
  return DUTY_ROLES.flatMap((role) => {
    const own = list.roles[role];
    if (own === undefined) return [];
    return (['duties', 'supervision'] as const).flatMap((track) => own[track].map((duty, index): DutyEntry => ({ role, track, duty, pointer: pointerTo('/roles', role, track, index) })));
  });
}
