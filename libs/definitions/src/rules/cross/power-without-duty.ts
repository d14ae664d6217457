// Every power that a role decides, votes on or reviews stands in an entry of that role, so that who uses power by the list answers by
// the list. What is missing is told at the role; the first few powers are named.
import { coversPower, EXERCISING, type DutyList, type DutyRole } from '@quanze/responsibility';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import type { Rule } from '../rule.js';
import { powerListOf, powersByRole } from './duty-powers.js';
import type { Placed } from './surroundings.js';

const NAMED_MAX = 5;

export const powerWithoutDuty: Rule<Placed<DutyList>> = {
  id: 'power-without-duty',
  severity: 'error',
  *check({ subject, around }) {
    const powers = powerListOf(subject, around);
    if (powers === undefined) return;
    for (const [role, ids] of powersByRole(powers)) {
      const patterns = exercisedBy(subject, role);
      const missing = [...ids].filter((id) => !patterns.some((pattern) => coversPower(pattern, id)));
      if (missing.length === 0) continue;
      const named = missing.slice(0, NAMED_MAX).join(', ');
      const more = missing.length > NAMED_MAX ? ` … (${missing.length})` : '';
      yield { key: pointerTo('/roles', role), on: 'key', message: label(`${role} 行使的权力没有对应职责：${named}${more}`, `no duty of ${role} stands behind ${named}${more}`) };
    }
  },
};

function exercisedBy(list: DutyList, role: DutyRole): readonly string[] {
  const own = list.roles[role];
  if (own === undefined) return [];
  return [...own.duties, ...own.supervision].filter(({ kind }) => EXERCISING.includes(kind)).flatMap((duty) => duty.powers ?? []);
}
