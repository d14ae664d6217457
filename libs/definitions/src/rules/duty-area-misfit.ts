// One answers for a duty in the area that its kind belongs to: who advises, proposes or signs answers for nothing, who votes for the
// vote, and supervision is a track of its own that stands in its own part of the list.
import type { Area, DutyKind, DutyList } from '@quanze/responsibility';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { entriesOf } from './duty-entries.js';
import type { Rule } from './rule.js';

// @source 人民检察院组织法 28, 33-34; 人民检察院刑事诉讼规则 6
const AREAS_OF: Readonly<Record<DutyKind, readonly (Area | null)[]>> = {
  handle: ['facts', 'procedure'],
  decide: ['decision'],
  vote: ['vote'],
  review: ['review'],
  propose: [null],
  support: ['task'],
  check: ['gatekeeping', 'review', 'supervision', 'procedure'],
  manage: ['supervision'],
  supervise: ['supervision'],
  instruct: ['instruction', 'decision'],
  record: ['recording'],
  advise: [null],
  sign: [null],
};

export const dutyAreaMisfit: Rule<DutyList> = {
  id: 'duty-area-misfit',
  severity: 'error',
  *check(list) {
    for (const { track, duty, pointer } of entriesOf(list)) {
      const allowed = AREAS_OF[duty.kind];
      const area = duty.area ?? null;
      const words = allowed.map((each) => each ?? '-').join(', ');
      if (!allowed.includes(area)) {
        yield { key: pointerTo(pointer, duty.area === undefined ? 'kind' : 'area'), message: label(`${duty.kind} 类职责的责任领域应为 ${words}`, `a duty of kind ${duty.kind} is answered for in ${words}`) };
      } else if ((area === 'supervision') !== (track === 'supervision')) {
        yield { key: pointerTo(pointer, 'kind'), message: label('监督管理职责单列于 supervision，其他职责列于 duties', 'duties of supervision stand under supervision, all others under duties') };
      }
    }
  },
};
