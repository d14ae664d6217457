// A duty list names a power list that exists, and deadline rules that exist.
import type { DutyList } from '@quanze/responsibility';
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import { entriesOf } from '../duty-entries.js';
import type { Rule } from '../rule.js';
import { powerListOf } from './duty-powers.js';
import type { Placed } from './surroundings.js';

export const powerListUnknown: Rule<Placed<DutyList>> = {
  id: 'power-list-unknown',
  severity: 'error',
  *check({ subject, around }) {
    if (powerListOf(subject, around) !== undefined) return;
    const { id, version } = subject.powerList;
    const there = around.powerLists.map((list) => `${list.id}@${list.version}`).join(', ');
    yield { key: '/powerList', message: label(`没有职权清单 ${id}@${version}；现有：${there}`, `there is no power list ${id}@${version}; there are: ${there}`) };
  },
};

export const dutyPeriodUnknown: Rule<Placed<DutyList>> = {
  id: 'rule-unknown',
  severity: 'error',
  *check({ subject, around }) {
    for (const { duty, pointer } of entriesOf(subject)) {
      if (duty.period === undefined || !('within' in duty.period) || around.deadlineRules.has(duty.period.within)) continue;
      const meant = suggestion(duty.period.within, around.deadlineRules);
      yield { key: pointerTo(pointer, 'period', 'within'), message: label(`没有期限规则 ${duty.period.within}${meant.zh}`, `there is no deadline rule ${duty.period.within}${meant.en}`) };
    }
  },
};
