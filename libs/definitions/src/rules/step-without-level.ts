// A step that decides says at which level: the level names the state `decided.by…`, and a decision without a level has no decider.
import type { ApprovalFlowDocument } from '@quanze/engine';
import { pointerTo } from '../places.js';
import { label } from '../problem.js';
import type { Rule } from './rule.js';

const DECIDING_STEPS: readonly string[] = ['decide', 'vote', 'consent'];

export const stepWithoutLevel: Rule<ApprovalFlowDocument> = {
  id: 'step-without-level',
  severity: 'error',
  *check(flow) {
    for (const [name, step] of Object.entries(flow.steps)) {
      if (!DECIDING_STEPS.includes(step.type) || step.level !== undefined) continue;
      yield { key: pointerTo('/steps', name), on: 'key', message: label(`作出决定的步骤 ${name} 须写明层级（level）`, `the step ${name} decides, so it needs a level`) };
    }
  },
};
