// A wait for an outside organ is watched by a clock, or says why there is none. Otherwise silence would never be noticed.
import { label } from '../problem.js';
import type { PathModel } from './path-model.js';
import type { Rule } from './rule.js';

export const waitWithoutClock: Rule<PathModel> = {
  id: 'wait-without-clock',
  severity: 'error',
  *check(model) {
    for (const node of model.states.values()) {
      if (node.state.type !== 'wait' || node.state.clock !== undefined || node.state.noClock !== undefined) continue;
      yield { key: node.pointer, on: 'key', message: label('等待状态须写明期限（clock）或无期限的理由（noClock）', 'a wait names its clock, or the reason why it has none (noClock)') };
    }
  },
};
