// A power stands in one exercising entry of a role and kind: with two, nobody could say by which of them one answers.
import { EXERCISING, type DutyList } from '@quanze/responsibility';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { entriesOf } from './duty-entries.js';
import type { Rule } from './rule.js';

export const dutyPowerTwice: Rule<DutyList> = {
  id: 'duty-power-twice',
  severity: 'error',
  *check(list) {
    const seen = new Map<string, string>();
    for (const { role, duty, pointer } of entriesOf(list)) {
      if (!EXERCISING.includes(duty.kind)) continue;
      for (const [index, power] of (duty.powers ?? []).entries()) {
        const name = `${role} ${duty.kind} ${power}`;
        const other = seen.get(name);
        if (other === undefined) seen.set(name, duty.id);
        else yield { key: pointerTo(pointer, 'powers', index), message: label(`职责 ${other} 已有 ${power}`, `the duty ${other} already has ${power}`) };
      }
    }
  },
};
