// Every decision of a path has an approval flow bound to it.
import { label } from '../../problem.js';
import { decisionsOf, type PathModel } from '../path-model.js';
import type { Rule } from '../rule.js';
import { boundFlowOf, type Placed } from './surroundings.js';

export const decisionUnbound: Rule<Placed<PathModel>> = {
  id: 'decision-unbound',
  severity: 'error',
  *check({ subject, around }) {
    for (const { node } of decisionsOf(subject)) {
      if (boundFlowOf(around, subject.document.id, node.id) !== undefined) continue;
      yield { key: node.pointer, on: 'key', message: label(`决定点 ${node.id} 没有绑定审批流程`, `no approval flow is bound to the decision ${node.id}`) };
    }
  },
};
