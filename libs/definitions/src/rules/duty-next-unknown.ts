// Who is next is a role of the same list, so that a chain of duties never ends at somebody whose duties nobody wrote down.
import type { DutyList } from '@quanze/responsibility';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { entriesOf } from './duty-entries.js';
import type { Rule } from './rule.js';

export const dutyNextUnknown: Rule<DutyList> = {
  id: 'duty-next-unknown',
  severity: 'error',
  *check(list) {
    for (const { duty, pointer } of entriesOf(list)) {
      if (list.roles[duty.next] === undefined) yield { key: pointerTo(pointer, 'next'), message: label(`本清单没有 ${duty.next} 的职责`, `this list has no duties of ${duty.next}`) };
    }
  },
};
