// Every clock of a path is counted by a rule that the deadline rules have.
import { pointerTo } from '../../places.js';
import { label } from '../../problem.js';
import { suggestion } from '../../suggest.js';
import type { PathModel } from '../path-model.js';
import type { Rule } from '../rule.js';
import type { Placed } from './surroundings.js';

export const ruleUnknown: Rule<Placed<PathModel>> = {
  id: 'rule-unknown',
  severity: 'error',
  *check({ subject, around }) {
    for (const [name, clock] of Object.entries(subject.document.clocks)) {
      if (around.deadlineRules.has(clock.rule)) continue;
      const meant = suggestion(clock.rule, around.deadlineRules);
      yield { key: pointerTo('/clocks', name, 'rule'), message: label(`没有期限规则 ${clock.rule}${meant.zh}`, `there is no deadline rule ${clock.rule}${meant.en}`) };
    }
  },
};
