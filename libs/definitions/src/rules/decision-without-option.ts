// A decision has at least one option.
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import { decisionsOf, type PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const decisionWithoutOption: Rule<PathModel> = {
  id: 'decision-without-option',
  severity: 'error',
  *check(model) {
    for (const { node, state } of decisionsOf(model)) {
      if (Object.keys(state.options).length > 0) continue;
      yield { key: pointerTo(node.pointer, 'options'), on: 'key', message: label('决定点没有任何选项', 'the decision has no option') };
    }
  },
};
