// Within a role the id of a duty names one duty, because a change between two versions is told by it.
import type { DutyList } from '@quanze/responsibility';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { entriesOf } from './duty-entries.js';
import type { Rule } from './rule.js';

export const dutyIdTwice: Rule<DutyList> = {
  id: 'duty-id-twice',
  severity: 'error',
  *check(list) {
    const seen = new Set<string>();
    for (const { role, duty, pointer } of entriesOf(list)) {
      const name = `${role} ${duty.id}`;
      if (seen.has(name)) yield { key: pointerTo(pointer, 'id'), message: label(`${role} 已有职责 ${duty.id}`, `${role} already has a duty ${duty.id}`) };
      seen.add(name);
    }
  },
};
